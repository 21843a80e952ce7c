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
		 (!line->unended && offer_begins_as(line->text, row)))) ||
	       (import_follows(import, line, 3) && !import->format->prose &&
		damage_is_rest(line->text, row));
}

bool offer_is_part(const struct import *import, const struct line *line,
		   const struct import_mark *mark)
{
	return !import->format->raw && !import_lost(import, mark) &&
	       !import_gained(import, mark) && is_nearly_row(import, line);
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

/* What the attributes of all rows of such a type have: memory, or what the
 * firmware uses at runtime. 0: there is nothing like that. */
static uint64_t common_attribute(uint32_t type)
{
	if (efi_type_among(type, EFI_TYPES_USABLE))
		return EFI_ATTR_WB;
	return efi_type_among(type, EFI_TYPES_RUNTIME) ? EFI_ATTR_RUNTIME : 0;
}

/* Does the last row lack an attribute that a row before it has? */
static bool lacks_attribute(const struct found_map *map)
{
	enum { BEFORE = 64 }; /* rows */
	const struct row *row = &map->rows[map->cnt - 1];
	uint64_t bit = common_attribute(row->desc.type);
	size_t first = map->cnt > BEFORE ? map->cnt - BEFORE : 0;

	if (!map->format->open_attributes || (row->desc.attribute & bit) != 0)
		return false;
	for (size_t i = first; i < map->cnt; i++)
		if (common_attribute(map->rows[i].desc.type) == bit &&
		    (map->rows[i].desc.attribute & bit) != 0)
			return true;
	return false;
}

const char *offer_damage_of(const struct import *import, struct cursor row)
{
	const struct cursor before = { import->row,
				       import->row + import->row_len };
	const char *why = damage_of(row);

	if (row.end - row.at > (ptrdiff_t)sizeof(import->row))
		row.end = row.at + sizeof(import->row);
	if (import->map.cnt > 0 && lacks_attribute(&import->map))
		return "attributes that rows before it have were cut";
	return why == NULL && import->map.cnt > 1 &&
			       damage_of_width(row, before)
		       ? "a number has another number of digits than in the "
			 "row before"
		       : why;
}

/* What a row is like that could be read, or a line that was not one. */
void offer_look_for_damage(struct import *import, const struct line *line,
			   const struct import_mark *mark)
{
	const char *why = offer_damage_of(import, line->text);

	if (import->format->raw || import_lost(import, mark))
		return;
	if (!import_gained(import, mark)) {
		look_between(import, line);
		return;
	}
	if (why != NULL) {
		refuse(import, line, mark, why);
		/* Of two rows that differ, either may be damaged. */
		if (import->map.cnt > 1)
			return;
	}
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
