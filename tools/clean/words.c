/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The output of git diff --word-diff and of wdiff:
 *
 *   BIOS-e820: [mem 0x0000000000100000-[-0x7ffdffff]-]{+0x7ffeffff]+} usable
 *
 * and of git diff --word-diff=porcelain, in which "~" ends a line:
 *
 *    BIOS-e820: [mem
 *   -0x0000000000100000-0x7ffdffff]
 *   +0x0000000000100000-0x7ffeffff]
 *     usable
 *   ~
 */
#define _GNU_SOURCE /* memmem() */
#include "tools/clean/clean.h"

#include <ctype.h>
#include <string.h>

/* Where the text that opens with open is closed; NULL: it is not, or it has no
 * letter or digit. */
static const char *closed(const char *at, const char *end, const char *close)
{
	const char *stop = memmem(at, (size_t)(end - at), close, 2);

	for (; stop != NULL && at < stop; at++)
		if (isalnum((unsigned char)*at))
			return stop;
	return NULL;
}

/* Where a word begins that only one side has, at or after at; *ret_end is where
 * it is closed. NULL: there is none. */
static const char *next_word(const char *at, const char *end,
			     const char **ret_end)
{
	for (; at + 1 < end; at++) {
		*ret_end = NULL;
		if (at[0] == '[' && at[1] == '-')
			*ret_end = closed(at + 2, end, "-]");
		else if (at[0] == '{' && at[1] == '+')
			*ret_end = closed(at + 2, end, "+}");
		if (*ret_end != NULL)
			return at;
	}
	return NULL;
}

enum clean_words clean_words_in(const char *line, size_t len)
{
	const char *stop;

	if (len == 1 && *line == '~')
		return CLEAN_WORDS_PORCELAIN;
	return next_word(line, line + len, &stop) ? CLEAN_WORDS
						  : CLEAN_NO_WORDS;
}

/* A line of one side that is put together. */
struct side_text {
	struct clean_text *out;
	struct clean_text line; /* as its text */
	bool second, any;
};

static void put(struct side_text *side, const char *text, size_t len)
{
	size_t before = side->line.len;

	if (before > 0)
		side->line.len--; /* its LF */
	side->line.cnt = 0;
	clean_append(&side->line, text, len, 0);
	side->any = true;
}

static void end_line(struct side_text *side, size_t number)
{
	if (side->any)
		clean_append(side->out, side->line.len ? side->line.text : "",
			     side->line.len ? side->line.len - 1 : 0, number);
	side->line.len = 0;
	side->any = false;
}

/* What only the other side has is left out; a line of nothing else, too. */
static void plain_line(struct side_text *side, const char *at, const char *end,
		       size_t number)
{
	const char *word, *stop;

	if (at == end)
		put(side, at, 0);
	while ((word = next_word(at, end, &stop)) != NULL) {
		if (word > at)
			put(side, at, (size_t)(word - at));
		if ((*word == '{') == side->second)
			put(side, word + 2, (size_t)(stop - word) - 2);
		at = stop + 2;
	}
	if (at < end)
		put(side, at, (size_t)(end - at));
	end_line(side, number);
}

static void porcelain_line(struct side_text *side, const char *at,
			   const char *end, size_t number)
{
	if (at == end || *at == '@')
		return;
	if (*at == '~')
		end_line(side, number);
	else if (*at == ' ' || *at == (side->second ? '+' : '-'))
		put(side, at + 1, (size_t)(end - at) - 1);
}

void clean_words(struct clean_text *ret, const char *text, size_t len,
		 const size_t *numbers, enum clean_words form, bool second)
{
	struct side_text side = { .out = ret, .second = second };
	const char *end = text + len;
	size_t cnt = 0;

	*ret = (struct clean_text){ 0 };
	for (const char *at = text; at < end; cnt++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		const char *line_end = stop ? stop : end;
		size_t number = numbers ? numbers[cnt] : cnt + 1;

		if (form == CLEAN_WORDS_PORCELAIN)
			porcelain_line(&side, at, line_end, number);
		else
			plain_line(&side, at, line_end, number);
		at = stop ? stop + 1 : end;
	}
	end_line(&side, cnt);
	clean_free(&side.line);
}
