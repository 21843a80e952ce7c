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

  logic integer bytes(integer n) = 1 << n;
*/

#include "tests/prove/wp/blocks.h"

/*@ requires shift < 64 && is_block(base, end, shift);
    assigns \nothing;
    ensures \result <= max_order;
    ensures is_block(base, end, shift + \result);
    ensures is_largest(base, end, shift + \result, shift + max_order); */
static unsigned int order_at(phys_addr_t base, phys_addr_t end,
			     unsigned int shift, unsigned int max_order);

#include "core/memblock/free_all.c"
