/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Shared by the files of core/memblock: the position of an address in a set,
 * found by binary search, and the operations on one set. Not for users of
 * core/memblock/memblock.h.
 */
#ifndef CORE_MEMBLOCK_MEMBLOCK_INTERNAL_H
#define CORE_MEMBLOCK_MEMBLOCK_INTERNAL_H

#include "core/base/cstring.h"
#include "core/memblock/memblock.h"

static inline phys_addr_t region_end(const struct memblock_region *r)
{
	return r->base + r->size;
}

static inline phys_addr_t page_size(const struct memblock *mb)
{
	return (phys_addr_t)1 << mb->page_shift;
}

/* Neighbours that touch must be one region when this is true. */
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
 * The number of regions that start at or below addr. Both ends are tried first,
 * so that work in ascending or descending order costs nothing. The binary
 * search reads one field for each step and has no branch to mispredict.
 */
static inline size_t starts_up_to(const struct memblock_type *type,
				  phys_addr_t addr)
{
	const struct memblock_region *r = type->regions;
	size_t n = type->cnt;
	size_t at = 0;

	if (n == 0 || r[n - 1].base <= addr)
		return n;
	if (n == 1 || r[1].base > addr)
		return r[0].base <= addr ? 1 : 0;
	/* With a pointer instead of an index, GCC generates a branch. */
	/*@ loop invariant 1 <= n && at + n <= type->cnt;
	    loop invariant \forall integer i; 0 <= i < at ==>
	      r[i].base <= addr;
	    loop invariant \forall integer i; at + n - 1 <= i < type->cnt ==>
	      r[i].base > addr;
	    loop assigns at, n;
	    loop variant n; */
	while (n > 1) {
		size_t half = n / 2;

		at += r[at + half - 1].base <= addr ? half : 0;
		n -= half;
	}
	return at;
}

/* The number of regions that start below addr: the index of the first one that
 * does not. */
static inline size_t starts_below(const struct memblock_type *type,
				  phys_addr_t addr)
{
	return addr ? starts_up_to(type, addr - 1) : 0;
}

/* The index of the first region that ends above addr; cnt when none does. */
static inline size_t first_ending_above(const struct memblock_type *type,
					phys_addr_t addr)
{
	size_t i = starts_up_to(type, addr);

	return i > 0 && region_end(&type->regions[i - 1]) > addr ? i - 1 : i;
}

static inline bool touch(const struct memblock_region *a,
			 const struct memblock_region *b)
{
	return region_end(a) == b->base;
}

/* Writes the region [base, end) with the flags and node of kind. Field by
 * field: copying a structure whose fields have just been written stalls the
 * processor. */
static inline void put(struct memblock_region *out, phys_addr_t base,
		       phys_addr_t end, const struct memblock_region *kind)
{
	out->base = base;
	out->size = end - base;
	out->flags = kind->flags;
	out->nid = kind->nid;
}

/* Up to this number of regions is searched one by one. */
#define LINEAR_MAX 16

/* regions[lo..hi) */
struct window {
	size_t lo;
	size_t hi;
};

/* The number of regions in the set once the window has become n regions. */
static inline size_t regions_after(const struct memblock_type *type,
				   struct window w, size_t n)
{
	return type->cnt - (w.hi - w.lo) + n;
}

static inline phys_addr_t bytes_of(const struct memblock_type *type,
				   struct window w)
{
	phys_addr_t bytes = 0;

	/*@ loop invariant w.lo <= i <= w.hi;
	    loop invariant bytes == bytes_in(type->regions, w.lo, i);
	    loop invariant i == w.lo ? bytes == 0 :
	      bytes <= end_of(type->regions, i - 1) - type->regions[w.lo].base;
	    loop assigns i, bytes;
	    loop variant w.hi - i; */
	for (size_t i = w.lo; i < w.hi; i++)
		bytes += type->regions[i].size;
	return bytes;
}

/* Moves the regions above the window to their place once the window has become
 * n regions, and sets cnt. */
static inline void move_tail(struct memblock_type *type, struct window w,
			     size_t n)
{
	struct memblock_region *tail = type->regions + w.hi;
	size_t above = type->cnt - w.hi;

	if (above && w.lo + n != w.hi)
		memmove(type->regions + w.lo + n, tail, above * sizeof(*tail));
	type->cnt = w.lo + n + above;
}

