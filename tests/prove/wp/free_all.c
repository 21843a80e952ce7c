/* SPDX-License-Identifier: BSD-2-Clause */
/* The contracts of making blocks for a page allocator of a free range. */
#include "tests/prove/wp/align.h"

#include "core/memblock/alloc.h"

/*@
  // tests/prove/cbmc/free_all.c proves these, bit by bit.
  axiomatic Blocks {
    axiom positive: \forall integer n; 0 <= n < 64 ==>
      0 < (1 << n) <= 0x8000000000000000;
    axiom twice: \forall integer n; 0 <= n < 63 ==> (2 << n) == (1 << (n + 1));
    axiom sum: \forall integer s, n; 0 <= s && 0 <= n && s + n < 64 ==>
      ((1 << s) << n) == (1 << (s + n));
  }

  // A block of 2^n bytes at base is aligned and ends at or below end.
  predicate is_block(integer base, integer end, integer n) =
    0 <= n < 64 && is_aligned(base, 1 << n) && base + (1 << n) <= end;

  // A larger one does not, or may not be given.
  predicate is_largest(integer base, integer end, integer n, integer most) =
    n == most || n == 63 || !is_block(base, end, n + 1);
*/

/*@ requires shift < 64 && is_block(base, end, shift);
    assigns \nothing;
    ensures \result <= max_order;
    ensures is_block(base, end, shift + \result);
    ensures is_largest(base, end, shift + \result, shift + max_order); */
static unsigned int order_at(phys_addr_t base, phys_addr_t end,
			     unsigned int shift, unsigned int max_order);

/*@ requires \valid_read(mb) && mb->page_shift < 64;
    requires \valid(block) && \separated(block, mb);
    assigns *block;
    ensures same: !\result ==> *block == \old(*block);
    ensures block: \result ==> block->order <= max_order &&
      base <= block->base &&
      is_block(block->base, end, mb->page_shift + block->order) &&
      block->end == block->base + (1 << (mb->page_shift + block->order));
    ensures largest: \result ==> is_largest(block->base, end,
      mb->page_shift + block->order, mb->page_shift + max_order);
    ensures first: \forall integer x; base <= x &&
      is_block(x, end, mb->page_shift) ==> \result && block->base <= x; */
static bool first_block(const struct memblock *mb, phys_addr_t base,
			phys_addr_t end, unsigned int max_order,
			struct memblock_block *block);

#include "core/memblock/free_all.c"
