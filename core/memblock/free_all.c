/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Free memory as blocks of pages, for the page allocator that takes over.
 * Comments that begin with @ are for the proofs, tests/prove/wp/free_all.c
 * and free_blocks.c.
 */
#include "core/memblock/alloc.h"
#include "core/memblock/grow.h"

/* The order of the largest block that starts at base, aligned to its size, ends
 * at or below end, and is not larger than max_order. */
static unsigned int order_at(phys_addr_t base, phys_addr_t end,
			     unsigned int shift, unsigned int max_order)
{
	unsigned int order = 0;

	/*@ loop invariant order <= max_order;
	    loop invariant is_block(base, end, shift + order);
	    loop assigns order;
	    loop variant max_order - order; */
	while (order < max_order && shift + order < 63) {
		phys_addr_t twice = (phys_addr_t)2 << (shift + order);

		if ((base & (twice - 1)) || end - base < twice)
			break;
		order++;
	}
	return order;
}

/* The first block of the whole pages of [base, end); false when there is none.
 */
static bool first_block(const struct memblock *mb, phys_addr_t base,
			phys_addr_t end, unsigned int max_order,
			struct memblock_block *block)
{
	phys_addr_t page = page_size(mb);
	phys_addr_t from = align_up(base, page);

	/* from < base: rounding up has wrapped. */
	if (from < base || from >= end || end - from < page)
		return false;
	block->base = from;
	block->order = order_at(from, end, mb->page_shift, max_order);
	block->end = from + (page << block->order);
	return true;
}

static const struct memblock_filter usable = {
	.nid = NUMA_NO_NODE,
	.skip_flags = MEMBLOCK_NOMAP | MEMBLOCK_DRIVER_MANAGED,
};

bool memblock_next_free_block(const struct memblock *mb, unsigned int max_order,
			      struct memblock_block *block)
{
	struct memblock_range r = { .end = block->end };

	/*@ loop invariant same: *block == \at(*block, Pre);
	    loop invariant up: block->end <= r.end;
	    loop invariant same: SAME(mb->memory, base);
	    loop invariant same: SAME(mb->memory, size);
	    loop invariant same: SAME(mb->memory, flags);
	    loop invariant same: SAME(mb->memory, nid);
	    loop invariant same: SAME(mb->reserved, base);
	    loop invariant same: SAME(mb->reserved, size);
	    loop invariant visit: \forall integer i, x;
	      visits{Pre}(&mb->memory, &usable, i, x) ==>
		visits(&mb->memory, &usable, i, x);
	    loop invariant reserved: \forall integer x;
	      contains(&mb->reserved, x) <==> contains{Pre}(&mb->reserved, x);
	    loop invariant rest: \forall integer i, x;
	      is_free_page{Pre}(mb, i, x) && \at(block->end, Pre) <= x ==>
		r.end <= x;
	    loop assigns r, *block;
	    loop variant 0xffffffffffffffff - r.end; */
	while (memblock_next_range(&mb->memory, &mb->reserved, &usable, &r)) {
		/*@ assert piece: visits{Pre}(&mb->memory, &usable, r.hint_a,
		      r.base); */
		/*@ assert piece: visits{Pre}(&mb->memory, &usable, r.hint_a,
		      r.end - 1); */
		/*@ assert piece: \forall integer x; r.base <= x < r.end ==>
		      !contains{Pre}(&mb->reserved, x); */
		/*@ assert region: \forall integer i, x;
		      visits{Pre}(&mb->memory, &usable, i, x) &&
		      r.base <= x < r.end ==> i == r.hint_a; */
		/*@ assert ends: r.end == mb->memory.regions[r.hint_a].base +
		      mb->memory.regions[r.hint_a].size ||
		      contains{Pre}(&mb->reserved, r.end); */
		/*@ assert before: \forall integer i, x;
		      visits{Pre}(&mb->memory, &usable, i, x) &&
		      \at(r.end, LoopCurrent) <= x < r.base ==>
			contains{Pre}(&mb->reserved, x); */
		/*@ assert pages: \forall integer i, x;
		      is_free_page{Pre}(mb, i, x) && block->end <= x ==>
			r.base <= x; */
		/*@ assert pages: \forall integer i, x;
		      is_free_page{Pre}(mb, i, x) && r.base <= x < r.end ==>
			is_block(x, r.end, mb->page_shift); */
		if (first_block(mb, r.base, r.end, max_order, block))
			return true;
	}
	return false;
}

uint64_t memblock_free_all(const struct memblock *mb, unsigned int max_order,
			   memblock_give give, void *ctx)
{
	struct memblock_block block = { 0 };
	uint64_t pages = 0;

	while (memblock_next_free_block(mb, max_order, &block)) {
		give(ctx, block);
		pages += (uint64_t)1 << block.order;
	}
	return pages;
}

/* Takes the array from a set; returns it when it had grown. */
static struct memblock_range give_up(struct memblock *mb,
				     struct memblock_type *type)
{
	struct memblock_range array = memblock_own_array_(mb, type);

	memblock_type_init(type, type->name, NULL, 0);
	return array;
}

uint64_t memblock_discard(struct memblock *mb, unsigned int max_order,
			  memblock_give give, void *ctx)
{
	/* give may overwrite the arrays, which are not read any more. */
	struct memblock_range arrays[] = {
		give_up(mb, &mb->memory),
		give_up(mb, &mb->reserved),
		give_up(mb, &mb->physmap),
	};
	struct memblock_block block;
	uint64_t pages = 0;

	mb->can_resize = false;
	for (size_t i = 0; i < sizeof(arrays) / sizeof(*arrays); i++) {
		phys_addr_t at = arrays[i].base;

		mb->grown[i] = 0;
		while (first_block(mb, at, arrays[i].end, max_order, &block)) {
			give(ctx, block);
			pages += (uint64_t)1 << block.order;
			at = block.end;
		}
	}
	return pages;
}
