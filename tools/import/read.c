/* SPDX-License-Identifier: BSD-2-Clause */
/* Makes a capture of one of the maps in a text. */
#include "tools/clean/clean.h"
#include "tools/import/found.h"

static enum import_result decide(const struct found *found,
				 const struct import_file *file,
				 const struct import_choice *choice,
				 struct capture *ret_capture, void **ret_store,
				 const struct sink *messages)
{
	const struct found_map *map;

	if (found->maps.cnt == 0) {
		print(messages, "%s: %s; `memblock help` lists the formats\n",
		      file->name, text_kind(file->text, file->len));
		return IMPORT_FAILED;
	}
	if (choice->list) {
		if (!maps_has(&found->maps, choice, file->name, messages))
			return IMPORT_FAILED;
		maps_list(&found->maps, choice, choice->list);
		return IMPORT_LISTED;
	}
	map = maps_choose(&found->maps, choice, file->name, messages);
	if (map != NULL)
		found_take_others(found, map);
	if (map != NULL)
		maps_compare(&found->maps, map, file->name, messages);
	return map ? map_use(map, found->lines.last, file->name, choice,
			     ret_capture, ret_store, messages)
		   : IMPORT_FAILED;
}

enum import_result import_text(struct capture *ret_capture, void **ret_store,
			       const struct import_file *file,
			       const struct import_choice *choice,
			       const struct sink *messages)
{
	enum import_result result = IMPORT_FAILED;
	struct clean_text text = { 0 };
	struct import_file plain;
	struct found found;
	struct side side;
	bool good;

	found_maps_find(&found, file, NULL);
	plain = found_beyond_prefix(&found, file, &text, messages);
	plain = found_turned(&found, &plain, &text, messages);
	good = found_choose_side(&found, &side, &plain, choice, messages);
	if (good && side.comparison != NO_COMPARISON)
		plain = found_on_side(&found, &side, &plain, &text);
	if (good && !choice->two)
		found_note_side(&side, file->name, messages);
	if (good)
		result = decide(&found, &plain, choice, ret_capture, ret_store,
				messages);
	found_maps_free(&found);
	clean_free(&text);
	return result;
}
