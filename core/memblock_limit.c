// SPDX-License-Identifier: BSD-2-Clause
/*
 * Less memory: rounding inwards, and the two kinds of cap behind mem=. No
 * region is ever split here, so nothing here can run out of room.
 */
#include "core/memblock_place.h"

static void keep(struct memblock_type *type, size_t *n,
		 struct memblock_region r, phys_addr_t base, phys_addr_t end)
{
	if (base >= end)
		return;
	r.base = base;
	r.size = end - base;
	type->regions[(*n)++] = r;
	type->total_size += r.size;
}

/* Cuts every region to [base, end), but those with a flag of spare. */
static void clip_type(struct memblock_type *type, phys_addr_t base,
		      phys_addr_t end, uint32_t spare)
{
	size_t n = 0;

	type->total_size = 0;
	for (size_t i = 0; i < type->cnt; i++) {
		struct memblock_region r = type->regions[i];

		if (r.flags & spare)
			keep(type, &n, r, r.base, region_end(&r));
		else
			keep(type, &n, r, phys_max(r.base, base),
			     phys_min(region_end(&r), end));
	}
	type->cnt = n;
}

int memblock_trim_memory(struct memblock *mb, phys_addr_t align)
{
	struct memblock_type *type = &mb->memory;
	size_t n = 0;

	if (!is_power_of_two(align))
		return CORE_EINVAL;
	type->total_size = 0;
	for (size_t i = 0; i < type->cnt; i++) {
		struct memblock_region r = type->regions[i];
		phys_addr_t base = align_up(r.base, align);

		/* Rounding up wrapped: nothing aligned is left above. */
		if (base < r.base)
			break;
		keep(type, &n, r, base, align_down(region_end(&r), align));
	}
	type->cnt = n;
	return CORE_OK;
}

/* The address below which the lowest limit bytes of memory lie, or
 * PHYS_ADDR_MAX when there is no more than that. */
static phys_addr_t end_of_amount(const struct memblock *mb, phys_addr_t limit)
{
	const struct memblock_region *r = mb->memory.regions;

	if (limit >= mb->memory.total_size)
		return PHYS_ADDR_MAX;
	while (limit > r->size)
		limit -= r++->size;
	return r->base + limit;
}

int memblock_enforce_memory_limit(struct memblock *mb, phys_addr_t limit)
{
	phys_addr_t end = end_of_amount(mb, limit);

	if (limit == 0)
		return CORE_EINVAL;
	if (end == PHYS_ADDR_MAX)
		return CORE_OK;
	clip_type(&mb->memory, 0, end, MEMBLOCK_NONE);
	clip_type(&mb->reserved, 0, end, MEMBLOCK_NONE);
	return CORE_OK;
}

int memblock_cap_memory_range(struct memblock *mb, phys_addr_t base,
			      phys_addr_t size)
{
	phys_addr_t end = base + phys_min(size, PHYS_ADDR_MAX - base);

	if (size == 0)
		return CORE_EINVAL;
	clip_type(&mb->memory, base, end, MEMBLOCK_NOMAP);
	clip_type(&mb->reserved, base, end, MEMBLOCK_NONE);
	return CORE_OK;
}

int memblock_mem_limit_remove_map(struct memblock *mb, phys_addr_t limit)
{
	phys_addr_t end = end_of_amount(mb, limit);

	if (limit == 0)
		return CORE_EINVAL;
	if (end == PHYS_ADDR_MAX)
		return CORE_OK;
	return memblock_cap_memory_range(mb, 0, end);
}
