// SPDX-License-Identifier: BSD-2-Clause
/*
 * Where there is room: the highest or lowest place in free memory. Both sets
 * are walked side by side, so a search costs one look at each region.
 */
#include "core/memblock_alloc.h"
#include "core/memblock_place.h"

struct search {
	const struct memblock_type *memory;
	const struct memblock_type *reserved;
	struct memblock_filter filter;
	phys_addr_t start;
	phys_addr_t end;
	phys_addr_t size;
	phys_addr_t align;
};

/* What fits into [base, end), or 0; page 0 is never asked for. */
static phys_addr_t highest_fit(const struct search *s, phys_addr_t base,
			       phys_addr_t end)
{
	phys_addr_t addr;

	if (end <= base || end - base < s->size)
		return 0;
	addr = align_down(end - s->size, s->align);
	return addr >= base ? addr : 0;
}

static phys_addr_t lowest_fit(const struct search *s, phys_addr_t base,
			      phys_addr_t end)
{
	phys_addr_t addr = align_up(base, s->align);

	if (addr < base || addr >= end)
		return 0;
	return end - addr >= s->size ? addr : 0;
}

/* Goes down through the gaps of [base, end). *below counts the reserved
 * regions that start below the place where the search stands. */
static phys_addr_t highest_gap(const struct search *s, size_t *below,
			       phys_addr_t base, phys_addr_t end)
{
	const struct memblock_region *r = s->reserved->regions;

	while (*below > 0 && r[*below - 1].base >= end)
		--*below;
	for (; *below > 0 && end > base; --*below) {
		const struct memblock_region *next = &r[*below - 1];
		phys_addr_t bottom = phys_max(region_end(next), base);
		phys_addr_t addr = highest_fit(s, bottom, end);

		if (addr)
			return addr;
		if (next->base <= base)
			return 0;
		end = phys_min(end, next->base);
	}
	return highest_fit(s, base, end);
}

static phys_addr_t search_down(const struct search *s)
{
	size_t below = place_base(s->reserved, 0, s->end);
	size_t i = place_base(s->memory, 0, s->end);

	while (i-- > 0) {
		const struct memblock_region *r = &s->memory->regions[i];
		phys_addr_t base = phys_max(r->base, s->start);
		phys_addr_t end = phys_min(region_end(r), s->end);
		phys_addr_t addr;

		if (end <= s->start)
			return 0;
		if (!passes(r, &s->filter))
			continue;
		addr = highest_gap(s, &below, base, end);
		if (addr)
			return addr;
	}
	return 0;
}

/* Goes up through the gaps of [base, end). *next is the first reserved
 * region that ends above the place where the search stands. */
static phys_addr_t lowest_gap(const struct search *s, size_t *next,
			      phys_addr_t base, phys_addr_t end)
{
	const struct memblock_region *r = s->reserved->regions;

	while (*next < s->reserved->cnt && region_end(&r[*next]) <= base)
		++*next;
	for (; *next < s->reserved->cnt && base < end; ++*next) {
		phys_addr_t top = phys_min(r[*next].base, end);
		phys_addr_t addr = lowest_fit(s, base, top);

		if (addr)
			return addr;
		if (region_end(&r[*next]) >= end)
			return 0;
		base = region_end(&r[*next]);
	}
	return lowest_fit(s, base, end);
}

static phys_addr_t search_up(const struct search *s)
{
	size_t next = place(s->reserved, s->start);

	for (size_t i = place(s->memory, s->start); i < s->memory->cnt; i++) {
		const struct memblock_region *r = &s->memory->regions[i];
		phys_addr_t base = phys_max(r->base, s->start);
		phys_addr_t end = phys_min(region_end(r), s->end);
		phys_addr_t addr;

		if (base >= s->end)
			return 0;
		if (!passes(r, &s->filter))
			continue;
		addr = lowest_gap(s, &next, base, end);
		if (addr)
			return addr;
	}
	return 0;
}

phys_addr_t memblock_find_in_range_node(const struct memblock *mb,
					phys_addr_t size, phys_addr_t align,
					phys_addr_t start, phys_addr_t end,
					int nid, uint32_t need_flags)
{
	struct search s = {
		.memory = &mb->memory,
		.reserved = &mb->reserved,
		.filter = {
			.nid = nid,
			.need_flags = need_flags,
			.skip_flags = MEMBLOCK_NOMAP | MEMBLOCK_DRIVER_MANAGED,
		},
		.start = phys_max(start, (phys_addr_t)1 << mb->page_shift),
		.end = end == MEMBLOCK_ALLOC_ACCESSIBLE ? mb->current_limit :
							  end,
		.size = size,
		.align = align,
	};

	if (size == 0 || !is_power_of_two(align))
		return 0;
	if (mb->movable_node)
		s.filter.skip_flags |= MEMBLOCK_HOTPLUG;
	return mb->bottom_up ? search_up(&s) : search_down(&s);
}

phys_addr_t memblock_find_in_range(const struct memblock *mb,
				   phys_addr_t start, phys_addr_t end,
				   phys_addr_t size, phys_addr_t align)
{
	return memblock_find_in_range_node(mb, size, align, start, end,
					   NUMA_NO_NODE, MEMBLOCK_NONE);
}
