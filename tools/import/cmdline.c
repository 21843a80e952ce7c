/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/import/cmdline.h"

#include <string.h>

void cmdline_words(struct words *ret, char *text)
{
	static const char *const names[] = { "mem=", "memmap=", "efi=",
					     "add_efi_memmap" };

	*ret = (struct words){ .first = text, .end = text };
	for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
		for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
			size_t len = strlen(word) + 1;

			if (strncmp(word, names[i], strlen(names[i])) != 0)
				continue;
			memmove(ret->end, word, len);
			ret->end += len;
			break;
		}
}
