/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Numbers that leading zeros fill up to a width, which is the same in each row
 * of a table:
 *
 *   SMAP type=01 base=0000000000000000 len=000000000009fc0
 *   SMAP type=02 base=000000000009fc00 len=0000000000000400
 */
#include <ctype.h>

#include "tools/clean/clean.h"
#include "tools/import/offer.h"

#define NUMBERS  6
#define SHORTEST 8 /* digits of a number with a width */

/* The long numbers of a row. */
struct widths {
	size_t cnt;
	size_t digits[NUMBERS];
	bool filled[NUMBERS]; /* with zeros */
};

static bool is_hex(char c)
{
	return isxdigit((unsigned char)c) != 0;
}

/* A number that lacks a digit still counts. */
static struct widths widths_of(struct cursor c)
{
	struct widths ret = { 0 };

	c.at += clean_prefix_length(c.at, cursor_left(&c));
	while (c.at < c.end && ret.cnt < NUMBERS) {
		const char *start = c.at;

		while (c.at < c.end && is_hex(*c.at))
			c.at++;
		if (c.at - start + 1 >= SHORTEST) {
			ret.digits[ret.cnt] = (size_t)(c.at - start);
			ret.filled[ret.cnt++] = *start == '0';
		}
		c.at += c.at == start;
	}
	return ret;
}

/* By digits that were lost or added, rather than in another style? */
static bool is_wider(size_t digits, size_t than)
{
	enum { FEW = 2 };

	return digits > than && digits <= than + FEW;
}

/* A number that needs more digits than the width has them, but then no zero
 * leads. */
bool damage_of_width(struct cursor row, struct cursor before)
{
	const struct widths a = widths_of(row), b = widths_of(before);

	for (size_t i = 0; a.cnt == b.cnt && i < a.cnt; i++)
		if ((a.filled[i] && is_wider(a.digits[i], b.digits[i])) ||
		    (b.filled[i] && is_wider(b.digits[i], a.digits[i])))
			return true;
	return false;
}
