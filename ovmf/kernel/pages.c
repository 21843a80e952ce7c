/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/kernel/pages.h"

#include "core/memblock/alloc.h"
#include "core/memblock/pfn.h"

/* In the first bytes of a free block: the list of its order. */
struct block {
	struct block *next, **link;
};

/* Frames [start, end) of memory, and for each frame 1 + the order of the free
 * block that begins there, or 0. */
static struct frames {
	uint64_t start, end;
	uint8_t *order;
} * frames;
static size_t frames_cnt;

static struct block *lists[PAGES_ORDER_MAX + 1];
static uint64_t free_pages, free_blocks;
static const struct memblock *map; /* for its page size and pointers */

bool pages_init(struct memblock *mb)
{
	struct memblock_pfn_range r;
	size_t n = 0;

	map = mb;
	for_each_mem_pfn_range(mb, NUMA_NO_NODE, &r)
		n++;
	frames = memblock_alloc(mb, n * sizeof(*frames), sizeof(uint64_t));
	if (frames == NULL)
		return false;
	for_each_mem_pfn_range(mb, NUMA_NO_NODE, &r) {
		uint8_t *order = memblock_alloc(mb, r.end - r.start, 1);

		if (order == NULL)
			return false;
		frames[frames_cnt++] = (struct frames){ r.start, r.end, order };
	}
	return true;
}

/* NULL where there is no memory. */
static uint8_t *order_of(uint64_t pfn)
{
	for (size_t i = 0; i < frames_cnt; i++)
		if (pfn >= frames[i].start && pfn < frames[i].end)
			return &frames[i].order[pfn - frames[i].start];
	return NULL;
}

static struct block *block_at(uint64_t pfn)
{
	return memblock_phys_to_virt(map, pfn << map->page_shift);
}

static void add(uint64_t pfn, unsigned int order)
{
	struct block *block = block_at(pfn);

	*order_of(pfn) = (uint8_t)(order + 1);
	*block = (struct block){ lists[order], &lists[order] };
	if (block->next)
		block->next->link = &block->next;
	lists[order] = block;
	free_pages += (uint64_t)1 << order;
	free_blocks++;
}

static void take(uint64_t pfn, unsigned int order)
{
	struct block *block = block_at(pfn);

	*order_of(pfn) = 0;
	*block->link = block->next;
	if (block->next)
		block->next->link = block->link;
	free_pages -= (uint64_t)1 << order;
	free_blocks--;
}

void pages_free(phys_addr_t base, unsigned int order)
{
	uint64_t pfn = base >> map->page_shift;

	/* As long as the other half of a larger block is free, merge. */
	for (; order < PAGES_ORDER_MAX; order++) {
		uint64_t half = (uint64_t)1 << order;
		const uint8_t *other = order_of(pfn ^ half);

		if (other == NULL || *other != order + 1)
			break;
		take(pfn ^ half, order);
		pfn &= ~half;
	}
	add(pfn, order);
}

bool pages_alloc(unsigned int order, phys_addr_t *ret_base)
{
	unsigned int from = order;

	while (from <= PAGES_ORDER_MAX && lists[from] == NULL)
		from++;
	if (from > PAGES_ORDER_MAX)
		return false;
	*ret_base = memblock_virt_to_phys(map, lists[from]);
	take(*ret_base >> map->page_shift, from);
	/* What is not needed stays free, in halves. */
	while (from-- > order)
		add((*ret_base >> map->page_shift) + ((uint64_t)1 << from),
		    from);
	return true;
}

uint64_t pages_count(void)
{
	return free_pages;
}

uint64_t pages_blocks(void)
{
	return free_blocks;
}
