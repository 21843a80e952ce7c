/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Ranges with a number each, in any order and with any overlaps, and the two
 * steps that make them sorted and disjoint. Descriptors, E820 entries,
 * reservations and excluded ranges all pass through here; their own structures
 * name what key and index mean.
 *
 * This sort is stable and linear for a few ascending runs, and takes memory
 * for that. core/memblock/sort.c is the one that has no memory to take.
 */
#ifndef CORE_FIRMWARE_KEYED_RANGE_H
#define CORE_FIRMWARE_KEYED_RANGE_H

#include "core/base/range.h"

struct keyed_range {
	struct range range;
	uint32_t key;   /* the larger one wins where two ranges overlap */
	uint32_t index; /* the caller's: not looked at */
};

/*
 * Sorts by base; ranges of equal base keep their order. Linear for input of a
 * few ascending runs, n log n for any other. scratch has room for cnt.
 */
void keyed_sort(struct keyed_range *ranges, size_t cnt,
		struct keyed_range *scratch);

/*
 * Makes cnt ranges that are sorted by base disjoint: where several overlap, the
 * largest key is what ret has there. Ranges of one key that touch are joined,
 * unless keep_apart is given and returns true for that key. Returns how many
 * there are in ret, which has room for 2 * cnt; index is 0 in all of them.
 * ranges[] is overwritten.
 */
size_t keyed_flatten(struct keyed_range *ret, struct keyed_range *ranges,
		     size_t cnt, bool (*keep_apart)(uint32_t key));

#endif
