/* SPDX-License-Identifier: BSD-2-Clause */
/* The lines that a row stands in, one after the other. */
#include "tools/import/joined.h"

#include <string.h>

#include "tools/clean/clean.h"
#include "tools/import/maps.h"
#include "tools/import/offer.h"
#include "tools/memory.h"

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

void joined_begin(struct joined *joined, struct import *import,
		  struct clean_reader *reader)
{
	const struct line line = offer_line_of(import, clean_peek(reader, 0));

	joined->len = 0;
	joined->lines = 1;
	append(joined, line.text.at, cursor_left(&line.text));
}

bool joined_append(struct joined *joined, struct import *import,
		   struct clean_reader *reader, bool blank)
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

bool joined_offer(const struct joined *joined, struct import *import,
		  struct clean_reader *reader)
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
