/* SPDX-License-Identifier: BSD-2-Clause */
/* A row that stands in several lines. */
#ifndef TOOLS_IMPORT_JOINED_H
#define TOOLS_IMPORT_JOINED_H

#include "tools/import/import.h"

struct clean_reader;
struct import_mark;

/* A row that continues on the next lines. */
struct joined {
	char *text;
	size_t len, max;
	size_t lines; /* that it consists of */
	bool begun;   /* the first line is known to be a part of a row */
	bool seen;    /* it may be one that adds nothing to the map */
};

/* --- joined.c */

/* Takes the current line, with which a row begins. */
void joined_begin(struct joined *joined, struct import *import,
		  struct clean_reader *reader);

/* Appends the next line, if it is not a row by itself; blank: after one. false:
 * it is a row, or there is none. */
bool joined_append(struct joined *joined, struct import *import,
		   struct clean_reader *reader, bool blank);

/* Offers what was joined. Is it a row? */
bool joined_offer(const struct joined *joined, struct import *import,
		  struct clean_reader *reader);

/* --- extend.c */

/* Appends lines to a row that was taken since mark, as long as more attributes
 * or the rest of its last number stand on them. */
void joined_extend(struct joined *joined, struct import *import,
		   struct clean_reader *reader, const struct import_mark *mark);

/* The columns of the narrowest terminal or mail that wraps lines. */
#define JOINED_NARROWEST 60

/* Does text[len] begin with the rest of a number, which a row or a comma ends?
 */
bool joined_rest_of_number(const char *text, size_t len);

#endif
