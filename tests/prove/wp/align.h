/* SPDX-License-Identifier: BSD-2-Clause */
/* What proofs say of aligned addresses: those of find.c and free_all.c. */
#ifndef TESTS_PROVE_WP_ALIGN_H
#define TESTS_PROVE_WP_ALIGN_H

#include "tests/prove/wp/contracts.h"

/*@
  predicate is_aligned(integer addr, integer align) =
    (addr & (align - 1)) == 0;

  predicate is_power(integer n) = n != 0 && (n & (n - 1)) == 0;
*/

/* tests/prove/cbmc/range.c proves these two and page_size(), bit by bit. */
/*@ requires is_power(align);
    assigns \nothing;
    ensures is_aligned(\result, align) && \result <= addr;
    ensures \forall integer x; is_aligned(x, align) && 0 <= x <= addr ==>
      x <= \result; */
static inline phys_addr_t align_down(phys_addr_t addr, phys_addr_t align);

/*@ requires is_power(align);
    assigns \nothing;
    ensures is_aligned(\result, align);
    ensures \forall integer x; is_aligned(x, align) &&
      addr <= x <= 0xffffffffffffffff ==> addr <= \result <= x; */
static inline phys_addr_t align_up(phys_addr_t addr, phys_addr_t align);

#include "core/memblock/memblock_internal.h"

/*@ requires \valid_read(mb) && mb->page_shift < 64;
    assigns \nothing;
    ensures 0 < \result == 1 << mb->page_shift;
    ensures is_power(\result); */
static inline phys_addr_t page_size(const struct memblock *mb);

#endif
