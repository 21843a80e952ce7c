/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whether a row that could be read is one, and whether a line that was not one
 * should have been.
 */
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/import/maps.h"
#include "tools/import/offer.h"

static void refuse(struct import *import, const struct line *line,
		   const struct import_mark *mark, const char *why)
{
	import_return(import, mark);
	import_unread(import, line, why);
}

/* Is the line nearly a row, and directly after one, or after the rest of one?
 */
static bool is_nearly_row(const struct import *import, const struct line *line)
{
	const struct cursor row = { import->row,
				    import->row + import->row_len };
	bool range = !import->format->log && damage_has_range(line->text);

	return (import_follows(import, line, 1) && range) ||
	       (import_follows(import, line, 2) &&
		(damage_is_row(line->text, row) ||
		 (!line->unended && offer_begins_as(line->text, row))));
}

bool offer_is_part(const struct import *import, const struct line *line,
		   const struct import_mark *mark)
{
	return !import->format->raw && !import->format->files &&
	       !import_lost(import, mark) && !import_gained(import, mark) &&
	       is_nearly_row(import, line);
}

/* Is the line, which is not a row, between two of them or nearly one? */
static void look_between(struct import *import, const struct line *line)
{
	if (import_follows(import, line, 1) && damage_is_elision(line->text)) {
		import->elided = line->index;
		import->elided_line = line->number;
	} else if (is_nearly_row(import, line)) {
		import_unread(import, line,
			      "it looks like a row, but is not written as "
			      "one");
	}
}

static void remember_row(struct import *import, const struct line *line)
{
	import->row_len = cursor_left(&line->text);
	if (import->row_len > sizeof(import->row))
		import->row_len = sizeof(import->row);
	memcpy(import->row, line->text.at, import->row_len);
}

/* What a row is like that could be read, or a line that was not one. */
void offer_look_for_damage(struct import *import, const struct line *line,
			   const struct import_mark *mark)
{
	const char *why = damage_of(line->text);

	if (import->format->raw || import->format->files ||
	    import_lost(import, mark))
		return;
	if (!import_gained(import, mark)) {
		look_between(import, line);
		return;
	}
	if (why != NULL)
		refuse(import, line, mark, why);
	if (import->elided > mark->last_index && mark->cnt > 0)
		import_gap(import, line);
	import->elided = 0;
	remember_row(import, line);
}

/* Of several rows in a line that could not be taken apart, the first one must
 * not pass for all. */
void offer_refuse_several(struct import *import, const struct line *line,
			  const struct import_mark *mark)
{
	if (import->format->raw || import->taken >= line->index ||
	    import->map.sides.columns > 0 || !import_gained(import, mark) ||
	    !offer_has_second(import, line))
		return;
	refuse(import, line, mark,
	       "it is followed by another one; each needs a line of its own");
}

/* Of a line with several rows, which was taken apart or was too long. */
void offer_look_at_parts(struct import *import, const struct clean_line *clean,
			 const struct import_mark *mark)
{
	const struct line line = offer_line_of(import, clean);
	bool row = import_gained(import, mark) || import_lost(import, mark);

	if (row && clean->apart && import->map.seen + import->map.unread == 1)
		import_note(import, &line,
			    "several rows are in this line, which was taken "
			    "apart");
	if (!clean->cut || !row || import->map.begun)
		return;
	import->map.begun = true;
	import_note(import, &line, "only 64 KiB of this line were read");
}
