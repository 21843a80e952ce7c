/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the formats collect: descriptors, remarks and facts.
 */
#include "tools/import/import.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/cstring.h"
#include "core/memblock/set.h"
#include "tools/import/maps.h"
#include "tools/memory.h"

/* Untrusted text for a terminal: characters that are not printable ASCII become
 * '?', and long lines are truncated. The caller frees it. */
static char *printable(struct cursor text)
{
	enum { SHOWN = 160 };
	size_t n = cursor_left(&text), shown = n > SHOWN ? SHOWN : n;
	char *copy = memory_resize(NULL, shown + sizeof("..."), 1);

	for (size_t i = 0; i < shown; i++) {
		char c = text.at[i] == '\t' ? ' ' : text.at[i];

		copy[i] = c >= ' ' && c <= '~' ? c : '?';
	}
	strcpy(copy + shown, n > shown ? "..." : "");
	return copy;
}

static void add_remark(struct import *import, const struct line *line,
		       char *text, const char *what)
{
	struct found_map *map = &import->map;

	if (map->remark_cnt == map->remark_max) {
		map->remark_max = 2 * map->remark_max + 16;
		map->remarks = memory_resize(map->remarks, map->remark_max,
					     sizeof(*map->remarks));
	}
	map->remarks[map->remark_cnt++] =
		(struct remark){ line->number, text, what };
}

static void begin(struct import *import, const struct line *line)
{
	if (import->map.line == 0)
		import->map.line = line->number;
	import->map.last_index = line->index;
}

bool rows_equal(const struct row *a, const struct row *b)
{
	return a->desc.type == b->desc.type &&
	       a->desc.phys_addr == b->desc.phys_addr &&
	       a->desc.num_pages == b->desc.num_pages &&
	       a->desc.attribute == b->desc.attribute && a->first == b->first &&
	       a->last == b->last && a->kind == b->kind;
}

void import_seen(struct import *import, const struct line *line)
{
	begin(import, line);
	import->map.seen++;
}

static void add_row(struct import *import, const struct line *line,
		    const struct row *row)
{
	struct found_map *map = &import->map;

	if (import->format->log && !import->format->indexed && map->cnt > 0 &&
	    rows_equal(&map->rows[map->cnt - 1], row)) {
		import_seen(import, line);
		return;
	}
	begin(import, line);
	map->seen++;
	if (map->cnt == map->max) {
		map->max = 2 * map->max + 64;
		map->rows =
			memory_resize(map->rows, map->max, sizeof(*map->rows));
	}
	map->rows[map->cnt++] = *row;
}

void import_row(struct import *import, const struct line *line,
		const struct efi_memory_desc *desc)
{
	add_row(import, line, &(struct row){ .desc = *desc });
}

void import_bytes(struct import *import, const struct line *line,
		  const struct row *row)
{
	const struct found_map *map = &import->map;

	/* Another map without a headline: no map has a row twice, except
	 * each. */
	if (map->cnt > 1 && rows_equal(&map->rows[0], row) &&
	    !rows_equal(&map->rows[map->cnt - 1], row))
		import_starts(import, line);
	import->map.bytes = true;
	add_row(import, line, row);
}

void import_set_row(struct import *import, const struct line *line,
		    const struct row *row)
{
	import->map.bytes = import->map.layers = true;
	add_row(import, line, row);
}

bool import_node(struct row *row, uint64_t node)
{
	if (node >= UINT32_MAX)
		return false;
	row->node = (uint32_t)node + 1;
	return true;
}

void import_memory_row(struct import *import, const struct line *line,
		       struct row *row, uint32_t flags)
{
	row->kind = ROW_MEMORY;
	row->desc.type = EFI_CONVENTIONAL_MEMORY;
	row->desc.attribute = EFI_ATTR_WB;
	if (flags & MEMBLOCK_MIRROR)
		row->desc.attribute |= EFI_ATTR_MORE_RELIABLE;
	if (flags & MEMBLOCK_NOMAP) {
		row->desc.type = EFI_RESERVED_MEMORY_TYPE;
		import->map.capture.profile = PROFILE_LINUX_ARM64;
	}
	import_set_row(import, line, row);
}

const char import_unknown_flags[] = "its flags are unknown or incomplete";

