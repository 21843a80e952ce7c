/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What proofs say of page frames: those of pfn.c and of blocks for a page
 * allocator. Frame f of 2^s bytes begins at f << s, which is a number that does
 * not wrap.
 */
#ifndef TESTS_PROVE_WP_FRAMES_H
#define TESTS_PROVE_WP_FRAMES_H

#include "tests/prove/wp/contracts.h"

#include "core/memblock/memblock_internal.h"

/*@
  // n is the last frame that begins at or below addr.
  predicate is_down(integer n, integer s, integer addr) =
    0 <= n && \forall integer f; 0 <= f ==> (f <= n <==> (f << s) <= addr);

  // n is the first frame that begins at or above addr.
  predicate is_up(integer n, integer s, integer addr) =
    0 <= n && \forall integer f; 0 <= f ==> (n <= f <==> addr <= (f << s));

  // tests/prove/cbmc/pfn.c proves them, bit by bit.
  axiomatic Frames {
    axiom frame_0: \forall integer s; 0 <= s < 64 ==> (0 << s) == 0;
    axiom frames_ascend: \forall integer a, b, s; 0 <= s < 64 && 0 <= a < b ==>
      0 <= (a << s) < (b << s);
  }
*/

#endif
