/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Writes the texts that memblock.efi has compressed (efi/texts/texts.h), in the
 * order in which efi/texts/strings.c expects them.
 */
#include <stdio.h>

#include "core/lint/strings.h"
#include "core/screen/explorer_internal.h"
#include "efi/texts/help.h"
#include "efi/texts/phrases.h"

static void write(void *ctx, const char *text, size_t len)
{
	fwrite(text, len, 1, ctx);
}

static void write_string(const char *text)
{
	if (text)
		fputs(text, stdout);
	putchar('\0');
}

int main(void)
{
	const struct sink out = { write, stdout };

	fwrite(lint_string(0), sizeof(struct lint_strings), 1, stdout);
	write_string(explorer_help());
	help_print(&out);
	putchar('\0');
#define PHRASES(function, type, count)         \
	for (int i = 0; i < (int)(count); i++) \
		write_string(function((type)i));
#include "efi/texts/phrases.def"
#undef PHRASES
	return fflush(stdout) != 0 || ferror(stdout);
}
