/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/import/cmdline.h"

#include <ctype.h>
#include <string.h>

static bool starts(const char *word, const char *name)
{
	return strncmp(word, name, strlen(name)) == 0;
}

/* Is item in the list, whose items are separated by commas? */
static bool has_item(const char *list, const char *item)
{
	size_t len = strlen(item);

	for (;;) {
		size_t n = strcspn(list, ",");

		if (n == len && memcmp(list, item, len) == 0)
			return true;
		if (list[n] == '\0')
			return false;
		list += n + 1;
	}
}

/* The option that the word is for a map, no longer than the word; NULL: it does
 * not change one, as efi=debug or mem=nopentium. */
static const char *option_of(const char *word)
{
	if (starts(word, "efi="))
		return has_item(word + 4, "nosoftreserve") ? "efi=nosoftreserve"
							   : NULL;
	if (starts(word, "mem="))
		return isdigit((unsigned char)word[4]) ? word : NULL;
	return starts(word, "memmap=") || starts(word, "add_efi_memmap") ? word
									 : NULL;
}

void cmdline_words(struct words *ret, char *text)
{
	*ret = (struct words){ .first = text, .end = text };
	for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) {
		const char *option = option_of(word);
		size_t len = option ? strlen(option) + 1 : 0;

		if (option != NULL)
			memmove(ret->end, option, len);
		ret->end += len;
	}
}
