/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows that a mail, a terminal or a quoted field of CSV has split into several
 * lines.
 */
#include <ctype.h>
#include <stdlib.h>

#include "tools/clean/clean.h"
#include "tools/import/joined.h"
#include "tools/import/maps.h"
#include "tools/import/offer.h"

/* Is the line as long as the longest and as another one near it? Then a
 * terminal has split it where its columns end, within a word or not. */
static bool is_full(struct import *import, struct clean_reader *reader)
{
	enum { NARROWEST = 20, NEAR = 4 };
	const struct clean_line *line = clean_peek(reader, 0), *next;
	size_t len = line->raw_len, same = 0;

	if (line->part > 0 || len < NARROWEST || len < import->widest)
		return false;
	for (size_t i = 1; i < NEAR; i++) {
		next = clean_peek(reader, i);
		if (next == NULL)
			break;
		if (next->raw_len > len)
			return false;
		same += next->raw_len == len;
	}
	if (same > 0)
		import->full = len;
	return import->full == len;
}

/* Where blanks separate the lines that are joined. */
enum { NOWHERE, BEFORE_SECOND, BEFORE_OTHERS, EVERYWHERE };

/* Offers the line together with those that follow it, less than most. */
static bool join_with(struct import *import, struct clean_reader *reader,
		      unsigned int blanks, size_t most, struct joined *joined)
{
	joined_begin(joined, import, reader);
	while (joined->lines < most) {
		bool blank = blanks >> (joined->lines > 1) & 1;

		if (!joined_append(joined, import, reader, blank))
			return false;
		if (joined_offer(joined, import, reader))
			return true;
	}
	return false;
}

/* Tries each way in which blanks may separate the lines. */
static bool join_any(struct import *import, struct clean_reader *reader,
		     struct joined *joined)
{
	enum { FEW = 4 }; /* lines */
	unsigned int likely = is_full(import, reader) ? NOWHERE : EVERYWHERE;
	size_t most = joined->begun ? CLEAN_AHEAD : FEW;

	if (import->format->raw)
		return join_with(import, reader, EVERYWHERE, most, joined);
	return join_with(import, reader, likely, most, joined) ||
	       join_with(import, reader, EVERYWHERE - likely, most, joined) ||
	       join_with(import, reader, BEFORE_SECOND, FEW, joined) ||
	       join_with(import, reader, BEFORE_OTHERS, FEW, joined);
}

/* Mails and terminals wrap long rows, at a blank or anywhere. A quoted field of
 * CSV contains line ends. */
bool offer_joined(struct import *import, struct clean_reader *reader,
		  bool begun)
{
	const struct import_mark mark = import_mark(import);
	struct joined joined = { .begun = begun };
	bool good = join_any(import, reader, &joined);

	joined.seen = true;
	good = good || (begun && join_any(import, reader, &joined));
	if (good && !import->format->raw)
		joined_extend(&joined, import, reader, &mark);
	free(joined.text);
	return good;
}

/* Was the line broken within a number, so that what is left is one as well:
 * "type 2" and "0", "4" and "096, virt_start: ..."? */
static bool is_split_number(struct import *import, struct clean_reader *reader)
{
	const struct clean_line *line = clean_peek(reader, 0);
	const struct clean_line *next = clean_peek(reader, 1);

	if (next == NULL || line->len == 0 || next->len == 0 ||
	    !isalnum((unsigned char)line->text[line->len - 1]))
		return false;
	if (isalnum((unsigned char)*next->text) && is_full(import, reader))
		return true;
	return !next->unended && line->len >= JOINED_NARROWEST &&
	       isxdigit((unsigned char)line->text[line->len - 1]) &&
	       joined_rest_of_number(next->text, next->len);
}

/* Takes the row as one with the rest of its last number or word. */
bool offer_joined_number(struct import *import, struct clean_reader *reader)
{
	struct joined joined = { .begun = true, .seen = true };
	bool good = !import->format->raw && is_split_number(import, reader) &&
		    join_with(import, reader, NOWHERE, 2, &joined);

	free(joined.text);
	return good;
}
