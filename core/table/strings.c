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

/* The offset of a new string, 0 if there is no room. */
static uint32_t append(struct table_strings *strings, const char *text)
{
	uint32_t at = strings->used;
	size_t len = str_len(text) + 1;

	if (len > strings->size - at) {
		strings->lost++;
		return 0;
	}
	memcpy(strings->text + at, text, len);
	strings->used += (uint32_t)len;
	return at;
}

uint32_t table_strings_put(struct table_strings *strings, const char *text)
{
	size_t row = (uintptr_t)text / 8 % TABLE_STRINGS_RECENT;
	uint32_t at;

	if (text == NULL || text[0] == '\0')
		return 0;
	if (strings->recent[row].text == text)
		return strings->recent[row].at;
	at = find(strings, text);
	if (at == 0)
		at = append(strings, text);
	strings->recent[row].text = at ? text : NULL;
	strings->recent[row].at = at;
	return at;
}
