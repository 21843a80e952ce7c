/* SPDX-License-Identifier: BSD-2-Clause */
/* The contracts of the searches with which the functions that change a set
 * begin. */
#include "tests/prove/wp/contracts.h"

#include "core/memblock/memblock_internal.h"

/*@
  // regions[0..lo) end at or below base, regions[hi..cnt) begin at or above
  // end, and those of the window have an address of [base, end).
  predicate overlap{L}(struct memblock_type *t, struct window w, integer base,
		       integer end) =
    0 <= w.lo <= w.hi <= t->cnt &&
    (\forall integer i; 0 <= i < w.lo ==>
      t->regions[i].base + t->regions[i].size <= base) &&
    (\forall integer i; w.hi <= i < t->cnt ==> t->regions[i].base >= end) &&
    (\forall integer i; w.lo <= i < w.hi ==> t->regions[i].base < end &&
      t->regions[i].base + t->regions[i].size > base);

  // The same for those that only touch [base, end), too.
  predicate touch{L}(struct memblock_type *t, struct window w, integer base,
		     integer end) =
    0 <= w.lo <= w.hi <= t->cnt &&
    (\forall integer i; 0 <= i < w.lo ==>
      t->regions[i].base + t->regions[i].size < base) &&
    (\forall integer i; w.hi <= i < t->cnt ==> t->regions[i].base > end) &&
    (\forall integer i; w.lo <= i < w.hi ==> t->regions[i].base <= end &&
      t->regions[i].base + t->regions[i].size >= base);
*/

/*@ requires is_set(type) && base < end;
    assigns \nothing;
    ensures overlap(type, \result, base, end); */
static inline struct window overlapping(const struct memblock_type *type,
					phys_addr_t base, phys_addr_t end);

/*@ requires is_set(type) && base < end;
    assigns \nothing;
    ensures touch(type, \result, base, end); */
static inline struct window touching(const struct memblock_type *type,
				     phys_addr_t base, phys_addr_t end);

/*@ requires \valid(out) && \valid_read(kind) && \separated(out, kind);
    requires base <= end;
    assigns *out;
    ensures out->base == base && out->size == end - base;
    ensures out->flags == kind->flags && out->nid == kind->nid; */
static inline void put(struct memblock_region *out, phys_addr_t base,
		       phys_addr_t end, const struct memblock_region *kind);

/*@ requires is_set(type) && w.lo <= w.hi <= type->cnt;
    requires n <= 0x0fffffffffffffff;
    assigns \nothing;
    ensures \result == type->cnt - (w.hi - w.lo) + n; */
static inline size_t regions_after(const struct memblock_type *type,
				   struct window w, size_t n);
