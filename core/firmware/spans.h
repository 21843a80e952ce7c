/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Typed ranges in any order, overlapping as they like, and the two steps
 * that make them sorted and disjoint. A descriptor map, an E820 table and the
 * claims on reserved memory are all such bags.
 */
#ifndef CORE_FIRMWARE_SPANS_H
#define CORE_FIRMWARE_SPANS_H

#include "core/base/types.h"

struct span {
	phys_addr_t base;
	phys_addr_t size; /* base + size never wraps */
	uint32_t type;
	uint32_t index; /* the caller's: which descriptor it came from */
};

static inline phys_addr_t span_end(const struct span *span)
{
	return span->base + span->size;
}

/* By base, stable. Linear for input of few ascending runs, n log n for any.
 * scratch has room for cnt. */
void spans_sort(struct span *spans, size_t cnt, struct span *scratch);

/*
 * From cnt sorted spans makes ret, sorted and disjoint: where spans overlap,
 * the largest type wins; what touches and has one type is joined, unless
 * keep_apart says so for that type (NULL: never). Returns how many came out,
 * at most 2 * cnt. Uses up spans[]; index is 0 in ret.
 */
size_t spans_flatten(struct span *ret, struct span *spans, size_t cnt,
		     bool (*keep_apart)(uint32_t type));

#endif
