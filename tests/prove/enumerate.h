/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Exhaustive enumeration of core/memblock: every set of up to four regions on a
 * small grid, every argument, each result compared with cells. A part does this
 * for some of the functions; make prove runs all parts on their whole grids,
 * and tests/test_enumerate.c runs them on smaller ones.
 */
#ifndef TESTS_PROVE_ENUMERATE_H
#define TESTS_PROVE_ENUMERATE_H

#include "tests/prove/cells.h"

#define ENUMERATE_REGIONS 4

/* How far a process is. */
struct enumerate_progress {
	uint64_t operations; /* of core/memblock, each compared */
	uint64_t sets;       /* from which all of them have been done */
	uint64_t all_sets;   /* of this process; 0: not counted yet */
};

/* What one process does: every step-th set, beginning with the first-th. */
struct enumerate_task {
	size_t n; /* cells of the grid */
	size_t first, step;
	volatile struct enumerate_progress *progress;
	char differs[1536]; /* what is wrong, where it is */
};

/* Returns false when a result differs, and why in t->differs. */
typedef bool enumerate_fn(struct enumerate_task *t);

struct enumerate_part {
	const char *name;
	const char *what;
	enumerate_fn *run;
	size_t cells;       /* of the grid of make prove */
	size_t quick_cells; /* of that of make check */
};

extern const struct enumerate_part enumerate_parts[];
extern const size_t enumerate_n_parts;

enumerate_fn enumerate_sets, enumerate_maps, enumerate_growing, enumerate_bulk,
	enumerate_limits, enumerate_queries, enumerate_frames, enumerate_walks,
	enumerate_searches, enumerate_allocations, enumerate_whole;

/* Writes the message to t->differs and returns false. */
__attribute__((format(printf, 2, 3))) bool enumerate_differs(
	struct enumerate_task *t, const char *format, ...);

/* The sets of one process: for (i = t->first; i < list.n; i += t->step), with
 * the progress that is shown. */
static inline void enumerate_begin(struct enumerate_task *t, size_t sets)
{
	t->progress->all_sets +=
		t->first < sets ? (sets - t->first + t->step - 1) / t->step : 0;
}

static inline void enumerate_count(struct enumerate_task *t, uint64_t n)
{
	t->progress->operations += n;
}

static inline void enumerate_end_set(struct enumerate_task *t)
{
	t->progress->sets++;
}

/* --- functions that change a range (mutators.c) --------------------------- */

enum { SET_MEMORY, SET_RESERVED, SET_PHYSMAP, SETS };

struct mutator {
	const char *name;
	int (*call)(struct memblock *mb, phys_addr_t base, phys_addr_t size);
	int set;
	cell kinds[2]; /* of the regions before */
	struct change change;
};

/* Those that are given one set, and those that are given the map. */
extern const struct mutator set_mutators[];
extern const size_t n_set_mutators;
extern const struct mutator map_mutators[];
extern const size_t n_map_mutators;

static inline struct memblock_type *map_set(struct memblock *mb, int set)
{
	if (set == SET_MEMORY)
		return &mb->memory;
	return set == SET_RESERVED ? &mb->reserved : &mb->physmap;
}

#endif
