// SPDX-License-Identifier: BSD-2-Clause
/*
 * Walking one set minus another. Where the walk stands is an address, so
 * the sets may change between two steps; each step finds its place anew.
 */
#include "core/memblock_place.h"

const struct memblock_filter memblock_mapped = {
	.nid = NUMA_NO_NODE,
	.skip_flags = MEMBLOCK_NOMAP,
};

static bool give(struct memblock_range *range, const struct memblock_region *r,
		 phys_addr_t base, phys_addr_t end)
{
	*range = (struct memblock_range){ base, end, r->flags, r->nid };
	return true;
}

/* The lowest piece of [*base, *end) that b does not cover. */
static bool first_gap(const struct memblock_type *b, phys_addr_t *base,
		      phys_addr_t *end)
{
	size_t i = b ? place(b, *base) : 0;

	for (; b && i < b->cnt && *base < *end; i++) {
		if (b->regions[i].base > *base) {
			*end = phys_min(*end, b->regions[i].base);
			break;
		}
		*base = region_end(&b->regions[i]);
	}
	return *base < *end;
}

/* The highest piece of [*base, *end) that b does not cover. */
static bool last_gap(const struct memblock_type *b, phys_addr_t *base,
		     phys_addr_t *end)
{
	size_t i = b ? place_base(b, place(b, *end - 1), *end) : 0;

	while (i-- > 0 && *base < *end) {
		phys_addr_t top = region_end(&b->regions[i]);

		if (top < *end) {
			*base = phys_max(*base, top);
			break;
		}
		*end = b->regions[i].base;
	}
	return *base < *end;
}

bool memblock_next_range(const struct memblock_type *a,
			 const struct memblock_type *b,
			 const struct memblock_filter *filter,
			 struct memblock_range *range)
{
	for (size_t i = place(a, range->end); i < a->cnt; i++) {
		const struct memblock_region *r = &a->regions[i];
		phys_addr_t base = phys_max(r->base, range->end);
		phys_addr_t end = region_end(r);

		if ((!filter || passes(r, filter)) && first_gap(b, &base, &end))
			return give(range, r, base, end);
	}
	return false;
}

bool memblock_prev_range(const struct memblock_type *a,
			 const struct memblock_type *b,
			 const struct memblock_filter *filter,
			 struct memblock_range *range)
{
	size_t i = range->base ? place(a, range->base - 1) : 0;

	/* Step onto the region that starts below range->base, if any does. */
	if (i < a->cnt && a->regions[i].base < range->base)
		i++;
	while (i-- > 0) {
		const struct memblock_region *r = &a->regions[i];
		phys_addr_t base = r->base;
		phys_addr_t end = phys_min(region_end(r), range->base);

		if ((!filter || passes(r, filter)) && last_gap(b, &base, &end))
			return give(range, r, base, end);
	}
	return false;
}
