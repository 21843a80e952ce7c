/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Makes a capture of the map that was chosen, and prints what there is to say
 * about it.
 */
#include <stdlib.h>
#include <string.h>

#include "tools/import/maps.h"

static void print_remark(const struct sink *out, const char *name,
			 const struct remark *remark)
{
	print(out, "%s:%zu: ", name, remark->line);
	if (remark->text == NULL)
		print(out, "note: %s\n", remark->what);
	else
		print(out, "cannot read this row: %s (%s)\n", remark->text,
		      remark->what);
}

/* More than anybody reads. */
#define REMARKS_SHOWN 100

static void print_remarks(const struct sink *out, const char *name,
			  const struct found_map *map)
{
	size_t cnt = map->remark_cnt;

	for (size_t i = 0; i < cnt && i < REMARKS_SHOWN; i++)
		print_remark(out, name, &map->remarks[i]);
	if (cnt > REMARKS_SHOWN)
		print(out, "%s: %zu more messages are not shown\n", name,
		      cnt - REMARKS_SHOWN);
}

/* A CSV as we write it names the origin of its map. One that somebody wrote may
 * be a list of descriptors and nothing else. */
static bool is_whole_csv(const struct found_map *map)
{
	return map->format == &import_our_csv &&
	       strcmp(map->capture.origin, map->format->origin) != 0;
}

/* Does the file end with a row, where more lines follow the map, or before the
 * rows that it states? last: the index of its last line. In our CSV sets and
 * the E820 table follow. */
static bool breaks_off(const struct found_map *map, size_t last)
{
	bool more =
		is_whole_csv(map) || (map->format->log && map->boot->kernel[0]);

	return map->owed > 0 || (more && map->last_index == last);
}

static const char described[] =
	"a text report has of the attributes only RUN, MR, SP, NV and HP: how "
	"memory can be cached follows from the sets (save-raw=, format=json "
	"and format=csv hold all)";

/* Every PC has rows below 1 MiB. Where the first lines of a log are lost, which
 * goes on after the map, they are. */
static bool lacks_start(const struct found_map *map, size_t last)
{
	if (map->last_index >= last ||
	    map->format->holds != IMPORT_HOLDS_E820 || !map->format->log ||
	    map->capture.profile != PROFILE_LINUX_X86)
		return false;
	for (size_t i = 0; i < map->cnt; i++)
		if (map->rows[i].first < 0x100000)
			return false;
	return map->unread == 0;
}

static void print_notes(const struct sink *out, const char *name,
			const struct found_map *map,
			const struct import_choice *choice, size_t ragged,
			size_t last)
{
	size_t rows = map->cnt + map->unread;

	if (map->format->any_arch && !choice->profile_given &&
	    map->capture.profile == map->format->profile)
		print(out,
		      "%s:%zu: note: the map does not state its architecture; "
		      "the rules of %s are used, profile= chooses others\n",
		      name, map->line, profile_name(map->format->profile));
	if (map->format->note)
		print(out, "%s:%zu: note: %s\n", name, map->line,
		      map_is_described(map) ? described : map->format->note);
	if (map->expected != 0 && map->expected != rows)
		print(out,
		      "%s:%zu: note: the log states %ju descriptors, but there "
		      "%s %zu row%s\n",
		      name, map->line, (uintmax_t)map->expected,
		      rows == 1 ? "is" : "are", rows, rows == 1 ? "" : "s");
	if (breaks_off(map, last))
		print(out,
		      "%s: note: the %s breaks off within the map; rows may "
		      "be missing\n",
		      name, map->format == &import_our_csv ? "CSV" : "log");
	if (choice->side == NULL && lacks_start(map, last))
		print(out,
		      "%s:%zu: note: there is no row below 1 MiB; the first "
		      "rows may be missing\n",
		      name, map->line);
	if (ragged > 0)
		print(out,
		      "%s: note: %zu row%s not start and end on page "
		      "boundaries; memory shrinks to whole pages of 4 KiB, "
		      "everything else grows\n",
		      name, ragged, ragged == 1 ? " does" : "s do");
}

enum import_result map_use(const struct found_map *map, size_t last,
			   const char *name, const struct import_choice *choice,
			   struct capture *ret_capture, void **ret_store,
			   const struct sink *messages)
{
	struct capture capture;
	struct facts *facts;
	size_t ragged;
	void *store;

	print_remarks(messages, name, map);
	if (map->cnt == 0) {
		print(messages, "%s: none of the rows could be read\n", name);
		return IMPORT_FAILED;
	}
	facts = store = map_pack(map, &capture, &ragged);
	facts->cut = breaks_off(map, last);
	print_notes(messages, name, map, choice, ragged, last);
	if (capture.map.size == 0) {
		print(messages, "%s: there is not one whole page in the map\n",
		      name);
		free(store);
		return IMPORT_FAILED;
	}
	*ret_capture = capture;
	*ret_store = store;
	return map->unread ? IMPORT_PARTLY : IMPORT_GOOD;
}
