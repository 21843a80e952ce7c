/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The contract of the walk over the blocks of free memory. It does not depend
 * on what alignment is.
 */
#include "tests/prove/wp/contracts.h"

#include "core/memblock/alloc.h"

/*@
  axiomatic Abstract {
    logic integer bytes(integer n);
    axiom positive: \forall integer n; 0 <= n < 64 ==> 0 < bytes(n);
    predicate is_aligned(integer addr, integer align);
  }
*/

#include "tests/prove/wp/blocks.h"

/*@ requires \valid_read(mb) && mb->page_shift < 64;
    requires is_set(&mb->memory) && is_set(&mb->reserved);
    requires \valid(block) && \separated(block, mb) &&
      \separated(block, mb->memory.regions + (0 .. mb->memory.cnt - 1)) &&
      \separated(block, mb->reserved.regions + (0 .. mb->reserved.cnt - 1)) &&
      \separated(block, &usable);
    assigns *block;
    ensures same: !\result ==> *block == \old(*block);
    ensures above: \result ==> \old(block->end) <= block->base;
    ensures block: \result ==> block->order <= max_order &&
      is_block(block->base, block->end, mb->page_shift + block->order) &&
      block->end == block->base + bytes(mb->page_shift + block->order);
    // All of it is free, in one region.
    ensures free: \result ==> \exists integer i;
      visits{Pre}(&mb->memory, &usable, i, \at(block->base, Post)) &&
      visits{Pre}(&mb->memory, &usable, i, \at(block->end, Post) - 1);
    ensures free: \result ==> \forall integer x;
      block->base <= x < block->end ==> !contains{Pre}(&mb->reserved, x);
    // No free page below it is left out.
    ensures all: \forall integer i, x; is_free_page{Pre}(mb, i, x) &&
      \old(block->end) <= x ==> \result && block->base <= x; */
bool memblock_next_free_block(const struct memblock *mb, unsigned int max_order,
			      struct memblock_block *block);

#include "core/memblock/free_all.c"
