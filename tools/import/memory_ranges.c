/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Lists of memory without anything else: the files of debugfs, before and after
 * Linux 6.5, the ranges of nodes in a log of Linux, and the chunks of FreeBSD:
 *
 *   /sys/kernel/debug/memblock/memory:   0: 0x80000000..0x901fffff    0 NOMAP
 *
 *   node   0: [mem 0x0000000000001000-0x000000000009efff]
 *
 *   Physical memory chunk(s):
 *   0x0000000000001000 - 0x000000000009efff, 647168 bytes (158 pages)
 *
 * A line that names the file, such as that of grep, head or the command, says
 * which set it is.
 */
#include "core/convert/policy.h"
#include "core/memblock/set.h"
#include "tools/import/import.h"

/* --- debugfs ------------------------------------------------------------- */

enum { IN_MEMORY, IN_RESERVED, IN_PHYSMEM };

static void look_for_file(struct import *import, struct cursor c)
{
	static const char *const names[] = {
		[IN_MEMORY] = "memory",
		[IN_RESERVED] = "reserved",
		[IN_PHYSMEM] = "physmem",
	};

	while (cursor_find(&c, "memblock/"))
		for (int i = IN_MEMORY; i <= IN_PHYSMEM; i++)
			if (cursor_skip(&c, names[i]))
				import->inside = i;
}

/* "    0 NOMAP" or "    x NONE": the node and a flag. */
static uint32_t flags_of(struct cursor c, struct row *row)
{
	struct cursor node, flag;
	uint64_t number;

	if (!cursor_word(&c, &node) || !cursor_word(&c, &flag))
		return MEMBLOCK_NONE;
	if (cursor_dec(&node, &number))
		import_node(row, number);
	if (cursor_equals(&flag, "NOMAP"))
		return MEMBLOCK_NOMAP;
	return cursor_equals(&flag, "MIRROR") ? MEMBLOCK_MIRROR : MEMBLOCK_NONE;
}

static void debugfs_line(struct import *import, const struct line *line)
{
	struct row row = { .owner = OWNER_UNKNOWN };
	struct cursor c = line->text;
	bool found = false;

	look_for_file(import, c);
	while (!found && cursor_find(&c, ": 0x"))
		found = cursor_pair(&c, "..", &row.first, &row.last);
	if (!found)
		return;
	if (row.last < row.first) {
		import_unread(import, line, "the range ends before it starts");
	} else if (import->inside == IN_MEMORY) {
		import_memory_row(import, line, &row, flags_of(c, &row));
	} else {
		row.kind = import->inside == IN_RESERVED ? ROW_RESERVED
							 : ROW_PHYSMAP;
		import_set_row(import, line, &row);
	}
}

/* --- nodes --------------------------------------------------------------- */

static void node_line(struct import *import, const struct line *line)
{
	struct row row = { 0 };
	struct cursor c = line->text;
	uint64_t node;

	if (cursor_find(&c, "Early memory node ranges")) {
		import_starts(import, line);
		return;
	}
	if (!cursor_find(&c, "node "))
		return;
	cursor_blanks(&c);
	if (!cursor_dec(&c, &node) || !cursor_skip(&c, ": [mem "))
		return;
	import_node(&row, node);
	if (cursor_pair(&c, "-", &row.first, &row.last) &&
	    cursor_skip(&c, "]") && row.last > row.first)
		import_memory_row(import, line, &row, MEMBLOCK_NONE);
	else
		import_unread(import, line, "expected [mem START-END]");
}

/* --- FreeBSD ------------------------------------------------------------- */

static void chunk_line(struct import *import, const struct line *line)
{
	struct row row = { 0 };
	struct cursor c = line->text;
	bool found = false;
	uint64_t bytes, pages;

	if (cursor_find(&c, "Physical memory chunk(s):")) {
		import_starts(import, line);
		return;
	}
	while (!found && cursor_find(&c, "0x"))
		found = cursor_pair(&c, " - 0x", &row.first, &row.last);
	if (!found || !cursor_skip(&c, ", ") || !cursor_dec(&c, &bytes) ||
	    !cursor_skip(&c, " bytes (") || !cursor_dec(&c, &pages))
		return;
	if (row.last - row.first + 1 == bytes && bytes > 0)
		import_memory_row(import, line, &row, MEMBLOCK_NONE);
	else
		import_unread(import, line, "range and size disagree");
}

#define ONLY_MEMORY                                                       \
	"only memory is listed: what the firmware uses, and what it has " \
	"beside "                                                         \
	"it, is not in it"

const struct import_format import_debugfs = {
	.origin = "memblock debugfs",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_SETS,
	.rank = 2,
	.hints = (const char *const[]){ "..0x000", "memblock/", "  0: 0x",
					NULL },
	.line = debugfs_line,
	.files = true,
	.any_arch = true,
	.note = "the files of memblock hold sets: types and attributes of the "
		"firmware's map and the owners of reserved ranges are not in "
		"it",
};

const struct import_format import_nodes = {
	.origin = "Linux node ranges",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_SETS,
	.rank = 1,
	.hints = (const char *const[]){ "[mem 0x", "memory node range", NULL },
	.line = node_line,
	.log = true,
	.any_arch = true,
	.note = ONLY_MEMORY,
};

const struct import_format import_chunks = {
	.origin = "FreeBSD memory chunks",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_SETS,
	.rank = 1,
	.hints = (const char *const[]){ " bytes (", "memory chunk", NULL },
	.line = chunk_line,
	.log = true,
	.any_arch = true,
	.note = ONLY_MEMORY,
};
