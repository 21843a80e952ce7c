/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/table/strings.h"

#include "core/base/cstring.h"

void table_strings_init(struct table_strings *ret, char *text, uint32_t size)
{
	*ret = (struct table_strings){ .text = text, .size = size, .used = 1 };
	text[0] = '\0';
}

/* The offset of the string, 0 if it is not found. */
static uint32_t find(const struct table_strings *strings, const char *text)
{
	uint32_t at = 1;

	while (at < strings->used && at < TABLE_STRINGS_SEARCHED) {
		const char *there = strings->text + at;
		size_t same = 0;

		while (there[same] != '\0' && there[same] == text[same])
			same++;
		if (there[same] == text[same])
			return at;
		at += (uint32_t)(same + str_len(there + same)) + 1;
	}
	return 0;
}

uint32_t table_strings_put(struct table_strings *strings, const char *text)
{
	uint32_t at;
	size_t len;

	if (text == NULL || text[0] == '\0')
		return 0;
	at = find(strings, text);
	if (at != 0)
		return at;
	len = str_len(text) + 1;
	if (len > strings->size - strings->used) {
		strings->lost++;
		return 0;
	}
	at = strings->used;
	memcpy(strings->text + at, text, len);
	strings->used += (uint32_t)len;
	return at;
}
