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
#include <string.h>

#include "core/base/cstring.h"
#include "core/convert/policy.h"
#include "core/memblock/set.h"
#include "tools/import/import.h"
#include "tools/import/our_text.h"

enum section {
	OUTSIDE,
	HEAD,
	MEMORY,
	RESERVED,
	PHYSMAP,
	EXCLUDED,
	DESCRIPTORS,
	OTHER,
};

static bool copy(char *room, size_t size, struct cursor text)
{
	size_t len = cursor_left(&text);

	if (len >= size)
		return false;
	memcpy(room, text.at, len);
	room[len] = '\0';
	return true;
}

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
	copy(capture->vendor, sizeof(capture->vendor), vendor);
	capture->firmware_revision = (uint32_t)revision;
	capture->uefi_revision = (uint32_t)(major << 16 | (minor * 10 + patch));
	if (cursor_skip(&c, ", "))
		copy(capture->arch, sizeof(capture->arch), c);
}

static void rules_fact(struct capture *capture, struct cursor c)
{
	struct cursor name = c;
	char room[32];

	cursor_until(&c, ",", &name);
	if (copy(room, sizeof(room), name))
		profile_by_name(room, &capture->profile);
}

/* "127 descriptors of 48 bytes, version 1, from GetMemoryMap" */
static void map_fact(struct found_map *map, struct cursor c)
{
	uint64_t cnt, size, version;

	if (!cursor_dec(&c, &cnt) || !cursor_skip(&c, " descriptors of ") ||
	    !cursor_dec(&c, &size) || !cursor_skip(&c, " bytes, version ") ||
	    !cursor_dec(&c, &version) || !cursor_skip(&c, ", from "))
		return;
	map->descriptors = cnt;
	copy(map->capture.origin, sizeof(map->capture.origin), c);
	if (size >= sizeof(struct efi_memory_desc) && size <= 4096 &&
	    size % 8 == 0)
		map->capture.map.desc_size = size;
	if (version <= UINT32_MAX)
		map->capture.map.desc_version = (uint32_t)version;
}

static void head_line(struct import *import, const struct line *line,
		      struct cursor c)
{
	struct capture *capture = &import->map.capture;

	if (cursor_skip(&c, "Firmware  "))
		firmware_fact(capture, cursor_trimmed(c));
	else if (cursor_skip(&c, "Map  "))
		map_fact(&import->map, cursor_trimmed(c));
	else if (cursor_skip(&c, "Rules  "))
		rules_fact(capture, cursor_trimmed(c));
	else if (cursor_skip(&c, "Edit  "))
		import_note(import, line,
			    "an option of the report, which is not applied "
			    "again: give it where it is to count");
}

/* --- rows ----------------------------------------------------------------- */

/* "  node 0  MIRROR  NOMAP" */
static uint32_t memory_flags(struct cursor c, struct row *row)
{
	static const struct {
		const char *name;
		uint32_t flag;
	} flags[] = {
		{ "MIRROR", MEMBLOCK_MIRROR },
		{ "NOMAP", MEMBLOCK_NOMAP },
	};
	uint32_t found = MEMBLOCK_NONE;
	struct cursor at = c;
	uint64_t node;

	if (cursor_skip(&at, "node ") && cursor_dec(&at, &node))
		import_node(row, node);

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		struct cursor words = c;

		if (cursor_find(&words, flags[i].name))
			found |= flags[i].flag;
	}
	return found;
}

/* What has an owner, but no other descriptor than this: its type and
 * attributes. */
static const struct {
	enum owner owner;
	uint32_t type;
	uint64_t attribute;
} in_use[] = {
	{ OWNER_BOOT_SERVICES, EFI_BOOT_SERVICES_DATA, EFI_ATTR_WB },
	{ OWNER_RUNTIME, EFI_CONVENTIONAL_MEMORY,
	  EFI_ATTR_RUNTIME | EFI_ATTR_WB },
	{ OWNER_ACPI, EFI_ACPI_RECLAIM_MEMORY, 0 },
	{ OWNER_UNACCEPTED, EFI_UNACCEPTED_MEMORY, EFI_ATTR_WB },
};

