/* SPDX-License-Identifier: BSD-2-Clause */
/* The parts of the enumeration. */
#include "tests/prove/enumerate.h"

#include <stdarg.h>
#include <stdio.h>

const struct enumerate_part enumerate_parts[] = {
	{ "sets", "add, remove, set flags and node of a set", enumerate_sets,
	  10, 6 },
	{ "maps", "the same of a map, by each of its functions", enumerate_maps,
	  8, 4 },
	{ "growing", "the same when full arrays may grow", enumerate_growing, 6,
	  4 },
	{ "bulk", "many ranges at once, in every order", enumerate_bulk, 5, 3 },
	{ "limits", "trim, mem= and cap", enumerate_limits, 7, 4 },
	{ "queries", "search, overlaps, covers, sizes", enumerate_queries, 10,
	  5 },
	{ "frames", "page frames, nodes, blocks of free pages",
	  enumerate_frames, 6, 5 },
	{ "walks", "ranges of a set without another", enumerate_walks, 6, 3 },
	{ "searches", "free memory for each request", enumerate_searches, 6,
	  3 },
	{ "allocations", "each function that allocates", enumerate_allocations,
	  4, 2 },
	{ "whole", "copy, compare, validate", enumerate_whole, 6, 3 },
};
const size_t enumerate_n_parts =
	sizeof(enumerate_parts) / sizeof(*enumerate_parts);

bool enumerate_differs(struct enumerate_task *t, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(t->differs, sizeof(t->differs), format, args);
	va_end(args);
	return false;
}
