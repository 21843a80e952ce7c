/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Writes the texts that memblock.efi has compressed (efi/texts/texts.h), in the
 * order in which efi/texts/strings.c expects them.
 */
#include <stdio.h>
#include <string.h>

#include "core/lint/strings.h"
#include "core/options/option_table.h"
#include "core/screen/explorer_internal.h"

/* How many options there are. */
#define OPTION(...) +1
enum {
	OPTIONS = 0
#include "core/options/options.def"
};
#undef OPTION

/* Some texts, one after the other, with a NUL after each. */
static void put(const char *text, int cnt)
{
	for (; cnt > 0; cnt--) {
		size_t size = strlen(text) + 1;

		fwrite(text, size, 1, stdout);
		text += size;
	}
}

int main(void)
{
	fwrite(lint_string(0), sizeof(struct lint_strings), 1, stdout);
	put(explorer_help(), 1);
	put(option_helps(), OPTIONS);
	return fflush(stdout) != 0 || ferror(stdout);
}
