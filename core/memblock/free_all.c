// SPDX-License-Identifier: BSD-2-Clause
/*
 * The end of memblock: free memory as a page allocator wants it.
 */
#include "core/memblock/alloc.h"

/* The largest power of two of pages that starts at base, fits below end and
 * is no larger than max_order. */
static unsigned int order_at(phys_addr_t base, phys_addr_t end,
			     unsigned int shift, unsigned int max_order)
{
	unsigned int order = 0;

	while (order < max_order && shift + order < 63) {
		phys_addr_t twice = (phys_addr_t)2 << (shift + order);

		if ((base & (twice - 1)) || end - base < twice)
			break;
		order++;
	}
	return order;
}

static const struct memblock_filter usable = {
	.nid = NUMA_NO_NODE,
	.skip_flags = MEMBLOCK_NOMAP | MEMBLOCK_DRIVER_MANAGED,
};

bool memblock_next_free_block(const struct memblock *mb,
			      unsigned int max_order,
			      struct memblock_block *block)
{
	phys_addr_t page = (phys_addr_t)1 << mb->page_shift;
	struct memblock_range r = { .end = block->end };

	while (memblock_next_range(&mb->memory, &mb->reserved, &usable, &r)) {
		phys_addr_t base = align_up(r.base, page);

		/* base < r.base: rounding up wrapped */
		if (base < r.base || base >= r.end || r.end - base < page)
			continue;
		block->base = base;
		block->order = order_at(base, r.end, mb->page_shift,
					max_order);
		block->end = base + (page << block->order);
		return true;
	}
	return false;
}

uint64_t memblock_free_all(const struct memblock *mb, unsigned int max_order,
			   void (*give)(void *ctx, struct memblock_block block),
			   void *ctx)
{
	struct memblock_block block = { 0 };
	uint64_t pages = 0;

	while (memblock_next_free_block(mb, max_order, &block)) {
		give(ctx, block);
		pages += (uint64_t)1 << block.order;
	}
	return pages;
}
