/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The end of memblock: its free memory goes to the page allocator, and then the
 * arrays of its sets. The allocator has to work, and lose no page.
 */
#include "ovmf/kernel/hand_over.h"

#include "core/memblock/alloc.h"
#include "ovmf/kernel/demand.h"
#include "ovmf/kernel/pages.h"

static void give(void *ctx, struct memblock_block block)
{
	(void)ctx;
	pages_free(block.base, block.order);
}

/* Free memory in whole pages, counted without blocks. */
static uint64_t count_free(const struct memblock *mb)
{
	const struct memblock_filter usable = {
		.nid = NUMA_NO_NODE,
		.skip_flags = MEMBLOCK_NOMAP | MEMBLOCK_DRIVER_MANAGED,
	};
	phys_addr_t page = (phys_addr_t)1 << mb->page_shift;
	struct memblock_range range;
	uint64_t pages = 0;

	for_each_free_mem_range(mb, &usable, &range) {
		phys_addr_t base = align_up(range.base, page);
		phys_addr_t end = align_down(range.end, page);

		pages += base < end ? (end - base) >> mb->page_shift : 0;
	}
	return pages;
}

static uint64_t *first_word(const struct memblock *mb, phys_addr_t base)
{
	return memblock_phys_to_virt(mb, base);
}

/* Allocates blocks of all orders, writes to each, and frees them in another
 * order: then the same blocks are free again. */
static void allocate_and_free(const struct memblock *mb)
{
	enum { BLOCKS = 500 };
	static phys_addr_t blocks[BLOCKS];
	uint64_t pages = pages_count(), free_blocks = pages_blocks(), taken = 0;

	for (unsigned int i = 0; i < BLOCKS; i++) {
		unsigned int order = i % 6;

		demand(pages_alloc(order, &blocks[i]), "no pages left");
		demand(blocks[i] >> mb->page_shift << mb->page_shift ==
				       blocks[i] &&
			       memblock_is_map_memory(mb, blocks[i]) &&
			       !memblock_is_reserved(mb, blocks[i]),
		       "pages that are not free memory");
		*first_word(mb, blocks[i]) = i;
		taken += (uint64_t)1 << order;
	}
	demand(pages_count() == pages - taken, "pages are miscounted");
	for (unsigned int i = 0; i < BLOCKS; i++) {
		unsigned int k = i * 3 % BLOCKS;

		demand(*first_word(mb, blocks[k]) == k, "pages overlap");
		pages_free(blocks[k], k % 6);
	}
	demand(pages_count() == pages && pages_blocks() == free_blocks,
	       "freed pages do not merge");
	print(&out, "kernel: %d blocks of pages allocated and freed\n", BLOCKS);
}

void hand_over(struct memblock *mb)
{
	uint64_t pages, arrays;

	memblock_allow_resize(mb);
	demand(!memblock_make_room(mb, &mb->memory, 2 * mb->memory.max),
	       "an array does not grow");
	demand(pages_init(mb), "no memory for the page allocator");
	pages = memblock_free_all(mb, PAGES_ORDER_MAX, give, NULL);
	demand(pages == count_free(mb) && pages == pages_count(),
	       "free pages are lost");
	print(&out, "kernel: %ju pages in %ju blocks handed over\n",
	      (uintmax_t)pages, (uintmax_t)pages_blocks());
	allocate_and_free(mb);
	arrays = memblock_discard(mb, PAGES_ORDER_MAX, give, NULL);
	demand(arrays > 0 && pages_count() == pages + arrays,
	       "the pages of the arrays are lost");
	print(&out, "kernel: %ju pages of memblock's arrays handed over\n",
	      (uintmax_t)arrays);
}
