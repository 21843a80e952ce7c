/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Contracts of what the functions that change a set share: the searches, whose
 * contracts windows.c proves, and the moving of the regions above.
 */
#ifndef TESTS_PROVE_WP_MUTATORS_H
#define TESTS_PROVE_WP_MUTATORS_H

#include "tests/prove/wp/contracts.h"

#include "core/memblock/memblock_internal.h"

/*@
  // A set that may be written, and whose array does not overlap it.
  predicate is_own_set{L}(struct memblock_type *t) =
    is_set(t) && \valid(t) && \valid(t->regions + (0 .. t->max - 1)) &&
    \separated(t, t->regions + (0 .. t->max - 1));

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

/* A formatter takes ==> apart in macros. */
/* clang-format off */

/* Region i of the set has the flags and node that region k had before. */
#define KIND_WAS(t, i, k)                                                  \
	((t)->regions[i].flags == \at((t)->regions[k].flags, Pre) &&       \
	 (t)->regions[i].nid == \at((t)->regions[k].nid, Pre))

/* One field at a time below: a prover tries i where it sees the field. */

/* The regions above window w are what they were, once w is n regions. */
#define ABOVE_WAS(t, w, n, field)                                          \
	ensures above: \forall integer i; (w).lo + (n) <= i < (t)->cnt ==> \
		(t)->regions[i].field ==                                   \
		\at((t)->regions[i + (w).hi - (w).lo - (n)].field, Pre);

/* regions[0..n) are what they were. */
#define FIELD_STAYS(t, n, field)                                           \
	ensures same: \forall integer i; 0 <= i < n ==>                    \
		(t)->regions[i].field == \at((t)->regions[i].field, Pre);
#define STAYS(t, n)                                                        \
	FIELD_STAYS(t, n, base)                                            \
	FIELD_STAYS(t, n, size)                                            \
	FIELD_STAYS(t, n, flags)                                           \
	FIELD_STAYS(t, n, nid)
#define UNCHANGED(t)                                                       \
	ensures same: (t)->cnt == \old((t)->cnt);                          \
	ensures same: (t)->total_size == \old((t)->total_size);            \
	STAYS(t, (t)->cnt)

/* The two parts of is_sorted(). */
#define SIZED(t)                                                           \
	(\forall integer i; 0 <= i < (t)->cnt ==>                          \
		0 < (t)->regions[i].size && (t)->regions[i].base +         \
		(t)->regions[i].size <= 0xffffffffffffffff)
#define ORDERED(t)                                                         \
	(\forall integer i, j; 0 <= i < j < (t)->cnt ==>                   \
		(t)->regions[i].base + (t)->regions[i].size <=             \
		(t)->regions[j].base)
/* regions[i] ends at or below regions[j] where the condition holds. */
#define ORDERED_WHERE(t, condition)                                        \
	ensures ordered: \forall integer i, j; 0 <= i && condition ==>     \
		(t)->regions[i].base + (t)->regions[i].size <=             \
		(t)->regions[j].base;
/* clang-format on */

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

/*@ requires is_set(type) && w.lo <= w.hi <= type->cnt;
    assigns \nothing;
    ensures \result == bytes_in(type->regions, w.lo, w.hi);
    ensures w.lo < w.hi ==> \result <=
      end_of(type->regions, w.hi - 1) - type->regions[w.lo].base; */
static inline phys_addr_t bytes_of(const struct memblock_type *type,
				   struct window w);

/* Assumed, because of memmove(). w.lo may be above w.hi: shrink() has then
 * written a region before the call. */
/*@ requires \valid(type) && \valid(type->regions + (0 .. type->max - 1));
    requires \separated(type, type->regions + (0 .. type->max - 1));
    requires w.hi <= type->cnt <= type->max <= 0x0fffffffffffffff;
    requires w.lo + n <= 0x1fffffffffffffff;
    requires w.lo + n + type->cnt - w.hi <= type->max;
    assigns type->cnt, type->regions[w.lo + n .. type->max - 1];
    ensures type->cnt == w.lo + n + \old(type->cnt) - w.hi;
    ABOVE_WAS(type, w, n, base)
    ABOVE_WAS(type, w, n, size)
    ABOVE_WAS(type, w, n, flags)
    ABOVE_WAS(type, w, n, nid) */
static inline void move_tail(struct memblock_type *type, struct window w,
			     size_t n);

#endif
