/* SPDX-License-Identifier: BSD-2-Clause */
/* Comparing states and results, and running Linux again with room. */
#ifndef TESTS_DIFFERENTIAL_COMPARE_H
#define TESTS_DIFFERENTIAL_COMPARE_H

#include "tests/differential/classes.h"

/* Regions, flags, nodes and totals; not capacity. */
bool diff_same_set(const struct diff_set *a, const struct diff_set *b);
bool diff_same_sets(const struct diff_state *a, const struct diff_state *b);

/* The same and settings, capacity and places of arrays. */
bool diff_same_state(const struct diff_state *a, const struct diff_state *b);

/* Without the regions beyond the last one. */
void diff_copy_state(struct diff_state *to, const struct diff_state *from);

/* Both results, except that error codes only have to be errors. */
bool diff_same_result(const struct diff_result *a, const struct diff_result *b);

/* Whether the set has left its array. */
bool diff_moved(const struct diff_set *before, const struct diff_set *after);

/* What had to be put right in Linux's result before it was equal to ours. */
struct diff_repairs {
	bool total;  /* the total was wrong */
	bool merged; /* neighbours of one kind were apart */
};

/* The totals of the sets, and neighbours of one kind merged. */
void diff_repair(struct diff_state *state, struct diff_repairs *ret);

/*
 * True when ours has what Linux makes of the call on the state before, where
 * Linux has room for all regions: the same result and sets, apart from the
 * arrays of ours that have grown; or an error and the state before, when ours
 * lacks the room and may not grow.
 */
bool diff_linux_agrees(const struct diff_trial *trial,
		       const struct diff_call *call,
		       struct diff_repairs *ret_repairs);

/* True when ours has the state before, apart from arrays that have grown. */
bool diff_only_arrays_moved(const struct diff_trial *trial);

#endif
