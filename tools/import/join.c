/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows that a mail, a terminal or a quoted field of CSV has split into several
 * lines.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/import/maps.h"
#include "tools/import/offer.h"
#include "tools/memory.h"

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

/* A row that continues on the next lines. */
struct joined {
	char *text;
	size_t len, max;
	size_t lines; /* that it consists of */
	bool begun;   /* the first line is known to be a part of a row */
	bool seen;    /* it may be one that adds nothing to the map */
};

static void append(struct joined *joined, const char *text, size_t len)
{
	if (joined->max - joined->len < len) {
		joined->max = 2 * joined->max + len;
		joined->text = memory_resize(joined->text, joined->max, 1);
	}
	memcpy(joined->text + joined->len, text, len);
	joined->len += len;
}

static size_t prefix_of(struct cursor text)
{
	return clean_prefix_length(text.at, cursor_left(&text));
}

/* Without what a log adds to each line, where that is as long as in the first
 * one: what only looks like it is a part of the row. */
static struct cursor without_prefix(struct cursor text, size_t prefix)
{
	if (prefix_of(text) == prefix)
		text.at += prefix;
	return cursor_trimmed(text);
}

/* Is the line a row, or a row with a fault that follows what need not be a part
 * of one? */
static bool is_another(struct import *import, const struct line *line,
		       bool begun)
{
	enum offered is = offer_as_row(import, line);

	return is == OFFERED_ROW || (!begun && is == OFFERED_UNREADABLE);
}

/* Does another row begin there, although it is unreadable by itself? */
static bool begins_another(const struct import *import, struct cursor first,
			   struct cursor next)
{
	const char *hint = import->format->hints[0];

	return cursor_find(&first, hint) && cursor_find(&next, hint);
}

/* The current line, with which a row begins. */
static struct line begin(struct import *import, struct clean_reader *reader,
			 struct joined *joined)
{
	struct line line = offer_line_of(import, clean_peek(reader, 0));

	joined->len = 0;
	joined->lines = 1;
	append(joined, line.text.at, cursor_left(&line.text));
	return line;
}

/* Appends the next line, if it is not a row by itself. false: it is one, or
 * there is none. */
static bool append_next(struct import *import, struct clean_reader *reader,
			struct joined *joined, bool blank)
{
	const struct clean_line *next = clean_peek(reader, joined->lines);
	const struct line first = offer_line_of(import, clean_peek(reader, 0));
	bool raw = import->format->raw;
	struct line follower;
	struct cursor text;

	if (next == NULL)
		return false;
	follower = offer_line_of(import, next);
	if (!raw && (is_another(import, &follower, joined->begun) ||
		     begins_another(import, first.text, follower.text)))
		return false;
	text = raw ? follower.text
		   : without_prefix(follower.text, prefix_of(first.text));
	if (blank)
		append(joined, raw ? "\n" : " ", 1);
	append(joined, text.at, cursor_left(&text));
	joined->lines++;
	return true;
}

/* Offers what was joined. Is it a row? */
static bool offer_text(struct import *import, struct clean_reader *reader,
		       const struct joined *joined)
{
	const struct import_mark mark = import_mark(import);
	struct line line = offer_line_of(import, clean_peek(reader, 0));

	line.text = (struct cursor){ joined->text, joined->text + joined->len };
	import->format->line(import, &line);
	if (!import_gained(import, &mark) ||
	    (!joined->seen && import->map.cnt == mark.cnt) ||
	    (!import->format->raw &&
	     offer_damage_of(import, line.text) != NULL)) {
		import_return(import, &mark);
		return false;
	}
	if (joined->lines > 1)
		import->taken = clean_peek(reader, joined->lines - 1)->index;
	return true;
}

/* Where blanks separate the lines that are joined. */
enum { NOWHERE, BEFORE_SECOND, BEFORE_OTHERS, EVERYWHERE };

