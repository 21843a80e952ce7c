/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/import/cursor.h"

#include <string.h>

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

struct cursor cursor_of(const char *text)
{
	return (struct cursor){ text, text + strlen(text) };
}

bool cursor_copy(char *room, size_t size, struct cursor c)
{
	size_t len = cursor_left(&c);

	if (len >= size)
		return false;
	memcpy(room, c.at, len);
	room[len] = '\0';
	return true;
}

bool cursor_skip(struct cursor *c, const char *text)
{
	const char *at = c->at;

	for (; *text; text++, at++)
		if (at == c->end || lower(*at) != lower(*text))
			return false;
	c->at = at;
	return true;
}

bool cursor_equals(const struct cursor *c, const char *text)
{
	struct cursor all = *c;

	return cursor_skip(&all, text) && all.at == all.end;
}

/* The first of two characters; NULL: neither is there. Most characters of a log
 * are seen here several times, which memchr() makes fast. */
static const char *find_either(const struct cursor *c, char a, char b)
{
	const char *at = memchr(c->at, a, cursor_left(c)), *before;

	if (a == b)
		return at;
	before = memchr(c->at, b, at ? (size_t)(at - c->at) : cursor_left(c));
	return before ? before : at;
}

bool cursor_find(struct cursor *c, const char *text)
{
	struct cursor here = *c;
	char first = lower(*text), other = first;

	if (first >= 'a' && first <= 'z')
		other = (char)(first - 'a' + 'A');
	while (here.at < here.end &&
	       (here.at = find_either(&here, first, other)) != NULL) {
		if (cursor_skip(&here, text)) {
			c->at = here.at;
			return true;
		}
		here.at++;
	}
	return false;
}

void cursor_blanks(struct cursor *c)
{
	while (c->at < c->end && is_blank(*c->at))
		c->at++;
}

bool cursor_at_end(const struct cursor *c)
{
	struct cursor rest = *c;

	cursor_blanks(&rest);
	return rest.at == rest.end;
}

struct cursor cursor_trimmed(struct cursor c)
{
	cursor_blanks(&c);
	while (c.end > c.at && is_blank(c.end[-1]))
		c.end--;
	return c;
}

bool cursor_until(struct cursor *c, const char *stops, struct cursor *ret_field)
{
	for (const char *at = c->at; at < c->end; at++) {
		if (*at == *stops ||
		    (*at && stops[1] && strchr(stops + 1, *at))) {
			*ret_field =
				cursor_trimmed((struct cursor){ c->at, at });
			c->at = at;
			return true;
		}
	}
	return false;
}

bool cursor_word(struct cursor *c, struct cursor *ret_word)
{
	struct cursor rest = *c;

	cursor_blanks(&rest);
	const char *first = rest.at;
	while (rest.at < rest.end && !is_blank(*rest.at))
		rest.at++;
	if (rest.at == first)
		return false;
	*ret_word = (struct cursor){ first, rest.at };
	c->at = rest.at;
	return true;
}

static unsigned digit_of(char c)
{
	c = lower(c);
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (unsigned)(c - 'a') + 10;
	return 99;
}

static bool number(struct cursor *c, unsigned base, uint64_t *ret)
{
	const char *at = c->at;
	uint64_t value = 0;

	for (; at < c->end && digit_of(*at) < base; at++) {
		if (value > (UINT64_MAX - digit_of(*at)) / base)
			return false;
		value = value * base + digit_of(*at);
	}
	if (at == c->at)
		return false;
	c->at = at;
	*ret = value;
	return true;
}

bool cursor_hex(struct cursor *c, uint64_t *ret)
{
	struct cursor digits = *c;

	cursor_skip(&digits, "0x");
	if (!number(&digits, 16, ret))
		return false;
	c->at = digits.at;
	return true;
}

bool cursor_hex16(struct cursor *c, uint64_t *ret)
{
	struct cursor digits = *c;
	const char *first;

	cursor_skip(&digits, "0x");
	first = digits.at;
	if (!number(&digits, 16, ret) || digits.at - first != 16)
		return false;
	c->at = digits.at;
	return true;
}

bool cursor_dec(struct cursor *c, uint64_t *ret)
{
	return number(c, 10, ret);
}

bool cursor_number(struct cursor *c, uint64_t *ret)
{
	struct cursor hex = *c;

	return cursor_skip(&hex, "0x") ? cursor_hex(c, ret)
				       : cursor_dec(c, ret);
}

bool cursor_pair(struct cursor *c, const char *between, uint64_t *ret_first,
		 uint64_t *ret_second)
{
	struct cursor pair = *c;
	uint64_t first;

	if (!cursor_hex(&pair, &first) || !cursor_skip(&pair, between) ||
	    !cursor_hex(&pair, ret_second))
		return false;
	*ret_first = first;
	*c = pair;
	return true;
}

/* Where the digits that end at end begin; the text begins at start. */
static const char *digits_before(const char *start, const char *end)
{
	while (end > start && digit_of(end[-1]) < 16)
		end--;
	return end;
}

bool cursor_find_range(struct cursor *c, size_t digits, uint64_t *ret_first,
		       uint64_t *ret_last, struct cursor *ret_before)
{
	const char *dash = c->at;

	while ((dash = memchr(dash, '-', (size_t)(c->end - dash))) != NULL) {
		struct cursor pair = { digits_before(c->at, dash), c->end };
		const char *first = pair.at;

		if ((size_t)(dash - first) >= digits &&
		    cursor_pair(&pair, "-", ret_first, ret_last) &&
		    (size_t)(pair.at - dash) > digits) {
			*ret_before =
				cursor_trimmed((struct cursor){ c->at, first });
			c->at = pair.at;
			return true;
		}
		dash++;
	}
	return false;
}