/* "module initrd": the owner, and the name that follows it. */
static bool owner_of(struct cursor c, enum owner *ret, struct cursor *ret_name)
{
	for (int i = OWNER_NONE + 1; i < OWNER_COUNT; i++) {
		struct cursor rest = c;

		if (cursor_skip(&rest, owner_name((enum owner)i)) &&
		    (rest.at == rest.end || *rest.at == ' ')) {
			*ret = (enum owner)i;
			*ret_name = cursor_trimmed(rest);
			return true;
		}
	}
	return false;
}

static void reserved_row(struct import *import, const struct line *line,
			 struct row *row, struct cursor c)
{
	struct cursor name;
	enum owner owner;

	if (!owner_of(c, &owner, &name)) {
		import_unread(import, line, "unknown owner");
		return;
	}
	/* These follow from the rules and from what is excluded. */
	if (owner == OWNER_LOW_MEMORY || owner == OWNER_SOFT_RESERVED) {
		import_seen(import, line);
		return;
	}
	row->kind = ROW_RESERVED;
	row->owner = owner;
	copy(row->name, sizeof(row->name), name);
	for (size_t i = 0; i < sizeof(in_use) / sizeof(*in_use); i++) {
		if (in_use[i].owner != owner)
			continue;
		row->kind = ROW_IN_USE;
		row->desc.type = in_use[i].type;
		row->desc.attribute = in_use[i].attribute;
	}
	import_set_row(import, line, row);
}

enum { CUT };

/* The reasons other than types, with what the memory was before. */
static const struct {
	const char *why;
	uint32_t type;
	uint64_t attribute;
} reasons[] = {
	[CUT] = { "cut by mem= or memmap=", EFI_CONVENTIONAL_MEMORY,
		  EFI_ATTR_WB },
	{ "page 0 and BIOS area", EFI_CONVENTIONAL_MEMORY, EFI_ATTR_WB },
	{ "page partly memory", EFI_CONVENTIONAL_MEMORY, EFI_ATTR_WB },
	{ "not write-back", EFI_CONVENTIONAL_MEMORY, EFI_ATTR_UC },
	{ "soft reserved", EFI_CONVENTIONAL_MEMORY, EFI_ATTR_SP | EFI_ATTR_WB },
	{ "unknown", EFI_MEMORY_TYPE_COUNT, EFI_ATTR_WB },
	{ "OEM", EFI_OEM_TYPE_FIRST, EFI_ATTR_WB },
	{ "OS", EFI_OS_TYPE_FIRST, EFI_ATTR_WB },
};

static uint64_t attributes_of(const struct capture *capture, uint32_t type)
{
	/* Linux on arm64 excludes memory by type that cannot be cached. */
	if (capture->profile == PROFILE_LINUX_ARM64)
		return EFI_ATTR_UC;
	return efi_type_among(type, EFI_TYPES_RUNTIME)
		       ? EFI_ATTR_RUNTIME | EFI_ATTR_WB
		       : EFI_ATTR_WB;
}

/* The node of what an option cut is not known. */
static void take_cap(struct import *import, const struct line *line)
{
	struct found_map *map = &import->map;
	bool nodes = false;

	for (size_t i = 0; i < map->cnt; i++)
		nodes = nodes || map->rows[i].node > 0;
	if (nodes && !map->capped)
		import_note(import, line,
			    "the report does not say on which node this is: "
			    "nodes are not used");
	map->capped = true;
}

static void excluded_row(struct import *import, const struct line *line,
			 struct row *row, struct cursor c)
{
	char name[40];

	row->excluded = true;
	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++) {
		if (!cursor_equals(&c, reasons[i].why))
			continue;
		if (i == CUT)
			take_cap(import, line);
		row->desc.type = reasons[i].type;
		row->desc.attribute = reasons[i].attribute;
		import_set_row(import, line, row);
		return;
	}
	if (!copy(name, sizeof(name), c) ||
	    !efi_type_by_name(name, &row->desc.type)) {
		import_unread(import, line, "unknown reason");
		return;
	}
	row->desc.attribute =
		attributes_of(&import->map.capture, row->desc.type);
	import_set_row(import, line, row);
}

