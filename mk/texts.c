/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Writes the texts that memblock.efi has compressed (efi/texts/texts.h), in the
 * order in which efi/texts/strings.c expects them.
 */
#include <stdio.h>

#include "core/lint/strings.h"
#include "core/screen/explorer_internal.h"
#include "efi/texts/help.h"

static void write(void *ctx, const char *text, size_t len)
{
	fwrite(text, len, 1, ctx);
}

int main(void)
{
	const struct sink out = { write, stdout };

	fwrite(lint_string(0), sizeof(struct lint_strings), 1, stdout);
	fputs(explorer_help(), stdout);
	putchar('\0');
	help_print(&out);
	putchar('\0');
	return fflush(stdout) != 0 || ferror(stdout);
}
