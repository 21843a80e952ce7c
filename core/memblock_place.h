/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of memblock share among themselves: where in a set an
 * address belongs, found by binary search, and the operations in the form
 * that lets an array grow. Not for users of core/memblock.h.
 */
#ifndef CORE_MEMBLOCK_PLACE_H
#define CORE_MEMBLOCK_PLACE_H

#include "core/memblock.h"

static inline phys_addr_t region_end(const struct memblock_region *r)
{
	return r->base + r->size;
}

/* Neighbours that touch are one region when this holds. */
static inline bool same_kind(const struct memblock_region *a,
			     const struct memblock_region *b)
{
	return a->flags == b->flags && a->nid == b->nid;
}

static inline int check_range(phys_addr_t base, phys_addr_t size)
{
	if (size == 0)
		return CORE_EINVAL;
	return size > PHYS_ADDR_MAX - base ? CORE_EWRAP : CORE_OK;
}

/*
 * The first of regions[from..cnt) that ends above addr; cnt when none does.
 * The last region is asked first, so input in ascending order costs nothing;
 * the halving has no branch to mispredict.
 */
static inline size_t place_from(const struct memblock_type *type, size_t from,
				phys_addr_t addr)
{
	const struct memblock_region *r = type->regions + from;
	size_t n = type->cnt - from;

	if (n == 0 || region_end(&r[n - 1]) <= addr)
		return type->cnt;
	while (n > 1) {
		size_t half = n / 2;

		r += region_end(&r[half - 1]) <= addr ? half : 0;
		n -= half;
	}
	return (size_t)(r - type->regions);
}

static inline size_t place(const struct memblock_type *type, phys_addr_t addr)
{
	return place_from(type, 0, addr);
}

/* The first of regions[from..cnt) that starts at or above addr. Ranges meet
 * few regions as a rule: the neighbours are asked before the search. */
static inline size_t place_base(const struct memblock_type *type, size_t from,
				phys_addr_t addr)
{
	const struct memblock_region *r = type->regions;
	size_t i = from;

	while (i < type->cnt && i < from + 4) {
		if (r[i].base >= addr)
			return i;
		i++;
	}
	i = place_from(type, i, addr);
	return i < type->cnt && r[i].base < addr ? i + 1 : i;
}

static inline bool passes(const struct memblock_region *r,
			  const struct memblock_filter *filter)
{
	if (filter->nid >= 0 && filter->nid != r->nid)
		return false;
	return !(r->flags & filter->skip_flags) &&
	       (r->flags & filter->need_flags) == filter->need_flags;
}

/* --- operations; mb NULL: the array must not grow ------------------------- */

/* What becomes of the part of a region that lies in a range. */
struct memblock_change_ {
	bool remove;
	uint32_t clear;
	uint32_t set;
	bool has_nid;
	int32_t nid;
};

int memblock_add_(struct memblock *mb, struct memblock_type *type,
		  const struct memblock_region *add);
int memblock_change_(struct memblock *mb, struct memblock_type *type,
		     phys_addr_t base, phys_addr_t size,
		     const struct memblock_change_ *change);

/* Room for n regions, in an array that does not lie in the range that is
 * about to be changed. */
int memblock_grow_(struct memblock *mb, struct memblock_type *type, size_t n,
		   phys_addr_t base, phys_addr_t size);

#endif
