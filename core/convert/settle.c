/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Layers of descriptors that overlap, or that are not whole pages: where they
 * overlap the larger type is right, in memory by attribute NOMAP.
 */
#include "core/convert/layers.h"

size_t convert_ranges_of(struct keyed_range *ret,
			 const struct memblock_type *type)
{
	for (size_t i = 0; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];

		ret[i] = (struct keyed_range){
			.range = { r->base, r->size },
			.key = r->flags & MEMBLOCK_NOMAP ? KIND_NOMAP
							 : KIND_MEMORY,
		};
	}
	return type->cnt;
}

/* A page is there when all of it is: memory shrinks. What must not be mapped
 * grows; Linux lets both grow. */
void convert_round(struct keyed_range *range, phys_addr_t page)
{
	range->range = range->key == KIND_NOMAP
			       ? range_outward(range->range, page)
			       : range_inward(range->range, page);
}

void convert_fill(struct memblock_type *type, const struct keyed_range *ranges,
		  size_t cnt)
{
	type->cnt = cnt;
	type->total_size = 0;
	for (size_t i = 0; i < cnt; i++) {
		type->regions[i] = (struct memblock_region){
			.base = ranges[i].range.base,
			.size = ranges[i].range.size,
			.flags = ranges[i].key == KIND_NOMAP ? MEMBLOCK_NOMAP
							     : MEMBLOCK_NONE,
			.nid = NUMA_NO_NODE,
		};
		type->total_size += ranges[i].range.size;
	}
}

static void settle_set(struct workspace *work, struct memblock_type *type)
{
	struct keyed_range *ranges = work->ranges, *flat = work->scratch;
	size_t cnt = convert_ranges_of(ranges, type);

	cnt = keyed_flatten(flat, ranges, cnt, NULL);
	for (size_t i = 0; i < cnt; i++)
		convert_round(&flat[i], PAGE_SIZE_4K);
	/* Rounding may have made neighbours overlap. */
	keyed_sort(flat, cnt, ranges);
	cnt = keyed_flatten(ranges, flat, cnt, NULL);
	convert_fill(type, ranges, cnt);
}

static void settle_excluded(struct workspace *work,
			    struct conversion *conversion)
{
	struct excluded_range *excluded = conversion->excluded;
	size_t cnt = conversion->excluded_cnt;

	for (size_t i = 0; i < cnt; i++)
		work->ranges[i] = (struct keyed_range){
			.range = excluded[i].range,
			.key = excluded[i].reason << 8 | excluded[i].type_group,
		};
	cnt = keyed_flatten(work->scratch, work->ranges, cnt, NULL);
	for (size_t i = 0; i < cnt; i++)
		excluded[i] = excluded_of(work->scratch[i].range,
					  work->scratch[i].key);
	conversion->excluded_cnt = cnt;
}

void convert_settle(struct workspace *work, bool overlaps)
{
	struct conversion *conversion = work->conversion;

	if (overlaps) {
		e820_flatten_join(&conversion->firmware_e820, work->scratch);
		settle_excluded(work, conversion);
	}
	settle_set(work, &conversion->mb.physmap);
	settle_set(work, &conversion->mb.memory);
}
