/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Ranges with a key, in any order and with any overlaps, and the two steps that
 * make them sorted and disjoint. Descriptors, E820 entries, reservations,
 * excluded ranges and NUMA blocks are sorted and flattened in this form; their
 * own structures have named fields instead of key and index.
 *
 * The sort is stable, linear for a few ascending runs, and needs scratch memory
 * for that. The one in core/memblock/sort.c is neither, but sorts in place.
 */
#ifndef CORE_FIRMWARE_KEYED_RANGE_H
#define CORE_FIRMWARE_KEYED_RANGE_H

#include "core/base/range.h"

struct keyed_range {
	struct range range;
	uint32_t key;   /* the larger one wins where two ranges overlap */
	uint32_t index; /* for the caller's use */
};

/*
 * Sorts by base; ranges of equal base keep their order. Linear for input of a
 * few ascending runs, n log n for any other. scratch has room for cnt.
 */
void keyed_sort(struct keyed_range *ranges, size_t cnt,
		struct keyed_range *scratch);

/*
 * Makes cnt ranges, which are sorted by base, disjoint: where several overlap,
 * ret has the one with the largest key. Ranges of one key that touch are
 * joined, unless keep_apart is given and returns true for that key: those are
 * split at the start and the end of every range, as Linux does
 * (e820__update_table()). Returns the number of ranges in ret, which has room
 * for 2 * cnt; their index is 0. ranges[] is overwritten.
 */
size_t keyed_flatten(struct keyed_range *ret, struct keyed_range *ranges,
		     size_t cnt, bool (*keep_apart)(uint32_t key));

#endif
