/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A bounded walk over untrusted text: no function reads at or beyond end, and
 * the text needs no NUL. Letters match in either case. A function that returns
 * false leaves its arguments unchanged.
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

/* All of a NUL-terminated text. */
struct cursor cursor_of(const char *text);

/* c without blanks and tabs at its start and end. */
struct cursor cursor_trimmed(struct cursor c);

/* Is the rest equal to text? */
bool cursor_equals(const struct cursor *c, const char *text);

/* The rest as a NUL-terminated text in size bytes of room; false: it is
 * longer. */
bool cursor_copy(char *room, size_t size, struct cursor c);

/* Moves past text if the rest starts with it. */
bool cursor_skip(struct cursor *c, const char *text);

/* Moves past the first place where text stands. */
bool cursor_find(struct cursor *c, const char *text);

/* Moves past blanks and tabs, if there are any. */
void cursor_blanks(struct cursor *c);

/* Are there only blanks and tabs left? */
bool cursor_at_end(const struct cursor *c);

/* Moves to the first of the characters in stops; *ret_field is the trimmed text
 * before it. false: none of them follows. */
bool cursor_until(struct cursor *c, const char *stops,
		  struct cursor *ret_field);

/* Moves past blanks and a word, which ends at the next blank or at the end.
 * false: there is none. */
bool cursor_word(struct cursor *c, struct cursor *ret_word);

/* Moves past all digits that follow. false: there are none, or the number
 * exceeds 64 bits. cursor_hex() accepts a leading 0x. */
bool cursor_hex(struct cursor *c, uint64_t *ret);
/* The same, of exactly 16 digits: one with fewer was cut. */
bool cursor_hex16(struct cursor *c, uint64_t *ret);
bool cursor_dec(struct cursor *c, uint64_t *ret);

/* A hexadecimal number with 0x, else a decimal one. */
bool cursor_number(struct cursor *c, uint64_t *ret);

/* Moves past "HEX", between and "HEX". */
bool cursor_pair(struct cursor *c, const char *between, uint64_t *ret_first,
		 uint64_t *ret_second);

/* Moves past the first "HEX-HEX" whose numbers have at least so many digits;
 * *ret_before is the trimmed text before it. */
bool cursor_find_range(struct cursor *c, size_t digits, uint64_t *ret_first,
		       uint64_t *ret_last, struct cursor *ret_before);

#endif
