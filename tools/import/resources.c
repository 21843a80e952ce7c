/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What Linux shows of the map at runtime: /proc/iomem, /sys/firmware/memmap and
 * /sys/firmware/efi/runtime-map (as tools/clean/sysfs.c puts them into rows),
 * and what FWTS makes of it:
 *
 *   00001000-0009ffff : System RAM
 *     00100000-00ffffff : Kernel code
 *   /sys/firmware/memmap/0: 0x0-0x9fbff System RAM
 *   0x0000000000000000 - 0x000000000009fbff (System RAM)
 *   /sys/firmware/efi/runtime-map/0: 0x0 pages=0x10 type=0x5 attr=0x...
 *
 * Only rows of the top level of /proc/iomem are the firmware's.
 */
#include "tools/import/e820_types.h"

/* --- /proc/iomem --------------------------------------------------------- */

/* How many blanks and tabs precede the row. */
static int depth_of(const struct line *line, const struct cursor *row)
{
	return (int)(row->at - line->text.at) + 1;
}

static bool is_iomem(struct cursor *c, uint64_t *ret_first, uint64_t *ret_last)
{
	struct cursor row = *c;
	const char *at;

	cursor_blanks(&row);
	at = row.at;
	if (!cursor_pair(&row, "-", ret_first, ret_last) || row.at - at < 17 ||
	    !cursor_skip(&row, " : "))
		return false;
	*c = (struct cursor){ at, row.end };
	return true;
}

static void iomem_line(struct import *import, const struct line *line)
{
	uint64_t first, last;
	struct cursor c = line->text, word;
	uint32_t type;

	if (!is_iomem(&c, &first, &last))
		return;
	word = c;
	cursor_find(&word, " : ");
	if (import->inside == 0)
		import->inside = depth_of(line, &c);
	if (depth_of(line, &c) > import->inside ||
	    !e820_by_resource(&word, &type)) {
		if (depth_of(line, &c) <= import->inside &&
		    e820_resource_begins(word))
			import_unread(import, line,
				      "the name of the resource is incomplete");
		else if (import->map.cnt > 0)
			import_seen(import, line);
		return;
	}
	if (first == 0 && last == 0)
		import_unread(import, line,
			      "the addresses are hidden: read /proc/iomem as "
			      "root");
	else
		import_e820_row(import, line, first, last, type);
}

/* --- /sys/firmware/memmap ------------------------------------------------ */

static void memmap_line(struct import *import, const struct line *line)
{
	uint64_t index, first, last;
	struct cursor c = line->text;
	uint32_t type;

	if (!cursor_find(&c, "firmware/memmap/") || !cursor_dec(&c, &index) ||
	    !cursor_skip(&c, ": "))
		return;
	import_index(import, line, index);
	if (!cursor_pair(&c, "-", &first, &last) || !cursor_skip(&c, " ") ||
	    !e820_by_resource(&c, &type))
		import_unread(import, line,
			      "its start, end or type is missing or unknown");
	else
		import_e820_row(import, line, first, last, type);
}

static void fwts_line(struct import *import, const struct line *line)
{
	uint64_t first, last;
	struct cursor c = line->text;
	bool found = false;
	uint32_t type;

	while (!found && cursor_find(&c, "0x"))
		found = cursor_pair(&c, " - 0x", &first, &last);
	if (found && cursor_skip(&c, " (") && e820_by_resource(&c, &type))
		import_e820_row(import, line, first, last, type);
}

/* --- /sys/firmware/efi/runtime-map --------------------------------------- */

static void runtime_line(struct import *import, const struct line *line)
{
	struct efi_memory_desc desc = { 0 };
	uint64_t index, type;
	struct cursor c = line->text;
	const char *why = NULL;

	if (!cursor_find(&c, "efi/runtime-map/") || !cursor_dec(&c, &index) ||
	    !cursor_skip(&c, ": "))
		return;
	import_index(import, line, index);
	if (!cursor_hex(&c, &desc.phys_addr) || !cursor_skip(&c, " pages=") ||
	    !cursor_hex(&c, &desc.num_pages) || !cursor_skip(&c, " type=") ||
	    !cursor_hex(&c, &type) || type > UINT32_MAX ||
	    !cursor_skip(&c, " attr=") || !cursor_hex(&c, &desc.attribute))
		why = "one of its files is missing or unreadable";
	else if (!(desc.attribute & EFI_ATTR_RUNTIME) ||
		 desc.phys_addr % PAGE_SIZE_4K != 0)
		why = "phys_addr or attribute is incomplete";
	else
		desc.type = (uint32_t)type;
	import_take(import, line, why, &desc);
}

const struct import_format import_iomem = {
	.origin = "/proc/iomem",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_E820,
	.rank = 3,
	.hints = (const char *const[]){ "system ram", ": reserved", NULL },
	.line = iomem_line,
	.any_arch = true,
	.note = "/proc/iomem lists devices, too, which are left out",
};

const struct import_format import_memmap = {
	.origin = "/sys/firmware/memmap",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_E820,
	.rank = 4,
	.hints = (const char *const[]){ "firmware/memmap", NULL },
	.line = memmap_line,
	.files = true,
	.indexed = true,
};

const struct import_format import_fwts = {
	.origin = "FWTS rows",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_E820,
	.rank = 4,
	.hints = (const char *const[]){ "(system ram)", "(reserved)", NULL },
	.line = fwts_line,
	.log = true,
};

const struct import_format import_runtime = {
	.origin = "/sys/firmware/efi/runtime-map",
	.profile = PROFILE_LINUX_X86,
	.rank = 1,
	.hints = (const char *const[]){ "runtime-map", NULL },
	.line = runtime_line,
	.files = true,
	.indexed = true,
	.any_arch = true,
	.note = "these are only the ranges that the firmware uses at runtime: "
		"memory is not in it",
};
