/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The rows of sets in a text report:
 *
 *   0x0000000000001000-0x000000000009ffff    636 KiB  node 0  MIRROR
 *   0x0000000000380000-0x0000000000387fff     32 KiB  module "initrd"
 *   0x0000000000400000-0x00000000004fffff      1 MiB  ACPIReclaimMemory
 */
#include <string.h>

#include "core/convert/policy.h"
#include "core/memblock/set.h"
#include "tools/import/our_text.h"

/* "  node 0  MIRROR  NOMAP" */
static bool memory_flags(struct cursor c, struct row *row, uint32_t *ret)
{
	struct cursor word;
	uint64_t node;
	uint32_t one;

	*ret = MEMBLOCK_NONE;
	if (cursor_skip(&c, "node ") &&
	    (!cursor_dec(&c, &node) || !import_node(row, node)))
		return false;
	while (cursor_word(&c, &word)) {
		if (!import_flags(word, &one))
			return false;
		*ret |= one;
	}
	return true;
}

static void memory_row(struct import *import, const struct line *line,
		       struct row *row, struct cursor rest)
{
	uint32_t flags;

	if (memory_flags(rest, row, &flags))
		import_memory_row(import, line, row, flags);
	else
		import_unread(import, line, import_unknown_flags);
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
	cursor_copy(row->name, sizeof(row->name), name);
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
	if (!cursor_copy(name, sizeof(name), c) ||
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

void our_set_line(struct import *import, const struct line *line,
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
	else if (import->inside == SECTION_MEMORY)
		memory_row(import, line, &row, rest);
	else if (import->inside == SECTION_RESERVED)
		reserved_row(import, line, &row, rest);
	else if (import->inside == SECTION_EXCLUDED)
		excluded_row(import, line, &row, rest);
	else {
		row.kind = ROW_PHYSMAP;
		import_set_row(import, line, &row);
	}
}
