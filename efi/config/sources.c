/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/config/sources.h"

/* After an open quote: frame= and exit= can be found all the same. */
static void split_anyway(struct words *words, char *text, size_t len, int flags)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == '"' || text[i] == '\0')
			text[i] = ' ';
	words_split(words, text, len, flags);
}

struct fw_status sources_add(struct sources *sources, const char *name,
			     char *text, size_t len, int flags)
{
	struct option_source *source = &sources->list[sources->cnt];
	struct fw_status status = FW_SUCCESS;

	if (words_split(&source->words, text, len, flags)) {
		print(sources->err,
		      "%c%s has a double quote without its partner, or "
		      "a character NUL; correct it.\n",
		      name[0] == 't' ? 'T' : name[0], name + 1);
		status = FW_INVALID_PARAMETER;
		split_anyway(&source->words, text, len, flags);
	}
	source->name = name;
	sources->text[sources->cnt++] = text;
	return status;
}
