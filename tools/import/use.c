/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Makes a capture of the map that was chosen, and prints what there is to say
 * about it.
 */
#include <stdlib.h>

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

static const char described[] =
	"a text report has of the attributes only RUN, MR, SP, NV and HP: how "
	"memory can be cached follows from the sets (save-raw=, format=json "
	"and format=csv hold all)";

static void print_notes(const struct sink *out, const char *name,
			const struct found_map *map,
			const struct import_choice *choice, size_t ragged,
			size_t last)
{
	if (map->format->any_arch && !choice->profile_given &&
	    map->capture.profile == map->format->profile)
		print(out,
		      "%s:%zu: note: the map does not state its architecture; "
		      "the rules of %s are used, profile= chooses others\n",
		      name, map->line, profile_name(map->format->profile));
	if (map->format->note)
		print(out, "%s:%zu: note: %s\n", name, map->line,
		      map_is_described(map) ? described : map->format->note);
	map_note_missing(map, last, name, choice, out);
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
	facts->cut = map->gaps || map_breaks_off(map, last);
	print_notes(messages, name, map, choice, ragged, last);
	if (capture.map.size == 0) {
		print(messages, "%s: there is not one whole page in the map\n",
		      name);
		free(store);
		return IMPORT_FAILED;
	}
	*ret_capture = capture;
	*ret_store = store;
	return map->unread || map_lacks_rows(map) ? IMPORT_PARTLY : IMPORT_GOOD;
}
