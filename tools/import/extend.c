/* SPDX-License-Identifier: BSD-2-Clause */
/* More of a row than makes one: attributes, and the rest of a number. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/import/joined.h"
#include "tools/import/maps.h"
#include "tools/import/offer.h"

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

bool joined_rest_of_number(const char *text, size_t len)
{
	enum { LONGEST = 16 }; /* digits */
	size_t i = 0;

	while (i < len && isxdigit((unsigned char)text[i]))
		i++;
	return i > 0 && i <= LONGEST && (i == len || text[i] == ',');
}

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
	number = !next->unended && joined->len >= JOINED_NARROWEST &&
		 isxdigit((unsigned char)joined->text[joined->len - 1]) &&
		 joined_rest_of_number(next->text, next->len);
	if (!words && !number)
		return false;
	for (int blank = 1; blank >= 0; blank--) {
		joined->len = before.len;
		joined->lines = before.lines;
		import_return(import, mark);
		if (joined_append(joined, import, reader, blank) &&
		    joined_offer(joined, import, reader) &&
		    ((words && is_extended(&import->map, &row)) ||
		     (number && !blank)))
			return true;
	}
	joined->len = before.len;
	joined->lines = before.lines;
	import_return(import, mark);
	joined_offer(joined, import, reader);
	return false;
}

void joined_extend(struct joined *joined, struct import *import,
		   struct clean_reader *reader, const struct import_mark *mark)
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
	joined_begin(&joined, import, reader);
	joined_extend(&joined, import, reader, mark);
	free(joined.text);
}
