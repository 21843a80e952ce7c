/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of memblock share among themselves: where in a set an
 * address belongs, found by binary search, and the operations in the form
 * that lets an array grow. Not for users of core/memblock/memblock.h.
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
 * How many regions start at or below addr. Both ends are asked first, so
 * work in ascending or descending order costs nothing; the halving looks at
 * one field and has no branch to mispredict.
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
	/* An index: of a pointer that moves, GCC makes a branch. */
	while (n > 1) {
		size_t half = n / 2;

		at += r[at + half - 1].base <= addr ? half : 0;
		n -= half;
	}
	return at;
}

/* How many regions start below addr: the index of the first that does not. */
static inline size_t starts_below(const struct memblock_type *type,
				  phys_addr_t addr)
{
	return addr ? starts_up_to(type, addr - 1) : 0;
}

/* The first region that ends above addr; cnt when none does. */
static inline size_t place(const struct memblock_type *type, phys_addr_t addr)
{
	size_t i = starts_up_to(type, addr);

	return i > 0 && region_end(&type->regions[i - 1]) > addr ? i - 1 : i;
}

/* Field by field: to copy a structure whose fields have just been written
 * makes the processor wait for them. */
static inline void put(struct memblock_region *out, phys_addr_t base,
		       phys_addr_t end, const struct memblock_region *kind)
{
	out->base = base;
	out->size = end - base;
	out->flags = kind->flags;
	out->nid = kind->nid;
}

/* regions[lo..hi) */
struct window {
	size_t lo;
	size_t hi;
};

/* Of the whole set, when the window has become n. */
static inline size_t regions_after(const struct memblock_type *type,
				   struct window w, size_t n)
{
	return type->cnt - (w.hi - w.lo) + n;
}

static inline phys_addr_t bytes_of(const struct memblock_type *type,
				   struct window w)
{
	phys_addr_t bytes = 0;

	for (size_t i = w.lo; i < w.hi; i++)
		bytes += type->regions[i].size;
	return bytes;
}

/* Moves what is above the window to where it belongs when the window has
 * become n regions. */
static inline void move_tail(struct memblock_type *type, struct window w,
			     size_t n)
{
	struct memblock_region *tail = type->regions + w.hi;
	size_t above = type->cnt - w.hi;

	if (above && w.lo + n != w.hi)
		memmove(type->regions + w.lo + n, tail, above * sizeof(*tail));
	type->cnt = w.lo + n + above;
}

/* Regions, at most, that are stepped over one by one. */
#define FEW 16

/* The regions that share bytes with the range. */
static inline struct window meeting(const struct memblock_type *type,
				    phys_addr_t base, phys_addr_t end)
{
	size_t hi = type->cnt;
	size_t lo;

	/* To step over a few is guessed ahead, to halve them is waited for. */
	if (hi > FEW || (hi > 1 && type->regions[1].base >= end))
		hi = starts_below(type, end);
	else
		while (hi > 0 && type->regions[hi - 1].base >= end)
			hi--;
	lo = hi;
	while (lo > 0 && region_end(&type->regions[lo - 1]) > base)
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

/* Lays n ranges, sorted and apart, over the window, which holds all regions
 * that they meet or touch; what is new is of the given kind. Returns as an
 * operation does. */
size_t memblock_insert_ranges_(struct memblock_type *type, struct window w,
			       const struct memblock_region *ranges, size_t n,
			       const struct memblock_region *kind);

/* Sorts n ranges and joins those that overlap or touch; returns how many are
 * left. Flags and nodes do not count. */
size_t memblock_sort_merge_(struct memblock_region *r, size_t n);

#endif
