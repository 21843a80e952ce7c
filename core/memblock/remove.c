// SPDX-License-Identifier: BSD-2-Clause
/*
 * Removing a range from a set: what is left of the first and the last region
 * that it meets stays, and what lies above moves once.
 */
#include "core/memblock/place.h"

/* Of the whole window. */
static phys_addr_t bytes_of(const struct memblock_type *type, struct window w)
{
	phys_addr_t bytes = 0;

	for (size_t i = w.lo; i < w.hi; i++)
		bytes += type->regions[i].size;
	return bytes;
}

/* left and right: what stays of the first and the last region. Nothing else
 * of them is read: they may have been moved just now. */
static void cut(struct memblock_type *type, struct window w, phys_addr_t left,
		phys_addr_t right)
{
	const struct memblock_region *last = &type->regions[w.hi - 1];
	phys_addr_t end = region_end(last);
	struct memblock_region kind = { .flags = last->flags,
					.nid = last->nid };

	type->total_size -= bytes_of(type, w) - left - right;
	if (left)
		type->regions[w.lo++].size = left;
	move_tail(type, w, right ? 1 : 0);
	if (right)
		put(&type->regions[w.lo], end - right, end, &kind);
}

int memblock_remove_(struct memblock *mb, struct memblock_type *type,
		     phys_addr_t base, phys_addr_t size)
{
	phys_addr_t end = base + size, bottom, top;
	struct window w;
	int status = check_range(base, size);

	if (status)
		return status;
	w = meeting(type, base, end);
	if (w.lo == w.hi)
		return CORE_OK;
	bottom = type->regions[w.lo].base;
	top = region_end(&type->regions[w.hi - 1]);
	/* Only what splits a region needs one more. */
	if (bottom < base && end < top && w.hi - w.lo == 1 &&
	    type->cnt == type->max) {
		status = memblock_grow_(mb, type, type->cnt + 1, base, size);
		return status ? status :
				memblock_remove_(mb, type, base, size);
	}
	cut(type, w, bottom < base ? base - bottom : 0,
	    end < top ? top - end : 0);
	return CORE_OK;
}

int memblock_remove_range(struct memblock_type *type, phys_addr_t base,
			  phys_addr_t size)
{
	return memblock_remove_(NULL, type, base, size);
}
