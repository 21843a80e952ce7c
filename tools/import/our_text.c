/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The report of format=text, which save= writes (docs/report.md): the sets,
 * the owners of what is reserved, the types of what is excluded, and the
 * descriptors with some of their attributes.
 *
 *   memblock.efi 0.1: the firmware's memory map as memblock sets
 *   Firmware  EDK II, revision 0x00010000, UEFI 2.7, x86_64
 *   Rules     linux-x86
 *   memory: RAM that the kernel may manage
 *     0x0000000000001000-0x000000000009ffff    636 KiB  node 0  MIRROR
 *   reserved: ranges in use, by owner
 *     0x0000000000380000-0x0000000000387fff     32 KiB  module "initrd"
 *   physmap: all RAM present
 *   excluded: RAM that is not in memory
 *     0x0000000000400000-0x00000000004fffff      1 MiB  ACPIReclaimMemory
 *   Descriptors as the firmware lists them
 *     #0   0x0000000000000000-0x000000000009ffff   640 KiB  ConventionalMemory
 *     #1   0x00000000000a0000, 0 pages: skipped; RuntimeServicesData RUN
 */
#include <ctype.h>

#include "tools/import/our_text.h"

/* Each section states how many rows it has; descriptors are counted by the
 * first one. Totals follow them all. */
static void begin_section(struct import *import, const struct line *line,
			  struct cursor title)
{
	struct found_map *map = &import->map;

	if (map->owed > 0)
		import_gap(import, line);
	map->owed = 0;
	if (import->inside == SECTION_DESCRIPTORS)
		map->owed = map->descriptors;
	if (import->inside == SECTION_DESCRIPTORS ||
	    cursor_skip(&title, "Totals"))
		map->awaits = NULL;
}

/* --- sections ------------------------------------------------------------- */

static bool begins_section(struct cursor c, int *ret_section)
{
	static const struct {
		const char *title;
		enum our_section section;
	} titles[] = {
		{ "memory: ", SECTION_MEMORY },
		{ "reserved: ranges", SECTION_RESERVED },
		{ "reserved: ", SECTION_OTHER },
		{ "physmap: ", SECTION_PHYSMAP },
		{ "excluded: ", SECTION_EXCLUDED },
		{ "pages of ", SECTION_OTHER },
		{ "Descriptors as the firmware", SECTION_DESCRIPTORS },
		{ "Descriptors by type", SECTION_OTHER },
		{ "Totals", SECTION_OTHER },
		{ "Anomalies", SECTION_OTHER },
		{ "Findings", SECTION_OTHER },
	};

	for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++) {
		if (cursor_skip(&c, titles[i].title)) {
			*ret_section = titles[i].section;
			return true;
		}
	}
	return false;
}

static void text_line(struct import *import, const struct line *line)
{
	struct cursor c = cursor_trimmed(line->text), title = c;

	if (cursor_find(&title, "memblock.efi ") &&
	    cursor_find(&title, ": the firmware's memory map as memblock "
				"sets")) {
		import_starts(import, line);
		import->inside = SECTION_HEAD;
		import->map.awaits = "the list of descriptors";
	} else if (import->inside == SECTION_OUTSIDE) {
		return;
	} else if (begins_section(c, &import->inside)) {
		begin_section(import, line, c);
	} else if (import->inside != SECTION_HEAD &&
		   line->text.at < line->text.end &&
		   isalpha((unsigned char)*line->text.at)) {
		/* A section that is not known here. */
		import->inside = SECTION_OTHER;
	} else if (import->inside == SECTION_HEAD) {
		our_head_line(import, line, c);
	} else if (import->inside == SECTION_DESCRIPTORS) {
		our_descriptor_line(import, line, c);
	} else if (import->inside != SECTION_OTHER) {
		our_set_line(import, line, c);
	}
}

const struct import_format import_our_text = {
	.origin = "text report",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_SETS,
	.rank = 4,
	.hints = (const char *const[]){ "memory map as memblock", NULL },
	.line = text_line,
	.prose = true,
	.note = "this text report holds sets: of the firmware's map only the "
		"types "
		"of what is excluded or in use are in it (save-raw=, "
		"format=json and format=csv hold all)",
};
