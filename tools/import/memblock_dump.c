/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The sets of a memblock, as Linux logs them with memblock=debug, before and
 * after version 4.12, as U-Boot prints its lmb with bdinfo, and as format=linux
 * does:
 *
 *   MEMBLOCK configuration:
 *    memory size = 0x... reserved size = 0x...
 *    memory.cnt  = 0x2
 *    memory[0x0]  [0x...1000-0x...9ffff], 0x...9f000 bytes on node 0 flags: 0x0
 *    reserved.cnt  = 0x1
 *    reserved[0]  [0x42000000-0x421fffff], 0x00200000 bytes, flags: no-map
 *
 * Ends are inclusive. A reservation does not state whose it is.
 */
#include <ctype.h>
#include <string.h>

#include "core/convert/policy.h"
#include "core/memblock/set.h"
#include "tools/import/import.h"

enum { SET_MEMORY, SET_RESERVED, SET_PHYSMEM, SETS };

static const struct {
	const char *name;
	int set;
} names[] = {
	{ "memory", SET_MEMORY },
	{ "reserved", SET_RESERVED },
	{ "physmem", SET_PHYSMEM },
	{ "physmap", SET_PHYSMEM },
};

/* Moves past "NAME" and what follows it. */
static bool set_name(struct cursor *c, const char *follows, int *ret_set)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct cursor text = *c;
		const char *start = text.at;

		while (cursor_find(&text, names[i].name)) {
			const char *word = text.at - strlen(names[i].name);

			if ((word == start ||
			     !isalnum((unsigned char)word[-1])) &&
			    cursor_skip(&text, follows)) {
				*ret_set = names[i].set;
				*c = text;
				return true;
			}
		}
	}
	return false;
}

/* "0x4", or U-Boot's "no-map, no-overwrite"; kernels before 3.15 print none. */
static bool flags_of(struct cursor c, uint32_t *ret)
{
	struct cursor word;
	uint32_t one;

	*ret = MEMBLOCK_NONE;
	while (!cursor_at_end(&c)) {
		if (!cursor_until(&c, ",", &word)) {
			word = cursor_trimmed(c);
			c.at = c.end;
		} else if (cursor_at_end(&(struct cursor){ ++c.at, c.end })) {
			return false;
		}
		if (!import_flags(word, &one))
			return false;
		*ret |= one;
	}
	return true;
}

static const char *dump_row(struct cursor c, struct row *row,
			    struct cursor *ret_flags)
{
	uint64_t size, node;

	cursor_blanks(&c);
	if (!cursor_skip(&c, "[") || !cursor_hex(&c, &row->first) ||
	    !cursor_skip(&c, "-") || !cursor_hex(&c, &row->last) ||
	    !cursor_skip(&c, "]"))
		return "expected [START-END]";
	if (!cursor_skip(&c, ", ") || !cursor_hex(&c, &size) ||
	    !cursor_skip(&c, " bytes"))
		return "the row is incomplete";
	if (row->last - row->first + 1 != size || size == 0)
		return "range and size disagree";
	if (cursor_skip(&c, " on node ") && cursor_dec(&c, &node))
		import_node(row, node);
	if (cursor_find(&c, "flags:"))
		*ret_flags = c;
	return NULL;
}

static void add_row(struct import *import, const struct line *line, int set,
		    struct row *row, uint32_t flags)
{
	if (set == SET_MEMORY) {
		import_memory_row(import, line, row, flags);
		return;
	}
	row->kind = set == SET_RESERVED ? ROW_RESERVED : ROW_PHYSMAP;
	row->owner = OWNER_UNKNOWN;
	import_set_row(import, line, row);
}

/* Is it the row after the last one, or that once more? */
static bool follows(const struct found_map *map, int set, uint64_t index)
{
	uint64_t last = map->index & 0xffffffff;

	return map->cnt + map->unread > 0 &&
	       map->index >> 32 == (uint64_t)set &&
	       (index == last || index == last + 1);
}

/* Rows have an index in their set, which shows those that are missing. A set
 * that begins once more is another dump. */
static void count_row(struct import *import, const struct line *line, int set,
		      uint64_t index)
{
	struct found_map *map = &import->map;

	if (map->cnt > 0 && set == SET_MEMORY && index == 0 && map->index > 0) {
		import_starts(import, line);
		import->inside = 0;
	}
	if (index > 0 && !follows(map, set, index))
		import_gap(import, line);
	map->index = (uint64_t)set << 32 | index;
}

static void dump_line(struct import *import, const struct line *line, int set,
		      struct cursor c)
{
	struct cursor flags = { c.end, c.end };
	struct row row = { 0 };
	uint64_t index;
	uint32_t bits;
	const char *why;

	if (!cursor_hex(&c, &index) || !cursor_skip(&c, "]"))
		return;
	why = dump_row(c, &row, &flags);
	if (why == NULL && !flags_of(flags, &bits))
		why = import_unknown_flags;
	if (why != NULL) {
		import_unread(import, line, why);
		return;
	}
	count_row(import, line, set, index);
	add_row(import, line, set, &row, bits);
}

/* "memory.cnt  = 0x4": how many rows follow. Two consoles write it twice. */
static bool count_line(struct import *import, struct cursor c)
{
	uint64_t cnt;
	int set;

	if (!set_name(&c, ".cnt", &set) && !set_name(&c, ".count", &set))
		return false;
	cursor_blanks(&c);
	if (cursor_skip(&c, "=")) {
		cursor_blanks(&c);
		if (cursor_hex(&c, &cnt) && !(import->inside & 1 << set)) {
			import->inside |= 1 << set;
			import->map.expected += cnt;
		}
	}
	if (set == SET_RESERVED)
		import->map.awaits = NULL;
	return true;
}

static void memblock_line(struct import *import, const struct line *line)
{
	struct cursor c = line->text, sizes = c;
	int set;

	if (cursor_find(&c, "MEMBLOCK configuration:") ||
	    cursor_find(&c, "lmb_dump_all:")) {
		import_starts(import, line);
		import->inside = 0;
	} else if (cursor_find(&sizes, "memory size = ") &&
		   cursor_find(&sizes, " reserved size = ")) {
		import->map.awaits = "the set reserved";
	} else if (set_name(&c, "[", &set)) {
		dump_line(import, line, set, c);
	} else {
		count_line(import, c);
	}
}

const struct import_format import_memblock = {
	.origin = "memblock dump",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_SETS,
	.rank = 2,
	.hints =
		(const char *const[]){ " bytes flags", "memblock configuration",
				       "lmb_dump_all", " bytes, flags",
				       " bytes on node", "memory.c",
				       "reserved.c", "memory[0", "reserved[0",
				       NULL },
	.line = memblock_line,
	.log = true,
	.any_arch = true,
	.note = "a dump of memblock holds sets: types and attributes of the "
		"firmware's map and the owners of reserved ranges are not in "
		"it",
};