/* The names of Linux and, for reserved ranges, of U-Boot. */
static const struct {
	const char *name;
	uint32_t flag;
} flag_names[] = {
	{ "NONE", MEMBLOCK_NONE },
	{ "HOTPLUG", MEMBLOCK_HOTPLUG },
	{ "MIRROR", MEMBLOCK_MIRROR },
	{ "NOMAP", MEMBLOCK_NOMAP },
	{ "no-map", MEMBLOCK_NOMAP },
	{ "no-overwrite", MEMBLOCK_NONE },
	{ "no-notify", MEMBLOCK_NONE },
	{ "DRV_MNG", MEMBLOCK_DRIVER_MANAGED },
	{ "DRIVER_MANAGED", MEMBLOCK_DRIVER_MANAGED },
	{ "RSRV_NOINIT", MEMBLOCK_NONE },
	{ "RSRV_KERN", MEMBLOCK_NONE },
	{ "UNKNOWN", MEMBLOCK_NONE },
	{ "KHO_SCRATCH", MEMBLOCK_NONE },
};

static bool flag_by_name(struct cursor name, uint32_t *ret)
{
	for (size_t i = 0; i < sizeof(flag_names) / sizeof(*flag_names); i++) {
		if (!cursor_equals(&name, flag_names[i].name))
			continue;
		*ret |= flag_names[i].flag;
		return true;
	}
	return false;
}

bool import_flags(struct cursor word, uint32_t *ret)
{
	struct cursor name;
	uint64_t number;

	*ret = MEMBLOCK_NONE;
	if (word.at < word.end && *word.at >= '0' && *word.at <= '9') {
		if (!cursor_hex(&word, &number) || word.at != word.end ||
		    number > UINT32_MAX)
			return false;
		*ret = (uint32_t)number;
		return true;
	}
	while (cursor_until(&word, "|", &name)) {
		word.at++;
		if (!flag_by_name(name, ret))
			return false;
	}
	return flag_by_name(word, ret);
}

void import_unread(struct import *import, const struct line *line,
		   const char *why)
{
	begin(import, line);
	add_remark(import, line, printable(line->text), why);
	import->map.unread++;
}

void import_take(struct import *import, const struct line *line,
		 const char *why, const struct efi_memory_desc *desc)
{
	if (why)
		import_unread(import, line, why);
	else
		import_row(import, line, desc);
}

void import_note(struct import *import, const struct line *line,
		 const char *what)
{
	add_remark(import, line, NULL, what);
}

bool import_follows(const struct import *import, const struct line *line,
		    size_t lines)
{
	size_t last = import->map.last_index;

	if (import->taken > last)
		last = import->taken;
	return import->map.cnt > 0 && line->index > last &&
	       line->index - last <= lines;
}

void import_gap(struct import *import, const struct line *line)
{
	import->map.gaps = true;
	import_note(import, line, "rows before this one are missing");
}

void import_index(struct import *import, const struct line *line,
		  uint64_t index)
{
	struct found_map *map = &import->map;
	size_t before = map->cnt + map->unread;

	if (index + 1 == map->index && (before == 1 || map->descends)) {
		map->descends = true;
		map->index = index;
		return;
	}
	if (before > 0 && index < map->index) {
		import_starts(import, line);
		before = 0;
	}
	/* Whether rows precede the first one shows at the end. Two consoles
	 * write each row twice. */
	if (before == 0)
		map->first_index = index;
	else if (index != map->index && index != map->index + 1)
		import_gap(import, line);
	map->index = index;
}

void import_starts(struct import *import, const struct line *line)
{
	import_ends(import);
	import->map.line = line->number;
}

const char *range_pages(uint64_t start, uint64_t end, bool inclusive,
			uint64_t *ret_pages)
{
	/* Modulo 2^64: a last byte of start - 1 is an empty range, an
	 * exclusive end of 0 is 2^64. */
	uint64_t len = end - start + inclusive;

	if (end < start && len != 0 && (inclusive || end != 0))
		return "the range ends before it starts";
	if (len % PAGE_SIZE_4K != 0)
		return "the size of the range is not a multiple of 4 KiB";
	*ret_pages = len >> PAGE_SHIFT_4K;
	return NULL;
}

void import_firmware_line(struct import *import, const struct line *line)
{
	struct capture *capture = &import->map.capture;
	struct cursor c = line->text;
	uint64_t major, minor;
	size_t n;

	if (capture->uefi_revision != 0 || !cursor_find(&c, "efi: EFI v") ||
	    !cursor_dec(&c, &major) || !cursor_skip(&c, ".") ||
	    !cursor_dec(&c, &minor) || !cursor_skip(&c, " by ") ||
	    major > 0xffff || minor > 0xffff)
		return;
	capture->uefi_revision = (uint32_t)(major << 16 | minor);
	n = cursor_left(&c);
	if (n >= sizeof(capture->vendor))
		n = sizeof(capture->vendor) - 1;
	for (size_t i = 0; i < n; i++)
		capture->vendor[i] =
			c.at[i] >= ' ' && c.at[i] <= '~' ? c.at[i] : '?';
}
