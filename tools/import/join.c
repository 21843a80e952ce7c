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

/* Does another row begin there, although it is unreadable by itself? */
static bool begins_another(const struct import *import, struct cursor first,
			   struct cursor next)
{
	const char *hint = import->format->hints[0];

	return cursor_find(&first, hint) && cursor_find(&next, hint);
}

/* Offers the line together with those that follow it, less than most,
 * separated by separator. */
static bool join_with(struct import *import, struct clean_reader *reader,
		      const char *separator, size_t most, struct joined *joined)
{
	const struct import_mark mark = import_mark(import);
	bool raw = import->format->raw;
	struct line line = offer_line_of(import, clean_peek(reader, 0));

	const struct cursor first = line.text;
	size_t prefix = prefix_of(line.text);

	joined->len = 0;
	append(joined, line.text.at, cursor_left(&line.text));
	for (size_t ahead = 1; ahead < most; ahead++) {
		const struct clean_line *next = clean_peek(reader, ahead);
		struct line follower;
		struct cursor text;

		if (next == NULL)
			break;
		follower = offer_line_of(import, next);
		if (!raw && (offer_is_row(import, &follower) ||
			     begins_another(import, first, follower.text)))
			break;
		text = raw ? follower.text
			   : without_prefix(follower.text, prefix);
		append(joined, separator, strlen(separator));
		append(joined, text.at, cursor_left(&text));
		line.text = (struct cursor){ joined->text,
					     joined->text + joined->len };
		import->format->line(import, &line);
		if (import_gained(import, &mark)) {
			import->taken = next->index;
			return true;
		}
		import_return(import, &mark);
	}
	return false;
}

/* Mails and terminals wrap long rows, at a blank or anywhere. A quoted field of
 * CSV contains line ends. */
bool offer_joined(struct import *import, struct clean_reader *reader)
{
	struct joined joined = { 0 };
	bool full = is_full(import, reader), good;

	if (import->format->raw)
		good = join_with(import, reader, "\n", CLEAN_AHEAD, &joined);
	else
		good = join_with(import, reader, full ? "" : " ", CLEAN_AHEAD,
				 &joined) ||
		       join_with(import, reader, full ? " " : "", CLEAN_AHEAD,
				 &joined);
	free(joined.text);
	return good;
}

/* Was the line broken within a number, so that what is left is one as well:
 * "type 2" and "0", "4" and "096, virt_start: ..."? */
static bool is_split_number(struct import *import, struct clean_reader *reader)
{
	enum { NARROWEST = 60 }; /* columns of a terminal or mail */
	const struct clean_line *line = clean_peek(reader, 0);
	const struct clean_line *next = clean_peek(reader, 1);
	size_t i = 0;

	if (next == NULL || line->len == 0 || next->len == 0 ||
	    !isalnum((unsigned char)line->text[line->len - 1]))
		return false;
	if (isalnum((unsigned char)*next->text) && is_full(import, reader))
		return true;
	if (next->unended || line->len < NARROWEST ||
	    !isxdigit((unsigned char)line->text[line->len - 1]))
		return false;
	while (i < next->len && isxdigit((unsigned char)next->text[i]))
		i++;
	return i > 0 && i <= 16 && (i == next->len || next->text[i] == ',');
}

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

void offer_extended(struct import *import, struct clean_reader *reader,
		    const struct import_mark *mark)
{
	enum { NARROWEST = 40, LONGEST = 40 }; /* of the line, of its rest */
	const struct clean_line *line = clean_peek(reader, 0);
	const struct clean_line *next = clean_peek(reader, 1);
	const struct line again = offer_line_of(import, line);
	struct joined joined = { 0 };
	struct row row;
	bool good = false;

	if (import->format->raw ||
	    (import->format->holds != IMPORT_HOLDS_EFI &&
	     import->format->holds != IMPORT_HOLDS_SETS) ||
	    next == NULL || next->len == 0 || next->len > LONGEST ||
	    line->len < NARROWEST || !import_gained(import, mark) ||
	    import->taken >= next->index || import->map.cnt == 0)
		return;
	row = import->map.rows[import->map.cnt - 1];
	for (int blank = 1; blank >= 0 && !good; blank--) {
		import_return(import, mark);
		good = join_with(import, reader, blank ? " " : "", 2, &joined);
		if (good && !is_extended(&import->map, &row)) {
			import_return(import, mark);
			good = false;
		}
	}
	if (!good)
		import->format->line(import, &again);
	free(joined.text);
}

/* Takes the row as one with the rest of its last number or word. */
bool offer_joined_number(struct import *import, struct clean_reader *reader)
{
	struct joined joined = { 0 };
	bool good = !import->format->raw && is_split_number(import, reader) &&
		    join_with(import, reader, "", 2, &joined);

	free(joined.text);
	return good;
}
