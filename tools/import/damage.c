/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows that serial lines, people and programs have damaged:
 *
 *   BIOS-e820: [mem 0x000000000010000-0x000000007fffffff] usable   a digit less
 *   BOS-e820: [mem 0x0000000000100000-0x000000007fffffff] usable   a letter
 * less efi: mem00: [Conventional|   |  |  |WB|WT|WC|UC] range=[0x...  shortened
 *   [...]                                                   rows left out
 */
#include <ctype.h>
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/import/offer.h"

static bool is_hex(char c)
{
	return isxdigit((unsigned char)c) != 0;
}

/* --- numbers -------------------------------------------------------------- */

/* The next number of so many digits, without 0x. */
static bool next_number(struct cursor *c, size_t digits, struct cursor *ret)
{
	while (c->at < c->end) {
		const char *start = c->at;

		while (c->at < c->end && is_hex(*c->at))
			c->at++;
		if ((size_t)(c->at - start) >= digits) {
			*ret = (struct cursor){ start, c->at };
			return true;
		}
		c->at += c->at == start;
	}
	return false;
}

/* Is this between the two ends of a range: "-", " - ", "-0x", " -> 0x", "..0x"?
 */
static bool is_between(const char *at, const char *end)
{
	bool dash = false;

	for (; at < end; at++) {
		if (*at == '\0' || strchr(" ->.0x", *at) == NULL)
			return false;
		dash |= *at == '-' || *at == '.';
	}
	return dash;
}

/* Numbers with leading zeros have the same width in both ends of a range. */
static bool lacks_digit(struct cursor c)
{
	enum { PADDED = 11 }; /* digits that show that zeros lead */
	struct cursor first, last;
	size_t a, b;

	if (!next_number(&c, PADDED, &first) || !next_number(&c, PADDED, &last))
		return false;
	a = cursor_left(&first);
	b = cursor_left(&last);
	return a != b && a <= b + 2 && b <= a + 2 &&
	       (*first.at == '0' || *last.at == '0') &&
	       is_between(first.end, last.at);
}

/* The same where the line ends within the second number. */
static bool is_cut(struct cursor c)
{
	enum { PADDED = 16, FEWEST = 2 };
	struct cursor first, last;

	return next_number(&c, PADDED, &first) &&
	       next_number(&c, FEWEST, &last) && last.end == c.end &&
	       *first.at == '0' && cursor_left(&first) == PADDED &&
	       cursor_left(&last) < PADDED && is_between(first.end, last.at);
}

static bool ends_with(struct cursor c, const char *text)
{
	size_t len = strlen(text);

	return cursor_left(&c) > len && memcmp(c.end - len, text, len) == 0;
}

const char *damage_of(struct cursor row)
{
	row = cursor_trimmed(row);
	if (ends_with(row, "...") || ends_with(row, "\xe2\x80\xa6"))
		return "the row was shortened";
	if (is_cut(row))
		return "the end of the range was cut";
	return lacks_digit(row)
		       ? "one end of the range has a digit more than the other"
		       : NULL;
}

/* --- rows that were left out -----------------------------------------------
 */

bool damage_is_elision(struct cursor line)
{
	static const char *const words[] = {
		"snip",
		"omitted",
		"skipped",
		"truncated",
		"left out",
		"messages dropped", /* by Linux: "** 3 printk messages ..." */
		"more lines",
		"lines deleted",
		"lines removed",
		"lines cut",
		"rows deleted",
		"rows removed",
		"rows cut",
		"8<-",
		"8< -",
	};
	enum { LONGEST = 60 };
	bool dots = false;

	line.at += clean_prefix_length(line.at, cursor_left(&line));
	line = cursor_trimmed(line);
	if (line.at == line.end || cursor_left(&line) > LONGEST)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct cursor c = line;

		if (cursor_find(&c, words[i]))
			return true;
	}
	while (line.at < line.end && (strchr(". []()<>", *line.at) != NULL ||
				      (unsigned char)*line.at >= 0x80)) {
		dots |= *line.at == '.' || (unsigned char)*line.at >= 0x80;
		line.at++;
	}
	return dots && line.at == line.end;
}

bool damage_has_range(struct cursor line)
{
	enum { SHORTEST = 8 }; /* digits */
	struct cursor first, last;

	return next_number(&line, SHORTEST, &first) &&
	       next_number(&line, SHORTEST, &last) &&
	       is_between(first.end, last.at);
}

/* --- rows that are nearly recognised -------------------------------------- */

#define COMPARED 96

/* An address rather than a time. */
static bool is_address(const char *start, struct cursor c, bool prefixed)
{
	enum { SHORTEST = 8 }; /* digits */

	return (c.at - start >= SHORTEST || prefixed) &&
	       (c.at == c.end || (*c.at != '.' && *c.at != ':'));
}

/* The text with one 0 for each number, up to the second address of a range;
 * returns the length, 0: there is none. */
static size_t shape_of(struct cursor c, char shape[COMPARED], bool whole)
{
	enum { NUMBER = 5 }; /* digits that are not a word */
	size_t len = 0, addresses = 0;

	while (c.at < c.end && len < COMPARED && addresses < 2) {
		const char *start = c.at;
		bool x = len > 1 && shape[len - 1] == 'x' &&
			 shape[len - 2] == '0';

		while (c.at < c.end && is_hex(*c.at))
			c.at++;
		addresses += !whole && c.at > start && is_address(start, c, x);
		if (c.at - start >= NUMBER ||
		    (c.at > start && isdigit((unsigned char)*start)))
			shape[len++] = '0';
		else
			c.at = start;
		if (c.at == start)
			shape[len++] = *c.at++;
	}
	return whole || addresses == 2 ? len : 0;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many characters have to be changed in row[n] so that line[len] begins
 * with it (Levenshtein). */
static size_t distance(const char *row, size_t n, const char *line, size_t len)
{
	size_t before[COMPARED + 1], now[COMPARED + 1], best;

	for (size_t k = 0; k <= len; k++)
		before[k] = k;
	for (size_t i = 1; i <= n; i++) {
		now[0] = i;
		for (size_t k = 1; k <= len; k++)
			now[k] = least(least(before[k], now[k - 1]) + 1,
				       before[k - 1] +
					       (row[i - 1] != line[k - 1]));
		memcpy(before, now, (len + 1) * sizeof(*now));
	}
	best = before[0];
	for (size_t k = 1; k <= len; k++)
		best = least(best, before[k]);
	return best;
}

bool damage_is_row(struct cursor line, struct cursor row)
{
	enum { FEWEST = 6, LONG = 10, CHANGED = 2 };
	char a[COMPARED], b[COMPARED];
	size_t n = shape_of(row, a, false), len = shape_of(line, b, true);

	/* Any line is nearly as a short one. */
	if (n < LONG)
		return n >= FEWEST && len >= n && memcmp(a, b, n) == 0;
	return len >= n - CHANGED && distance(a, n, b, len) <= CHANGED;
}
