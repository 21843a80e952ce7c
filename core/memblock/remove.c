/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Removing a range from a set: the first and the last region that it overlaps
 * keep their parts outside of it, and the regions above move once.
 */
#include "core/memblock/memblock_internal.h"

/* Sums up the regions of the window, or, when those are most of the set, the
 * others. */
static phys_addr_t bytes_of_many(const struct memblock_type *type,
				 struct window w)
{
	if (w.hi - w.lo <= type->cnt / 2)
		return bytes_of(type, w);
	return type->total_size - bytes_of(type, (struct window){ 0, w.lo }) -
	       bytes_of(type, (struct window){ w.hi, type->cnt });
}

/* Keeps left bytes at the bottom of the window and right bytes from end at its
 * top, which may be 0; there is room. */
static inline void shrink(struct memblock_type *type, struct window w,
			  phys_addr_t left, phys_addr_t end, phys_addr_t right)
{
	const struct memblock_region *last = &type->regions[w.hi - 1];
	struct memblock_region kind = { .flags = last->flags,
					.nid = last->nid };

	if (left)
		type->regions[w.lo++].size = left;
	move_tail(type, w, right ? 1 : 0);
	if (right)
		put(&type->regions[w.lo], end, end + right, &kind);
}

/* Removes [base, end) from the regions of the window, which is not empty.
 * Returns what an operation returns. */
static size_t cut(struct memblock_type *type, struct window w, phys_addr_t base,
		  phys_addr_t end)
{
	const struct memblock_region *last = &type->regions[w.hi - 1];
	phys_addr_t bottom = type->regions[w.lo].base;
	phys_addr_t top = region_end(last);
	phys_addr_t left = bottom < base ? base - bottom : 0;
	phys_addr_t right = end < top ? top - end : 0;
	phys_addr_t bytes;

	/* Only splitting a region needs one more. */
	if (left && right && w.hi - w.lo == 1 && type->cnt == type->max)
		return type->cnt + 1;
	bytes = w.hi - w.lo == 1 ? last->size : bytes_of_many(type, w);
	type->total_size -= bytes - left - right;
	shrink(type, w, left, end, right);
	return 0;
}

size_t memblock_type_remove_(struct memblock_type *type, phys_addr_t base,
			     phys_addr_t end,
			     const struct memblock_change_ *unused)
{
	struct window w = overlapping(type, base, end);

	(void)unused;
	return w.lo < w.hi ? cut(type, w, base, end) : 0;
}

int memblock_remove_range(struct memblock_type *type, phys_addr_t base,
			  phys_addr_t size)
{
	return memblock_type_apply_(type, memblock_type_remove_, base, size,
				    NULL);
}
