/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The summary that follows the rows of memmap in the UEFI Shell: a line for
 * each type, with the sum of its pages.
 *
 *   BS_Code   :     13,803 Pages (56,537,088 Bytes)
 */
#include "tools/import/shell.h"

#include "tools/import/names.h"

/* "13,803", with any separators */
static bool separated_number(struct cursor *c, uint64_t *ret)
{
	uint64_t part, number = 0;

	cursor_blanks(c);
	if (!cursor_dec(c, &number))
		return false;
	while (cursor_skip(c, ",") || cursor_skip(c, "."))
		if (cursor_dec(c, &part))
			number = number * 1000 + part;
	*ret = number;
	return true;
}

static uint64_t pages_of(const struct found_map *map, uint32_t type)
{
	uint64_t pages = 0;

	/* Of rows that two consoles wrote, one. */
	for (size_t i = 0; i < map->cnt; i++)
		if (map->rows[i].desc.type == type &&
		    (i == 0 || map->rows[i].desc.phys_addr !=
				       map->rows[i - 1].desc.phys_addr))
			pages += map->rows[i].desc.num_pages;
	return pages;
}

void shell_summary_line(struct import *import, const struct line *line)
{
	struct cursor c = line->text, name;
	struct found_map *map = &import->map;
	uint64_t pages;
	uint32_t type;

	if (!cursor_until(&c, ":", &name) || !type_by_any_name(&name, &type) ||
	    !cursor_skip(&c, ":") || !separated_number(&c, &pages) ||
	    !cursor_skip(&c, " Pages") || map->unread > 0 || map->cnt == 0 ||
	    pages_of(map, type) == pages)
		return;
	map->gaps = true;
	import_note(import, line,
		    "the rows of this type have another number of pages; rows "
		    "are missing or were changed");
}
