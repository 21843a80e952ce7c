/* SPDX-License-Identifier: BSD-2-Clause */
/* Maps: every set of memory beside every set of reserved. */
#ifndef TESTS_PROVE_PAIRS_H
#define TESTS_PROVE_PAIRS_H

#include "tests/prove/enumerate.h"

struct pair {
	struct enumerate_task *t;
	struct grid grid;
	struct cells memory, reserved;
	struct memblock_region array[3 * CELLS_ROOM];
	struct memblock mb;
};

/* Makes mb anew from the cells. */
void pair_reset(struct pair *p);

/* True when both sets of mb are exactly the cells. */
bool pair_matches(const struct pair *p);

/* Both sets as text after the message, in t->differs; returns false. */
bool pair_differs(const struct pair *p, const char *message);

/* What is done with each pair; false when a result differs. */
typedef bool pair_fn(struct pair *p, const void *with);

/* Calls fn for each pair of sets of up to four regions on the grid, memory
 * and reserved each of two kinds, or of one when the second is 0. */
bool pair_every(struct enumerate_task *t, struct grid grid,
		const cell memory[2], const cell reserved[2], pair_fn *fn,
		const void *with);

#endif
