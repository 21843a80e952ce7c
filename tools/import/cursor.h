/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A bounded walk over foreign text: nothing here reads at or beyond end, and
 * the text needs no NUL. A function that returns false has moved nothing.
 */
#ifndef TOOLS_IMPORT_CURSOR_H
#define TOOLS_IMPORT_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cursor {
	const char *at;
	const char *end;
};

static inline size_t cursor_left(const struct cursor *c)
{
	return (size_t)(c->end - c->at);
}

struct cursor cursor_of(const char *text);

/* What of the cursor is spelled like text, letters in either case? */
bool cursor_equals(const struct cursor *c, const char *text);

/* Passes text over when it stands here; letters in either case. */
bool cursor_skip(struct cursor *c, const char *text);
/* Moves behind the first place where text stands. */
bool cursor_find(struct cursor *c, const char *text);
/* Blanks and tabs; no matter how many, also none. */
void cursor_blanks(struct cursor *c);
bool cursor_at_end(const struct cursor *c);

/* What stands before the first of the stops; the cursor moves to the stop.
 * Blanks at both ends are left out. false: no stop comes. */
bool cursor_until(struct cursor *c, const char *stops,
		  struct cursor *ret_field);
/* What stands before the next blank or the end; false: nothing. */
bool cursor_word(struct cursor *c, struct cursor *ret_word);

/* Digits as many as there are; false: none, or the number exceeds 64 bits.
 * cursor_hex() passes over a leading 0x. */
bool cursor_hex(struct cursor *c, uint64_t *ret);
bool cursor_dec(struct cursor *c, uint64_t *ret);

#endif
