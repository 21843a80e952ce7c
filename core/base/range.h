/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A range of physical addresses, [base, base + size). base + size never
 * exceeds PHYS_ADDR_MAX; a size of 0 is an empty range. What a range is (an
 * entry of the E820 table, a reservation, a NUMA block) is up to the structure
 * that holds it.
 */
#ifndef CORE_BASE_RANGE_H
#define CORE_BASE_RANGE_H

#include "core/base/types.h"

struct range {
	phys_addr_t base;
	phys_addr_t size; /* bytes */
};

/* The first address after the range. */
static inline phys_addr_t range_end(struct range range)
{
	return range.base + range.size;
}

/* [base, end); empty at base where end is not above base. */
static inline struct range range_from_to(phys_addr_t base, phys_addr_t end)
{
	return (struct range){ base, base < end ? end - base : 0 };
}

static inline bool range_contains(struct range range, phys_addr_t addr)
{
	return addr >= range.base && addr - range.base < range.size;
}

/* Do the two share bytes? An empty range shares none. */
static inline bool range_overlaps(struct range a, struct range b)
{
	return phys_max(a.base, b.base) < phys_min(range_end(a), range_end(b));
}

/* The bytes that are in both; an empty range where there are none. */
static inline struct range range_intersect(struct range a, struct range b)
{
	return range_from_to(phys_max(a.base, b.base),
			     phys_min(range_end(a), range_end(b)));
}

/* The smallest range that holds both. */
static inline struct range range_join(struct range a, struct range b)
{
	return range_from_to(phys_min(a.base, b.base),
			     phys_max(range_end(a), range_end(b)));
}

/*
 * The range in whole pages of page bytes, a power of two: the pages that lie in
 * it, and those that share bytes with it, unless it is empty. The page that
 * ends at 2^64 is never one of them, since no range can end there.
 */
static inline struct range range_inward(struct range range, phys_addr_t page)
{
	phys_addr_t top = align_down(PHYS_ADDR_MAX, page);

	return range_from_to(align_up(phys_min(range.base, top), page),
			     align_down(range_end(range), page));
}

static inline struct range range_outward(struct range range, phys_addr_t page)
{
	phys_addr_t top = align_down(PHYS_ADDR_MAX, page);

	return range_from_to(align_down(phys_min(range.base, top), page),
			     align_up(phys_min(range_end(range), top), page));
}

#endif
