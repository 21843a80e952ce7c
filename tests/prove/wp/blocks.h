/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the proofs say of blocks. The file that includes this says what bytes()
 * and is_aligned() are.
 */
#ifndef TESTS_PROVE_WP_BLOCKS_H
#define TESTS_PROVE_WP_BLOCKS_H

/*@
  // A block of 2^n bytes at base is aligned and ends at or below end.
  predicate is_block(integer base, integer end, integer n) =
    0 <= n < 64 && is_aligned(base, bytes(n)) && base + bytes(n) <= end;

  // A larger one does not, or may not be given.
  predicate is_largest(integer base, integer end, integer n, integer most) =
    n == most || n == 63 || !is_block(base, end, n + 1);
*/

/*@ requires \valid_read(mb) && mb->page_shift < 64;
    requires \valid(block) && \separated(block, mb);
    assigns *block;
    ensures same: !\result ==> *block == \old(*block);
    ensures block: \result ==> block->order <= max_order &&
      base <= block->base &&
      is_block(block->base, end, mb->page_shift + block->order) &&
      block->end == block->base + bytes(mb->page_shift + block->order);
    ensures largest: \result ==> is_largest(block->base, end,
      mb->page_shift + block->order, mb->page_shift + max_order);
    ensures first: \forall integer x; base <= x &&
      is_block(x, end, mb->page_shift) ==> \result && block->base <= x; */
static bool first_block(const struct memblock *mb, phys_addr_t base,
			phys_addr_t end, unsigned int max_order,
			struct memblock_block *block);

static const struct memblock_filter usable;

/*@ // A page at x that is in region i of memory, which may be used, and free.
    predicate is_free_page{L}(struct memblock *mb, integer i, integer x) =
      is_aligned(x, bytes(mb->page_shift)) &&
      visits(&mb->memory, &usable, i, x) &&
      visits(&mb->memory, &usable, i, x + bytes(mb->page_shift) - 1) &&
      \forall integer y; x <= y < x + bytes(mb->page_shift) ==>
	!contains(&mb->reserved, y);
*/

/* A formatter takes ==> apart in macros. */
/* clang-format off */
/* The regions of the set have what they had in this field. */
#define SAME(set, field)                                                   \
	\forall integer i; 0 <= i < set.cnt ==>                            \
		set.regions[i].field == \at(set.regions[i].field, Pre)
/* clang-format on */

#endif