/* "0x1000-0x1fff      4 KiB  REST" */
static const char *split(struct cursor c, struct row *row,
			 struct cursor *ret_rest)
{
	struct cursor number, unit;

	if (!cursor_hex(&c, &row->first) || !cursor_skip(&c, "-") ||
	    !cursor_hex(&c, &row->last) || !cursor_word(&c, &number) ||
	    !cursor_word(&c, &unit))
		return "expected START-END SIZE";
	if (row->last < row->first)
		return "the range ends before it starts";
	*ret_rest = cursor_trimmed(c);
	return NULL;
}

/* "10 regions, 30.9 MiB in 13 rows: ...", "1 region, ...": the rows that the
 * table has. */
static void count_line(struct import *import, struct cursor c)
{
	uint64_t cnt;

	if (!cursor_dec(&c, &cnt) || !cursor_skip(&c, " region"))
		return;
	import->map.owed = cnt;
	if (cursor_find(&c, " in ") && cursor_dec(&c, &cnt) &&
	    cursor_skip(&c, " row"))
		import->map.owed = cnt;
}

static void check_count(struct import *import, const struct line *line)
{
	if (import->map.owed > 0)
		import_note(import, line, "rows before this one are missing");
	import->map.owed = 0;
}

static void set_line(struct import *import, const struct line *line,
		     struct cursor c)
{
	struct row row = { .kind = ROW_MEMORY };
	struct cursor rest = c;
	const char *why;

	if (!cursor_skip(&rest, "0x")) {
		count_line(import, c);
		return;
	}
	import->map.owed -= import->map.owed > 0;
	why = split(c, &row, &rest);
	if (why != NULL)
		import_unread(import, line, why);
	else if (import->inside == MEMORY)
		import_memory_row(import, line, &row, memory_flags(rest, &row));
	else if (import->inside == RESERVED)
		reserved_row(import, line, &row, rest);
	else if (import->inside == EXCLUDED)
		excluded_row(import, line, &row, rest);
	else {
		row.kind = ROW_PHYSMAP;
		import_set_row(import, line, &row);
	}
}

/* --- sections ------------------------------------------------------------- */

static bool begins_section(struct cursor c, int *ret_section)
{
	static const struct {
		const char *title;
		enum section section;
	} titles[] = {
		{ "memory: ", MEMORY },
		{ "reserved: ranges", RESERVED },
		{ "reserved: ", OTHER },
		{ "physmap: ", PHYSMAP },
		{ "excluded: ", EXCLUDED },
		{ "pages of ", OTHER },
		{ "Descriptors as the firmware", DESCRIPTORS },
		{ "Descriptors by type", OTHER },
		{ "Totals", OTHER },
		{ "Anomalies", OTHER },
		{ "Findings", OTHER },
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
		import->inside = HEAD;
	} else if (import->inside == OUTSIDE) {
		return;
	} else if (begins_section(c, &import->inside)) {
		check_count(import, line);
		if (import->inside == DESCRIPTORS)
			import->map.owed = import->map.descriptors;
	} else if (import->inside != HEAD && line->text.at < line->text.end &&
		   isalpha((unsigned char)*line->text.at)) {
		/* A section that is not known here. */
		import->inside = OTHER;
	} else if (import->inside == HEAD) {
		head_line(import, line, c);
	} else if (import->inside == DESCRIPTORS) {
		our_descriptor_line(import, line, c);
	} else if (import->inside != OTHER) {
		set_line(import, line, c);
	}
}

const struct import_format import_our_text = {
	.origin = "text report",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_SETS,
	.rank = 4,
	.hints = (const char *const[]){ "memory map as memblock", NULL },
	.line = text_line,
	.note = "this text report holds sets: of the firmware's map only the "
		"types "
		"of what is excluded or in use are in it (save-raw=, "
		"format=json and format=csv hold all)",
};
