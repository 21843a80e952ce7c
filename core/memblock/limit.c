/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Restricting memory: rounding inwards, and the two kinds of mem=. No region is
 * ever split here, so no function here can run out of room.
 */
#include "core/memblock/builder.h"
#include "core/memblock/memblock_internal.h"

/* Keeps [base, end) of the region *r, if that is not empty. The regions of a
 * set that is restricted move down in its own array; two of them never merge,
 * because they have not been one before. */
static inline void keep(struct memblock_builder *b,
			const struct memblock_region *r, phys_addr_t base,
			phys_addr_t end)
{
	if (base < end)
		memblock_builder_append_unchecked(b, base, end - base, r->nid,
						  r->flags, false);
}

/* Cuts every region to [base, end) except those with a flag of spare. */
static void clip_type(struct memblock_type *type, phys_addr_t base,
		      phys_addr_t end, uint32_t spare)
{
	const struct memblock_region *r = type->regions;
	size_t cnt = type->cnt;
	struct memblock_builder b = memblock_builder_begin(type);

	for (size_t i = 0; i < cnt; i++, r++) {
		if (r->flags & spare)
			keep(&b, r, r->base, region_end(r));
		else
			keep(&b, r, phys_max(r->base, base),
			     phys_min(region_end(r), end));
	}
	memblock_builder_end(&b);
}

/* Usually everything is aligned: one pass, and nothing to write. */
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
	const struct memblock_region *r = mb->memory.regions;
	size_t cnt = mb->memory.cnt;
	struct memblock_builder b;

	if (!is_power_of_two(align))
		return CORE_EINVAL;
	if (is_aligned(&mb->memory, align))
		return CORE_OK;
	b = memblock_builder_begin(&mb->memory);
	for (size_t i = 0; i < cnt; i++, r++) {
		phys_addr_t base = align_up(r->base, align);

		/* Rounding up has wrapped: no aligned address is above. */
		if (base < r->base)
			break;
		keep(&b, r, base, align_down(region_end(r), align));
	}
	memblock_builder_end(&b);
	return CORE_OK;
}

/* The address where the lowest limit bytes of memory end, or PHYS_ADDR_MAX when
 * memory is smaller than that. limit is not 0. */
static phys_addr_t end_of_amount(const struct memblock *mb, phys_addr_t limit)
{
	const struct memblock_region *r = mb->memory.regions;

	if (limit > mb->memory.total_size)
		return PHYS_ADDR_MAX;
	while (limit > r->size)
		limit -= r++->size;
	return r->base + limit;
}

int memblock_enforce_memory_limit(struct memblock *mb, phys_addr_t limit)
{
	phys_addr_t end;

	if (limit == 0)
		return CORE_EINVAL;
	end = end_of_amount(mb, limit);
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
	/* Without memory there is nothing to restrict it to. */
	if (mb->memory.cnt == 0)
		return CORE_OK;
	clip_type(&mb->memory, base, end, MEMBLOCK_NOMAP);
	clip_type(&mb->reserved, base, end, MEMBLOCK_NONE);
	return CORE_OK;
}

int memblock_mem_limit_remove_map(struct memblock *mb, phys_addr_t limit)
{
	phys_addr_t end;

	if (limit == 0)
		return CORE_EINVAL;
	end = end_of_amount(mb, limit);
	if (end == PHYS_ADDR_MAX)
		return CORE_OK;
	return memblock_cap_memory_range(mb, 0, end);
}
