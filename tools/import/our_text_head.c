/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The first part of a text report, which says where the map is from:
 *
 *   Firmware  EDK II, revision 0x00010000, UEFI 2.7, x86_64
 *   Map       127 descriptors of 48 bytes, version 1, from GetMemoryMap
 *   Rules     linux-x86
 *   Edit      mem=1G, from the command line
 */
#include <string.h>

#include "tools/import/our_text.h"

/* The text before the last place where mark stands, which *c then starts with.
 */
static bool before_last(struct cursor *c, const char *mark,
			struct cursor *ret_text)
{
	struct cursor rest = *c;
	bool found = false;

	while (cursor_find(&rest, mark)) {
		*ret_text = (struct cursor){ c->at, rest.at - strlen(mark) };
		found = true;
	}
	if (found)
		c->at = ret_text->end;
	return found;
}

/* "EDK II, revision 0x00010000, UEFI 2.7, x86_64" */
static void firmware_fact(struct capture *capture, struct cursor c)
{
	struct cursor vendor = c;
	uint64_t revision, major, minor, patch = 0;

	if (!before_last(&c, ", revision 0x", &vendor) ||
	    !cursor_skip(&c, ", revision ") || !cursor_hex(&c, &revision) ||
	    !cursor_skip(&c, ", UEFI ") || !cursor_dec(&c, &major) ||
	    !cursor_skip(&c, ".") || !cursor_dec(&c, &minor))
		return;
	if (cursor_skip(&c, "."))
		cursor_dec(&c, &patch);
	cursor_copy(capture->vendor, sizeof(capture->vendor), vendor);
	capture->firmware_revision = (uint32_t)revision;
	capture->uefi_revision = (uint32_t)(major << 16 | (minor * 10 + patch));
	if (cursor_skip(&c, ", "))
		cursor_copy(capture->arch, sizeof(capture->arch), c);
}

static void rules_fact(struct capture *capture, struct cursor c)
{
	struct cursor name = c;
	char room[32];

	cursor_until(&c, ",", &name);
	if (cursor_copy(room, sizeof(room), name))
		profile_by_name(room, &capture->profile);
}

/* "127 descriptors of 48 bytes, version 1, from GetMemoryMap" */
static void map_fact(struct import *import, const struct line *line,
		     struct cursor c)
{
	struct found_map *map = &import->map;
	uint64_t cnt, size, version;

	if (!cursor_dec(&c, &cnt) || !cursor_skip(&c, " descriptors of ") ||
	    !cursor_dec(&c, &size) || !cursor_skip(&c, " bytes, version ") ||
	    !cursor_dec(&c, &version) || !cursor_skip(&c, ", from "))
		return;
	map->descriptors = cnt;
	cursor_copy(map->capture.origin, sizeof(map->capture.origin), c);
	if (size >= sizeof(struct efi_memory_desc) && size <= 4096 &&
	    size % 8 == 0 && version == EFIMAP_DESC_VERSION)
		map->capture.map.desc_size = size;
	else
		import_unread(import, line,
			      "expected descriptors of 40 bytes or more, "
			      "version 1");
}

void our_head_line(struct import *import, const struct line *line,
		   struct cursor c)
{
	struct capture *capture = &import->map.capture;
	struct cursor name;

	if (!cursor_word(&c, &name))
		return;
	if (cursor_equals(&name, "Firmware"))
		firmware_fact(capture, cursor_trimmed(c));
	else if (cursor_equals(&name, "Map"))
		map_fact(import, line, cursor_trimmed(c));
	else if (cursor_equals(&name, "Rules"))
		rules_fact(capture, cursor_trimmed(c));
	else if (cursor_equals(&name, "Edit"))
		import_note(import, line,
			    "an option of the report, which is not applied "
			    "again: give it where it is to count");
}