/* Offers the line together with those that follow it, less than most. */
static bool join_with(struct import *import, struct clean_reader *reader,
		      unsigned int blanks, size_t most, struct joined *joined)
{
	begin(import, reader, joined);
	while (joined->lines < most) {
		bool blank = blanks >> (joined->lines > 1) & 1;

		if (!append_next(import, reader, joined, blank))
			return false;
		if (offer_text(import, reader, joined))
			return true;
	}
	return false;
}

/* --- more of a row than makes one ----------------------------------------- */

/* Is the last row that before, with more attributes or, of a set, flags? */
static bool is_extended(const struct found_map *map, const struct row *before)
{
	const struct row *row = &map->rows[map->cnt - 1];
	struct efi_memory_desc desc = row->desc;
	uint64_t attribute = desc.attribute;

	if (map->layers && row->kind == ROW_MEMORY)
		return row->first == before->first &&
		       row->last == before->last && row->kind == before->kind &&
		       (desc.type != before->desc.type ||
			attribute != before->desc.attribute ||
			row->node != before->node);
	desc.attribute = before->desc.attribute;
	return attribute != desc.attribute &&
	       (attribute & desc.attribute) == desc.attribute &&
	       memcmp(&desc, &before->desc, sizeof(desc)) == 0;
}

/* Does text[len] begin with the rest of a number, which a row or a comma ends?
 */
static bool is_rest_of_number(const char *text, size_t len)
{
	enum { LONGEST = 16 }; /* digits */
	size_t i = 0;

	while (i < len && isxdigit((unsigned char)text[i]))
		i++;
	return i > 0 && i <= LONGEST && (i == len || text[i] == ',');
}

#define NARROWEST 60 /* columns of a terminal or mail */

/* Takes the row that was joined with its next line, where more attributes or
 * the rest of its last number stand on that. mark is the state before the
 * row. */
static bool extend(struct import *import, struct clean_reader *reader,
		   const struct import_mark *mark, struct joined *joined)
{
	enum { NARROW = 40, LONGEST = 40 }; /* of the row, of its rest */
	bool words = import->format->holds == IMPORT_HOLDS_EFI ||
		     import->format->holds == IMPORT_HOLDS_SETS;
	const struct clean_line *next = clean_peek(reader, joined->lines);
	const struct row row = import->map.rows[import->map.cnt - 1];
	const struct joined before = *joined;
	bool number;

	if (next == NULL || next->len == 0 || next->len > LONGEST ||
	    joined->len < NARROW)
		return false;
	number = !next->unended && joined->len >= NARROWEST &&
		 isxdigit((unsigned char)joined->text[joined->len - 1]) &&
		 is_rest_of_number(next->text, next->len);
	if (!words && !number)
		return false;
	for (int blank = 1; blank >= 0; blank--) {
		joined->len = before.len;
		joined->lines = before.lines;
		import_return(import, mark);
		if (append_next(import, reader, joined, blank) &&
		    offer_text(import, reader, joined) &&
		    ((words && is_extended(&import->map, &row)) ||
		     (number && !blank)))
			return true;
	}
	joined->len = before.len;
	joined->lines = before.lines;
	import_return(import, mark);
	offer_text(import, reader, joined);
	return false;
}

static void extend_all(struct import *import, struct clean_reader *reader,
		       const struct import_mark *mark, struct joined *joined)
{
	while (import_gained(import, mark) && import->map.cnt > 0 &&
	       extend(import, reader, mark, joined))
		;
}

void offer_extended(struct import *import, struct clean_reader *reader,
		    const struct import_mark *mark)
{
	const struct clean_line *next = clean_peek(reader, 1);
	struct joined joined = { .begun = true, .seen = true };

	if (import->format->raw || next == NULL ||
	    import->taken >= next->index || !import_gained(import, mark))
		return;
	begin(import, reader, &joined);
	extend_all(import, reader, mark, &joined);
	free(joined.text);
}

/* --- rows of several lines ------------------------------------------------ */

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
		extend_all(import, reader, &mark, &joined);
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
	return !next->unended && line->len >= NARROWEST &&
	       isxdigit((unsigned char)line->text[line->len - 1]) &&
	       is_rest_of_number(next->text, next->len);
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
