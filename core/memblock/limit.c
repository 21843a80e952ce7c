/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Less memory: rounding inwards, and the two kinds of cap behind mem=. No
 * region is ever split here, so nothing here can run out of room.
 */
#include "core/memblock/memblock_internal.h"

/* What is kept moves down over what is not. */
struct keeper {
	struct memblock_region *to;
	phys_addr_t bytes;
};

static inline struct keeper keep(struct keeper k,
				 const struct memblock_region *r,
				 phys_addr_t base, phys_addr_t end)
{
	if (base >= end)
		return k;
	put(k.to, base, end, r);
	k.bytes += end - base;
	k.to++;
	return k;
}

static void finish(struct memblock_type *type, struct keeper k)
{
	type->cnt = (size_t)(k.to - type->regions);
	type->total_size = k.bytes;
}

/* Cuts every region to [base, end), but those with a flag of spare. */
static void clip_type(struct memblock_type *type, phys_addr_t base,
		      phys_addr_t end, uint32_t spare)
{
	struct keeper k = { type->regions, 0 };
	const struct memblock_region *r;

	for_each_memblock_type_region(type, r) {
		if (r->flags & spare)
			k = keep(k, r, r->base, region_end(r));
		else
			k = keep(k, r, phys_max(r->base, base),
				 phys_min(region_end(r), end));
	}
	finish(type, k);
}

/* As a rule all is aligned: one look, and nothing to write. */
static bool is_aligned(const struct memblock_type *type, phys_addr_t align)
{
	const struct memblock_region *r;
	phys_addr_t bits = 0;

	for_each_memblock_type_region(type, r)
		bits |= r->base | r->size;
	return (bits & (align - 1)) == 0;
}

int memblock_trim_memory(struct memblock *mb, phys_addr_t align)
{
	struct memblock_type *type = &mb->memory;
	struct keeper k = { type->regions, 0 };

	if (!is_power_of_two(align))
		return CORE_EINVAL;
	if (is_aligned(type, align))
		return CORE_OK;
	for (size_t i = 0; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];
		phys_addr_t base = align_up(r->base, align);

		/* Rounding up wrapped: nothing aligned is left above. */
		if (base < r->base)
			break;
		k = keep(k, r, base, align_down(region_end(r), align));
	}
	finish(type, k);
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
