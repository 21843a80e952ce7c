/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Adding to a set. A range that touches nothing, or that merges with all it
 * touches, is added here; any other by insert.c.
 */
#include "core/memblock/memblock_internal.h"

/* The window becomes [base, end), with the flags and node of kind; there is
 * room. */
static inline void splice(struct memblock_type *type, struct window w,
			  phys_addr_t base, phys_addr_t end,
			  const struct memblock_region *kind)
{
	move_tail(type, w, 1);
	put(&type->regions[w.lo], base, end, kind);
}

/* Adds a range that touches nothing in the place of the window, which is empty.
 * Returns what an operation returns. */
static size_t insert(struct memblock_type *type, struct window w,
		     const struct memblock_region *add)
{
	if (type->cnt == type->max)
		return type->cnt + 1;
	splice(type, w, add->base, region_end(add), add);
	type->total_size += add->size;
	return 0;
}

static bool all_of_kind(const struct memblock_type *type, struct window w,
			const struct memblock_region *kind)
{
	/*@ loop invariant w.lo <= i <= w.hi;
	    loop invariant \forall integer k; w.lo <= k < i ==>
	      type->regions[k].flags == kind->flags &&
	      type->regions[k].nid == kind->nid;
	    loop assigns i;
	    loop variant w.hi - i; */
	for (size_t i = w.lo; i < w.hi; i++)
		if (!same_kind(&type->regions[i], kind))
			return false;
	return true;
}

/*
 * Adds a range when all regions of the window, which is not empty, are of its
 * kind: they become one. That needs no room.
 *
 *	window     ..AAAA....AAAA.......
 *	add            ==============
 *	becomes    ..AAAAAAAAAAAAAAAA...
 */
static void join(struct memblock_type *type, struct window w,
		 const struct memblock_region *add)
{
	phys_addr_t base = phys_min(add->base, type->regions[w.lo].base);
	phys_addr_t end =
		phys_max(region_end(add), region_end(&type->regions[w.hi - 1]));
	phys_addr_t bytes = end - base - bytes_of(type, w);

	splice(type, w, base, end, add);
	type->total_size += bytes;
}

size_t memblock_type_add_(struct memblock_type *type, phys_addr_t base,
			  phys_addr_t end, const struct memblock_change_ *how)
{
	const struct memblock_region add = {
		.base = base,
		.size = end - base,
		.flags = how->set,
		.nid = how->nid,
	};
	struct window w = touching(type, base, end);

	/*@ assert held: \forall integer i, x;
	      holds{Pre}(type, i, x) <==> holds{Here}(type, i, x); */
	if (w.lo == w.hi)
		return insert(type, w, &add);
	if (!all_of_kind(type, w, &add))
		return memblock_insert_ranges_(type, w, &add, 1, &add);
	join(type, w, &add);
	return 0;
}

int memblock_add_range(struct memblock_type *type, phys_addr_t base,
		       phys_addr_t size, int nid, uint32_t flags)
{
	const struct memblock_change_ how = { .set = flags, .nid = nid };

	return memblock_type_apply_(type, memblock_type_add_, base, size, &how);
}
