/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whether a text ends within a row: its last line has no line end and begins as
 * the rows before it do.
 *
 *   [    0.000000] BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff]
 * usable [    0.000000] BI
 */
#define _GNU_SOURCE /* memrchr() */
#include <ctype.h>
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/import/names.h"
#include "tools/import/offer.h"

/* How many lines before the last one are compared with it: a row may be
 * wrapped, and not each begins with the same word. */
#define LINES_BEFORE 64

static bool is_digit(char c)
{
	return isxdigit((unsigned char)c) != 0;
}

static size_t skip_digits(struct cursor *c)
{
	const char *start = c->at;

	while (c->at < c->end && is_digit(*c->at))
		c->at++;
	return (size_t)(c->at - start);
}

/* Moves both past what is equal, whatever numbers and however wide blanks are.
 * Was an address among it? */
static bool skip_equal(struct cursor *a, struct cursor *b)
{
	enum { SHORTEST = 5 }; /* digits of an address */
	bool address = false;

	while (a->at < a->end && b->at < b->end) {
		if (is_digit(*a->at) && is_digit(*b->at)) {
			address |= skip_digits(a) >= SHORTEST;
			skip_digits(b);
		} else if (*a->at == *b->at) {
			a->at++;
			b->at++;
		} else {
			break;
		}
		cursor_blanks(a);
		cursor_blanks(b);
	}
	return address;
}

static const char *last_word(struct cursor c)
{
	const char *at = c.end;

	while (at > c.at && at[-1] != ' ' && at[-1] != '\t')
		at--;
	return at;
}

/* Moves past what a log adds to each line. */
static void skip_prefix(struct cursor *c)
{
	c->at += clean_prefix_length(c->at, cursor_left(c));
	cursor_blanks(c);
}

/* Is all of the line equal to the start of the row; or, of what is more than a
 * log adds to each line, all but the last word, or an address? */
static bool begins_as(struct cursor line, struct cursor row)
{
	struct cursor c = line, before = row;
	const char *last = last_word(line);
	bool address;

	skip_equal(&c, &before);
	if (c.at == c.end)
		return true;
	skip_prefix(&line);
	skip_prefix(&row);
	c = line;
	address = skip_equal(&c, &row);
	return c.at == c.end || address || (c.at >= last && last > line.at);
}

bool offer_begins_as(struct cursor line, struct cursor row)
{
	struct cursor c, before;
	bool address;

	line = c = cursor_trimmed(line);
	row = before = cursor_trimmed(row);
	skip_prefix(&c);
	if (c.at > line.at) {
		skip_prefix(&before);
		row = before;
		line = c;
	}
	while (line.at < line.end && !isalnum((unsigned char)*line.at))
		line.at++; /* a quote or a bar */
	address = skip_equal(&c, &before);
	if (c.at <= line.at || before.at == row.at || before.at == row.end)
		return false;
	/* It is empty after what each line begins with. */
	if (!address && before.at[-1] == ' ')
		return false;
	/* Another message may begin where the row ends. */
	return c.at == c.end || clean_prefix_length(c.at, cursor_left(&c)) > 0;
}

/* The line before *rest, which becomes what precedes that. */
static bool line_before(struct cursor *rest, struct cursor *ret)
{
	const char *start;

	if (rest->at == rest->end)
		return false;
	rest->end--; /* its LF */
	start = memrchr(rest->at, '\n', cursor_left(rest));
	*ret = (struct cursor){ start ? start + 1 : rest->at, rest->end };
	rest->end = ret->at;
	*ret = cursor_trimmed(*ret);
	if (ret->at < ret->end && ret->end[-1] == '\r')
		ret->end--;
	return true;
}

bool offer_is_begun(const char *text, size_t len)
{
	const char *start = memrchr(text, '\n', len);
	struct cursor rest = { text, start ? start + 1 : text }, before;
	struct cursor last =
		cursor_trimmed((struct cursor){ rest.end, text + len });

	if (last.at == last.end)
		return false;
	if (type_name_begins(last))
		return true;
	for (int i = 0; i < LINES_BEFORE && line_before(&rest, &before); i++)
		if (before.at < before.end && begins_as(last, before))
			return true;
	return false;
}

/* Lines before a map that are looked at, and how long they are at least. */
#define LINES_NEAR     2
#define SHORTEST_START 8

/* Is the line before the first row a row with a fault, or a part of one? */
static bool is_nearly(struct cursor before, struct cursor row)
{
	return cursor_left(&before) >= SHORTEST_START &&
	       (offer_begins_as(before, row) || damage_is_row(before, row) ||
		damage_is_rest(before, row));
}

void offer_look_before(struct import *import, const struct import_file *file,
		       const struct line *line, struct cursor raw)
{
	struct cursor rest = { file->text, raw.at }, before;
	size_t last_index = import->map.last_index;
	size_t done = import->done_cnt;
	struct line found = { 0 };

	if (done > 0 &&
	    import->done[done - 1].last_index + LINES_NEAR >= line->index)
		return;
	for (size_t i = 1; i <= LINES_NEAR && line_before(&rest, &before); i++)
		if (is_nearly(before, raw))
			found = (struct line){ before, line->number - i,
					       line->index - i, false };
	if (found.number > 0)
		import_unread(import, &found,
			      "it looks like a row, but is not written as "
			      "one");
	import->map.last_index = last_index;
}
