/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A command line cut into words, and Linux's way to write numbers.
 */
#ifndef CORE_TEXT_WORDS_H
#define CORE_TEXT_WORDS_H

#include "core/base/status.h"
#include "core/base/types.h"

/*
 * Words are parted by blanks, tabs and line ends. Double quotes keep blanks
 * inside a word and vanish, wherever they stand: save="a b" and "save=a b"
 * are the same word. A word "--" ends the words; what follows the blank
 * behind it is the rest, verbatim. With WORDS_COMMENTS a word that starts
 * with # hides the remainder of its line.
 */
struct words {
	char *first; /* NUL-ended words, one behind the other */
	char *end;
	const char *rest; /* NULL when there was no -- */
};

enum { WORDS_COMMENTS = 1 };

/* Cuts text[len] in place; text[len] itself must be writable (the last NUL).
 * CORE_EFORMAT: a quote is not closed, or there is a NUL inside. */
int words_split(struct words *ret, char *text, size_t len, int flags);

/* The word behind prev, or the first for NULL; NULL behind the last. */
const char *words_next(const struct words *words, const char *prev);

/* Characters of the word before its first =, or of all of it. */
size_t word_name_length(const char *word);

/* Where word is "name=value", the value; NULL otherwise. */
const char *word_value(const char *word, const char *name);

/*
 * Linux's memparse() as of 7.2: decimal, 0x hex or leading-0 octal, then one
 * of K M G T P E in either case (powers of 1024); too large is UINT64_MAX.
 * *ret_end is the first character not used, text itself where there is no
 * number (and the result 0).
 */
uint64_t memparse(const char *text, const char **ret_end);

/* How many characters to insert, delete or change make b of a, whatever their
 * case; SIZE_MAX where one of them is longer than any option. */
size_t edit_distance(const char *a, const char *b);

/* Looking for it among candidates: starts with no text and the distance that
 * is too far. Edits as many as wanted is long would make it of anything. */
struct nearest {
	const char *text;
	size_t distance;
};
void nearest_try(struct nearest *nearest, const char *wanted,
		 const char *candidate);

#endif
