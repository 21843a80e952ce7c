/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The parts of clean_characters(): each looks at the rest of a line.
 */
#ifndef TOOLS_CLEAN_REST_H
#define TOOLS_CLEAN_REST_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* At least one character. */
struct rest {
	const char *at;
	size_t len;
};

static inline bool rest_starts(struct rest rest, const char *text)
{
	size_t len = strlen(text);

	return rest.len >= len && memcmp(rest.at, text, len) == 0;
}

/* terminal.c: the length of an escape sequence; 0: there is none. */
size_t clean_escape(struct rest rest);

/* tags.c: the length of a tag of HTML or BBCode, with what it stands for in
 * *ret, a line break or nothing; 0: there is none. */
size_t clean_tag(struct rest rest, const char **ret);

#endif
