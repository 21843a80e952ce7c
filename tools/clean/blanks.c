/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Characters of Unicode that look like a blank, in all of a text: formats are
 * recognised by texts with blanks before a line is cleaned.
 */
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/clean/rest.h"
#include "tools/memory.h"

static const char *const blanks[] = {
	"\xc2\xa0",     /* no-break space */
	"\xe2\x80\x87", /* figure space */
	"\xe2\x80\xaf", /* narrow no-break space */
	"\xe3\x80\x80", /* ideographic space */
};

static size_t blank_length(struct rest rest)
{
	for (size_t i = 0; i < sizeof(blanks) / sizeof(*blanks); i++)
		if (rest_starts(rest, blanks[i]))
			return strlen(blanks[i]);
	return 0;
}

static const char *skip_ascii(const char *at, const char *end)
{
	while (at < end && !(*at & 0x80))
		at++;
	return at;
}

/* The first blank from at on; end: there is none. */
static const char *next_blank(const char *at, const char *end,
			      size_t *ret_length)
{
	for (at = skip_ascii(at, end); at < end; at = skip_ascii(at + 1, end)) {
		*ret_length =
			blank_length((struct rest){ at, (size_t)(end - at) });
		if (*ret_length > 0)
			break;
	}
	return at;
}

char *clean_blanks(const char *text, size_t *len, const char *other)
{
	const char *end = text + *len;
	size_t length = 0, n = 0;
	const char *at = next_blank(other, end, &length);
	char *copy;

	if (at == end)
		return NULL;
	copy = memory_resize(NULL, *len, 1);
	for (; at < end; at = next_blank(text, end, &length)) {
		memcpy(copy + n, text, (size_t)(at - text));
		n += (size_t)(at - text);
		copy[n++] = ' ';
		text = at + length;
	}
	memcpy(copy + n, text, (size_t)(end - text));
	*len = n + (size_t)(end - text);
	return copy;
}
