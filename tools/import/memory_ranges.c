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

/* "0", or "x" where there are no nodes. */
static bool node_of(struct cursor word, struct row *row)
{
	uint64_t number;

	if (cursor_equals(&word, "x"))
		return true;
	return cursor_dec(&word, &number) && word.at == word.end &&
	       import_node(row, number);
}

/* "    0 NOMAP" or "    x NONE": the node and flags, which kernels before 6.5
 * do not print. */
static const char *flags_of(struct cursor c, struct row *row, uint32_t *ret)
{
	struct cursor word;

	*ret = MEMBLOCK_NONE;
	if (!cursor_word(&c, &word))
		return NULL;
	if (!node_of(word, row) || !cursor_word(&c, &word) ||
	    !import_flags(word, ret) || !cursor_at_end(&c))
		return import_unknown_flags;
	return NULL;
}

static void debugfs_line(struct import *import, const struct line *line)
{
	struct row row = { .owner = OWNER_UNKNOWN };
	struct cursor c = line->text;
	const char *why;
	uint32_t flags;
	bool found = false;

	look_for_file(import, c);
	while (!found && cursor_find(&c, ": 0x"))
		found = cursor_pair(&c, "..", &row.first, &row.last);
	if (!found)
		return;
	if (row.last < row.first) {
		import_unread(import, line, "the range ends before it starts");
	} else if (import->inside == IN_MEMORY) {
		why = flags_of(c, &row, &flags);
		if (why != NULL)
			import_unread(import, line, why);
		else
			import_memory_row(import, line, &row, flags);
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
