/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * That the set stays sorted when flags or node of a range change, if the range
 * overlaps one region at most, and that nothing changes without room.
 */
#include "tests/prove/wp/change.h"

/* What the window becomes. */
#define PIECES \
	(1 + (old->base < new->base ? 1 : 0) + (OLD_TOP > NEW_TOP ? 1 : 0))

/*@ requires is_own_set(type) && \valid_read(old) && \valid_read(new);
    requires \separated(old, type, type->regions + (0 .. type->max - 1));
    requires \separated(new, type, type->regions + (0 .. type->max - 1));
    requires w.lo < w.hi <= type->cnt;
    requires type->cnt - (w.hi - w.lo) + PIECES <= type->max;
    requires OLD_TOP <= 0xffffffffffffffff && NEW_TOP <= 0xffffffffffffffff;
    requires old->base < NEW_TOP && new->base < OLD_TOP && 0 < new->size;
    requires \forall integer k; 0 <= k < w.lo ==>
      R(k).base + R(k).size <= old->base;
    requires \forall integer k; 0 <= k < w.lo ==>
      R(k).base + R(k).size <= new->base;
    requires \forall integer k; w.hi <= k < type->cnt ==> OLD_TOP <= R(k).base;
    requires \forall integer k; w.hi <= k < type->cnt ==> NEW_TOP <= R(k).base;
    assigns type->cnt, type->regions[w.lo .. type->max - 1];
    ensures cnt: type->cnt == \old(type->cnt) - (w.hi - w.lo) + \old(PIECES);
    ensures max: type->max == \old(type->max);
    ensures sized: \forall integer i; 0 <= i < w.lo ==>
      0 < R(i).size && R(i).base + R(i).size <= 0xffffffffffffffff;
    ensures sized: \forall integer i; w.lo <= i < w.lo + \old(PIECES) ==>
      0 < R(i).size && R(i).base + R(i).size <= 0xffffffffffffffff;
    ensures sized: \forall integer i; w.lo + \old(PIECES) <= i < type->cnt ==>
      0 < R(i).size && R(i).base + R(i).size <= 0xffffffffffffffff;
    ORDERED_WHERE(type, i < j < w.lo)
    ORDERED_WHERE(type, i < w.lo && j == w.lo)
    ORDERED_WHERE(type, i < w.lo && j == w.lo + 1 < w.lo + \old(PIECES))
    ORDERED_WHERE(type, i < w.lo && j == w.lo + 2 < w.lo + \old(PIECES))
    ORDERED_WHERE(type, i < w.lo && w.lo + \old(PIECES) <= j < type->cnt)
    ORDERED_WHERE(type, i == w.lo && j == w.lo + 1 < w.lo + \old(PIECES))
    ORDERED_WHERE(type, i == w.lo && j == w.lo + 2 < w.lo + \old(PIECES))
    ORDERED_WHERE(type, i == w.lo + 1 && j == w.lo + 2 < w.lo + \old(PIECES))
    ORDERED_WHERE(type, i == w.lo && w.lo + \old(PIECES) <= j < type->cnt)
    ORDERED_WHERE(type, i == w.lo + 1 < w.lo + \old(PIECES) <= j < type->cnt)
    ORDERED_WHERE(type, i == w.lo + 2 < w.lo + \old(PIECES) <= j < type->cnt)
    ORDERED_WHERE(type, w.lo + \old(PIECES) <= i < j < type->cnt) */
static inline void replace(struct memblock_type *type, struct window w,
			   const struct memblock_region *old,
			   const struct memblock_region *new);

/* A formatter takes ==> apart in macros. */
/* clang-format off */
#define SAME_WHEN_FULL(field)                                              \
	ensures full: \result != 0 ==> \forall integer k;                  \
		0 <= k < type->cnt ==> R(k).field == \at(R(k).field, Pre);
#define FULL                                                               \
	ensures full: \result != 0 ==> \result > type->max;                \
	ensures full: \result != 0 ==> type->cnt == \old(type->cnt);       \
	SAME_WHEN_FULL(base)                                               \
	SAME_WHEN_FULL(size)                                               \
	SAME_WHEN_FULL(flags)                                              \
	SAME_WHEN_FULL(nid)
/* clang-format on */

#define END (range->base + range->size)

/*@ requires is_own_set(type) && i < type->cnt;
    requires \valid_read(range) && \valid_read(c);
    requires \separated(range, type, type->regions + (0 .. type->max - 1));
    requires \separated(c, type, type->regions + (0 .. type->max - 1));
    requires 0 < range->size && END <= 0xffffffffffffffff;
    requires R(i).base < END && range->base < R(i).base + R(i).size;
    requires \forall integer k; 0 <= k < i ==>
      R(k).base + R(k).size <= range->base;
    requires \forall integer k; i < k < type->cnt ==> END <= R(k).base;
    assigns type->cnt, type->regions[0 .. type->max - 1];
    ensures max: type->max == \old(type->max);
    ensures array: type->cnt <= type->max;
    FULL
    ensures sized: SIZED(type);
    ensures ordered: ORDERED(type); */
static size_t change_one(struct memblock_type *type, size_t i,
			 const struct memblock_region *range,
			 const struct memblock_change_ *c);

/*@ requires \valid(type) && \valid(type->regions + (0 .. type->max - 1));
    assigns type->cnt, type->regions[0 .. type->max - 1]; */
static size_t change_many(struct memblock_type *type, struct window w,
			  const struct memblock_region *range,
			  const struct memblock_change_ *c);

/*@ requires is_own_set(type) && base < end && \valid_read(how);
    requires \separated(how, type, type->regions + (0 .. type->max - 1));
    assigns type->cnt, type->regions[0 .. type->max - 1];
    behavior one:
      assumes \forall integer i, k; SHARES(type, i, base, end) &&
	SHARES(type, k, base, end) ==> i == k;
      ensures array: type->cnt <= type->max;
      FULL
      ensures sized: SIZED(type);
      ensures ordered: ORDERED(type); */
size_t memblock_type_change_(struct memblock_type *type, phys_addr_t base,
			     phys_addr_t end,
			     const struct memblock_change_ *how);

#include "core/memblock/change.c"
