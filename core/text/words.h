/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Splits a command line into words, and reads numbers as Linux does.
 */
#ifndef CORE_TEXT_WORDS_H
#define CORE_TEXT_WORDS_H

#include "core/base/status.h"
#include "core/base/types.h"

/*
 * Words are separated by spaces, tabs and line ends. Double quotes keep spaces
 * in a word and are removed, wherever they are: save="a b" and "save=a b" are
 * the same word. A word "--" ends the words; what follows the space after it
 * is the rest, as it is written.
 */
struct words {
	char *first;      /* NUL-ended words, each directly after another */
	char *end;        /* after the NUL of the last one */
	const char *rest; /* NUL-ended; NULL without "--" */
};

/* A word that starts with # hides the rest of its line. */
enum { WORDS_COMMENTS = 1 };

/* Splits text[len] in place; text[len] has to be writable, for the last NUL.
 * flags: 0 or WORDS_COMMENTS. CORE_EFORMAT, with nothing changed: a quote is
 * not closed, or there is a NUL in the text. */
int words_split(struct words *ret, char *text, size_t len, int flags);

/* Where the word with this index starts in text[len] as it was before
 * words_split(), which has found that many words there. */
size_t words_offset(const char *text, size_t len, int flags, size_t index);

/* The word after prev, or the first one for NULL; NULL after the last one. */
const char *words_next(const struct words *words, const char *prev);

/* The number of characters before the first =, or of all. */
size_t word_name_length(const char *word);

/* The value if word is "name=value", NULL if not. */
const char *word_value(const char *word, const char *name);

/*
 * Linux's memparse() as of 7.2 (lib/cmdline.c): decimal, hexadecimal after 0x
 * or octal after 0, then one of K M G T P E in either case for a power of 1024.
 * A number that is too large is UINT64_MAX. *ret_end is the first character
 * that was not used: text itself if there is no number, and the result 0.
 */
uint64_t memparse(const char *text, const char **ret_end);

/* How many characters have to be inserted, deleted or changed to make b from a
 * (Levenshtein), ignoring the case of ASCII letters. SIZE_MAX if one of them is
 * longer than 63 characters. */
size_t edit_distance(const char *a, const char *b);

/* The nearest of the candidates so far. At first text is NULL and distance the
 * least that is too far. */
struct nearest {
	const char *text;
	size_t distance;
};
/* Takes the candidate if it is nearer, and if fewer characters of wanted have
 * to change than it has. */
void nearest_try(struct nearest *nearest, const char *wanted,
		 const char *candidate);

#endif
