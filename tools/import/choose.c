/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which of the maps in a file is used.
 */
#include "tools/import/maps.h"

/* Bytes of memory that the map has for use. An E820 table has what the
 * firmware used as well, which may be most of a small machine. */
static uint64_t usable(const struct found_map *map)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < map->cnt; i++) {
		const struct row *row = &map->rows[i];

		if (!efi_type_among(row->desc.type, EFI_TYPES_USABLE) ||
		    row->kind > ROW_MEMORY ||
		    (map->layers && row->kind == ROW_DESCRIPTOR))
			continue;
		sum += map->bytes ? row->last - row->first + 1
				  : row->desc.num_pages << PAGE_SHIFT_4K;
	}
	return sum;
}

/* Is it all that was printed of it, as far as it shows by itself? */
static bool is_complete(const struct found_map *map)
{
	return map->cnt > 0 && !map_lacks_rows(map) &&
	       (map->expected == 0 || map->expected == map->cnt + map->unread);
}

/* Does another map show that this is only a part: one of lower rank has more
 * than twice the memory? */
static bool is_part(const struct found_maps *maps, const struct found_map *map)
{
	uint64_t mine = usable(map);

	for (size_t i = 0; i < maps->cnt; i++) {
		const struct found_map *other = maps->maps[i];

		/* Of another machine, or another boot. */
		if (other->boot != map->boot &&
		    map->format->holds == IMPORT_HOLDS_E820)
			continue;
		if (other->format->rank < map->format->rank &&
		    is_complete(other) && usable(other) / 2 > mine)
			return true;
	}
	return false;
}

/* Is it one row, which was moved before the title of its table? */
static bool is_stray(const struct found_map *map, const struct found_map *next)
{
	return map->cnt == 1 && next->cnt > 1 && map->boot == next->boot;
}

/* Rows, then whole maps, then the higher rank; of one format the first map, of
 * several the one with more rows, then with more that are unreadable. */
static bool is_better(const struct found_maps *maps, const struct found_map *a,
		      const struct found_map *b)
{
	bool whole_a = is_complete(a) && !is_part(maps, a);
	bool whole_b = is_complete(b) && !is_part(maps, b);

	if ((a->cnt > 0) != (b->cnt > 0))
		return a->cnt > 0;
	if (whole_a != whole_b)
		return whole_a;
	if (a->cnt > 0 && a->format->rank != b->format->rank)
		return a->format->rank > b->format->rank;
	if (a->format == b->format)
		return is_stray(b, a) || (a->cnt == 0 && a->unread > b->unread);
	if (a->cnt != b->cnt)
		return a->cnt > b->cnt;
	return a->unread > b->unread;
}

const struct found_map *maps_best(const struct found_maps *maps)
{
	const struct found_map *best = NULL;

	for (size_t i = 0; i < maps->cnt; i++)
		if (best == NULL || is_better(maps, maps->maps[i], best))
			best = maps->maps[i];
	return best;
}

/* Maps of a higher rank that were not used are only parts. */
static void note_parts(const struct found_maps *maps,
		       const struct found_map *chosen, const char *name,
		       const struct sink *messages)
{
	for (size_t i = 0; i < maps->cnt; i++) {
		const struct found_map *map = maps->maps[i];

		size_t rows = map->cnt + map->unread;

		if (map->format->rank > chosen->format->rank)
			print(messages,
			      "%s:%zu: note: %zu row%s of '%s' %s not a whole "
			      "map; '%s' is used\n",
			      name, map->line, rows, rows == 1 ? "" : "s",
			      map->format->origin, rows == 1 ? "is" : "are",
			      chosen->format->origin);
	}
}

/* One log of Linux has several of these. */
static bool is_of_linux(const struct import_format *format)
{
	const struct import_format *const formats[] = {
		&import_linux_x86, &import_linux_arm64,   &import_e820,
		&import_e820_user, &import_e820_modified, &import_e820_setup,
	};

	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (format == formats[i])
			return true;
	return false;
}

/* A whole map of another program is in the file. */
static void note_other_format(const struct found_maps *maps,
			      const struct found_map *chosen, const char *name,
			      const struct sink *messages)
{
	enum { FEWEST = 3 }; /* rows */

	for (size_t i = 0; i < maps->cnt; i++) {
		const struct found_map *map = maps->maps[i];
		bool table = map->format->holds == IMPORT_HOLDS_E820 ||
			     map->format->holds == IMPORT_HOLDS_EFI;

		if (!table || map->format == chosen->format ||
		    map->format->rank > chosen->format->rank ||
		    map->cnt < FEWEST || !is_complete(map) ||
		    (is_of_linux(map->format) && is_of_linux(chosen->format)))
			continue;
		print(messages,
		      "%s:%zu: note: there is a map of '%s', too; that of "
		      "'%s' at line %zu is used, --list shows all and --map "
		      "chooses one\n",
		      name, map->line, map->format->origin,
		      chosen->format->origin, chosen->line);
		return;
	}
}

static void note_others(const struct found_maps *maps,
			const struct found_map *chosen, const char *name,
			const struct sink *messages)
{
	size_t same = 0;

	for (size_t i = 0; i < maps->cnt; i++)
		same += maps->maps[i]->format == chosen->format;
	if (same > 1)
		print(messages,
		      "%s: note: there are %zu maps of '%s'; the one at line "
		      "%zu is used, --list shows all and --map chooses one\n",
		      name, same, chosen->format->origin, chosen->line);
}

bool maps_has(const struct found_maps *maps, const struct import_choice *choice,
	      const char *name, const struct sink *messages)
{
	if (choice->map <= maps->cnt)
		return true;
	if (maps->cnt == 1)
		print(messages, "%s: --map=%u: there is only 1 map\n", name,
		      choice->map);
	else
		print(messages,
		      "%s: --map=%u: there are only %zu maps; --list shows "
		      "them\n",
		      name, choice->map, maps->cnt);
	return false;
}

const struct found_map *maps_choose(const struct found_maps *maps,
				    const struct import_choice *choice,
				    const char *name,
				    const struct sink *messages)
{
	const struct found_map *chosen;

	if (!maps_has(maps, choice, name, messages))
		return NULL;
	if (choice->map > 0)
		return maps->maps[choice->map - 1];
	chosen = maps_best(maps);
	if (chosen != NULL && chosen->cnt > 0) {
		note_parts(maps, chosen, name, messages);
		note_others(maps, chosen, name, messages);
		note_other_format(maps, chosen, name, messages);
	}
	return chosen;
}

void maps_list(const struct found_maps *maps,
	       const struct import_choice *choice, const struct sink *out)
{
	const struct found_map *chosen =
		choice->map > 0 ? maps->maps[choice->map - 1] : maps_best(maps);

	print(out, "%6s %8s %6s  %-30s %s\n", "map", "line", "rows", "format",
	      "kernel");
	for (size_t i = 0; i < maps->cnt; i++) {
		const struct found_map *map = maps->maps[i];
		bool whole = is_complete(map) && !is_part(maps, map);

		print(out, "%c %4zu %8zu %6zu  %-30s %s%s\n",
		      map == chosen ? '*' : ' ', i + 1, map->line, map->cnt,
		      map->format->origin,
		      map->boot->kernel[0] ? map->boot->kernel : "unknown",
		      whole ? "" : ", incomplete");
	}
	print_str(out, choice->map > 0
			       ? "* is the one that --map chooses.\n"
			       : "* is used unless --map chooses another "
				 "one.\n");
}