/* The regions that overlap [base, end). */
static inline struct window overlapping(const struct memblock_type *type,
					phys_addr_t base, phys_addr_t end)
{
	size_t hi = type->cnt;
	size_t lo;

	/* A short linear scan predicts well; a binary search stalls. */
	if (hi > LINEAR_MAX || (hi > 1 && type->regions[1].base >= end))
		hi = starts_below(type, end);
	else
		/*@ loop invariant 0 <= hi <= type->cnt;
		    loop invariant \forall integer i; hi <= i < type->cnt ==>
		      type->regions[i].base >= end;
		    loop assigns hi;
		    loop variant hi; */
		while (hi > 0 && type->regions[hi - 1].base >= end)
			hi--;
	if (hi > LINEAR_MAX &&
	    region_end(&type->regions[hi - LINEAR_MAX]) > base)
		return (struct window){ first_ending_above(type, base), hi };
	lo = hi;
	/*@ loop invariant 0 <= lo <= hi;
	    loop invariant \forall integer i; lo <= i < hi ==>
	      type->regions[i].base + type->regions[i].size > base;
	    loop assigns lo;
	    loop variant lo; */
	while (lo > 0 && region_end(&type->regions[lo - 1]) > base)
		lo--;
	return (struct window){ lo, hi };
}

/* The regions that overlap or touch [base, end), and so may merge with it. */
static inline struct window touching(const struct memblock_type *type,
				     phys_addr_t base, phys_addr_t end)
{
	size_t hi = starts_up_to(type, end);
	size_t lo = hi;

	/*@ loop invariant 0 <= lo <= hi;
	    loop invariant \forall integer i; lo <= i < hi ==>
	      type->regions[i].base + type->regions[i].size >= base;
	    loop assigns lo;
	    loop variant lo; */
	while (lo > 0 && region_end(&type->regions[lo - 1]) >= base)
		lo--;
	return (struct window){ lo, hi };
}

static inline bool passes(const struct memblock_region *r,
			  const struct memblock_filter *filter)
{
	if (filter->nid >= 0 && filter->nid != r->nid)
		return false;
	return !(r->flags & filter->skip_flags) &&
	       (r->flags & filter->need_flags) == filter->need_flags;
}

/* --- operations on one set ----------------------------------------------- */

/* Flags and node that an operation gives to a range. */
struct memblock_change_ {
	uint32_t clear; /* flags to clear, before set */
	uint32_t set;   /* flags to set */
	bool has_nid;   /* nid replaces the node */
	int32_t nid;
};

/* The region with the flags and node that the change gives it. */
static inline struct memblock_region changed(const struct memblock_region *r,
					     const struct memblock_change_ *c)
{
	return (struct memblock_region){
		.base = r->base,
		.size = r->size,
		.flags = (r->flags & ~c->clear) | c->set,
		.nid = c->has_nid ? c->nid : r->nid,
	};
}

/*
 * An operation on [base, end) of a set, which is not empty: 0 when it is done,
 * or the number of regions that the array must hold for it; then it has
 * changed nothing.
 */
typedef size_t memblock_operation_(struct memblock_type *type, phys_addr_t base,
				   phys_addr_t end,
				   const struct memblock_change_ *how);

/* What is not there yet is added with the flags how->set and node how->nid. */
memblock_operation_ memblock_type_add_;
/* how is not used. */
memblock_operation_ memblock_type_remove_;
memblock_operation_ memblock_type_change_;

/* The operation on a set whose array does not grow: CORE_EINVAL, CORE_EWRAP
 * or CORE_ENOSPC. */
static inline int memblock_type_apply_(struct memblock_type *type,
				       memblock_operation_ *apply,
				       phys_addr_t base, phys_addr_t size,
				       const struct memblock_change_ *how)
{
	int status = check_range(base, size);

	if (status)
		return status;
	return apply(type, base, base + size, how) ? CORE_ENOSPC : CORE_OK;
}

/* Adds n ranges, sorted and not touching each other, with the flags and node of
 * kind. The window holds all regions that they overlap or touch. Returns what
 * an operation returns. */
size_t memblock_insert_ranges_(struct memblock_type *type, struct window w,
			       const struct memblock_region *ranges, size_t n,
			       const struct memblock_region *kind);

/* Sorts n ranges, at least one, and merges those that overlap or touch; returns
 * the number left. Flags and nodes are ignored. */
size_t memblock_sort_merge_(struct memblock_region *r, size_t n);

#endif
