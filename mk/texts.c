/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Writes the texts that memblock.efi has compressed (efi/texts/texts.h), in the
 * order in which efi/texts/strings.c expects them.
 */
#include <stdio.h>

#include "core/lint/strings.h"
#include "core/screen/explorer_internal.h"

int main(void)
{
	fwrite(lint_string(0), sizeof(struct lint_strings), 1, stdout);
	fputs(explorer_help(), stdout);
	putchar('\0');
	return fflush(stdout) != 0 || ferror(stdout);
}
