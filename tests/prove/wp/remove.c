/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The contracts of removing a range: nothing but the range goes, the set stays
 * sorted, and a set without room for the result stays as it was.
 */
#include "tests/prove/wp/mutators.h"

/* Assumed: that total_size is the sum of all sizes, of which this is a part. */
/*@ requires is_set(type) && w.lo < w.hi <= type->cnt;
    assigns \nothing;
    ensures w.hi - w.lo > 1 ==> \result >=
      type->regions[w.lo].size + type->regions[w.hi - 1].size;
    ensures \result <= type->total_size; */
static phys_addr_t bytes_of_many(const struct memblock_type *type,
				 struct window w);

/* A formatter takes ==> apart in macros. */
/* clang-format off */

#define R(k) type->regions[k]
#define TOP (R(w.hi - 1).base + R(w.hi - 1).size)

/* The regions below the window and those above it, which becomes n regions. */
#define OTHERS(n)                                                          \
	ensures cnt: type->cnt == \old(type->cnt) - (w.hi - w.lo) + n;     \
	STAYS(type, w.lo)                                                  \
	ABOVE_WAS(type, w, n, base)                                        \
	ABOVE_WAS(type, w, n, size)                                        \
	ABOVE_WAS(type, w, n, flags)                                       \
	ABOVE_WAS(type, w, n, nid)

/* What is left of the first region of the window, and, as region i, of the last
 * one. */
#define LEFT(bytes)                                                        \
	ensures left_base: R(w.lo).base == \at(R(w.lo).base, Pre);         \
	ensures left_size: R(w.lo).size == bytes;                          \
	ensures left_flags: R(w.lo).flags == \at(R(w.lo).flags, Pre);      \
	ensures left_nid: R(w.lo).nid == \at(R(w.lo).nid, Pre);
#define RIGHT(i, bytes)                                                    \
	ensures right_range: R(i).base == end && R(i).size == bytes;       \
	ensures right_flags: R(i).flags == \at(R(w.hi - 1).flags, Pre);    \
	ensures right_nid: R(i).nid == \at(R(w.hi - 1).nid, Pre);

/* What follows for addresses: the set stays sorted. */
#define STAYS_SORTED(n)                                                    \
	ensures sized: SIZED(type);                                        \
	ORDERED_WHERE(type, i < j < w.lo)                                  \
	ORDERED_WHERE(type, i < w.lo <= j < w.lo + n)                      \
	ORDERED_WHERE(type, w.lo <= i < j < w.lo + n)                      \
	ORDERED_WHERE(type, i < w.lo && w.lo + n <= j < type->cnt)         \
	ORDERED_WHERE(type, w.lo <= i < w.lo + n <= j < type->cnt)         \
	ORDERED_WHERE(type, w.lo + n <= i < j < type->cnt)

/* All outside of the range is left, of the window and above it. */
#define KEEPS(n)                                                           \
	ensures kept: \forall integer k; w.hi <= k < \old(type->cnt) ==>   \
		R(k + n - (w.hi - w.lo)).base == \at(R(k).base, Pre);      \
	ensures kept: \forall integer k; w.hi <= k < \old(type->cnt) ==>   \
		R(k + n - (w.hi - w.lo)).size == \at(R(k).size, Pre);      \
	ensures keeps_window: \forall integer k, x; w.lo <= k < w.hi &&    \
		\at(HOLDS(type, k, x), Pre) && !(base <= x < end) ==>      \
			contains(type, x);

/* And nothing of the range is left, and what is left was in the set. */
#define BYTES(n)                                                           \
	ensures done: \result == 0;                                        \
	STAYS_SORTED(n)                                                    \
	KEEPS(n)                                                           \
	ensures gone: \forall integer i, x; HOLDS(type, i, x) ==>          \
		!(base <= x < end);                                        \
	ensures no_more: \forall integer i, x; HOLDS(type, i, x) ==>       \
		\exists integer k; \at(HOLDS(type, k, x), Pre) &&          \
			KIND_WAS(type, i, k);

/* A solver gets all that the contract of cut() says, and proves more when that
 * is little. So remove_order.c and remove_less.c, which define PART and REMOVED,
 * prove a part of the contract of memblock_type_remove_() with a part of it. */
#ifdef PART
#undef OTHERS
#define OTHERS(n)                                                          \
	ensures cnt: type->cnt == \old(type->cnt) - (w.hi - w.lo) + n;     \
	FIELD_STAYS(type, w.lo, base)                                      \
	FIELD_STAYS(type, w.lo, size)
#undef LEFT
#define LEFT(bytes)
#undef RIGHT
#define RIGHT(i, bytes)
#undef BYTES
#define BYTES(n)                                                           \
	ensures done: \result == 0;                                        \
	PART(n)
#else
#define REMOVED                                                            \
	ensures sized: SIZED(type);                                        \
	ensures gone: \result == 0 ==>                                     \
		\forall integer i, x; HOLDS(type, i, x) ==>                \
			!(base <= x < end);                                \
	ensures no_more: \result == 0 ==>                                  \
		\forall integer i, x; HOLDS(type, i, x) ==>                \
			\exists integer k; \at(HOLDS(type, k, x), Pre) &&  \
				KIND_WAS(type, i, k);
#endif
/* clang-format on */

/*@ requires \valid(type) && \valid(type->regions + (0 .. type->max - 1));
    requires \separated(type, type->regions + (0 .. type->max - 1));
    requires w.lo < w.hi <= type->cnt <= type->max <= 0x0fffffffffffffff;
    requires left > 0 && right > 0 && w.hi - w.lo == 1 ==>
      type->cnt < type->max;
    requires end + right <= 0xffffffffffffffff;
    assigns type->cnt, type->regions[w.lo .. type->max - 1];
    behavior all:
      assumes left == 0 && right == 0;
      OTHERS(0)
    behavior bottom:
      assumes left > 0 && right == 0;
      OTHERS(1)
      LEFT(left)
    behavior top:
      assumes left == 0 && right > 0;
      OTHERS(1)
      RIGHT(w.lo, right)
    behavior both:
      assumes left > 0 && right > 0;
      OTHERS(2)
      LEFT(left)
      RIGHT(w.lo + 1, right) */
static inline void shrink(struct memblock_type *type, struct window w,
			  phys_addr_t left, phys_addr_t end, phys_addr_t right);

/*@ requires is_own_set(type) && base < end;
    requires w.lo < w.hi && overlap(type, w, base, end);
    requires \forall integer i; 0 <= i < type->cnt ==>
      R(i).size <= type->total_size;
    assigns type->cnt, type->total_size, type->regions[0 .. type->max - 1];
    ensures type->cnt <= type->max;
    behavior all:
      assumes base <= R(w.lo).base && TOP <= end;
      OTHERS(0)
      BYTES(0)
    behavior bottom:
      assumes R(w.lo).base < base && TOP <= end;
      OTHERS(1)
      LEFT(base - \at(R(w.lo).base, Pre))
      BYTES(1)
    behavior top:
      assumes base <= R(w.lo).base && end < TOP;
      OTHERS(1)
      RIGHT(w.lo, \at(TOP, Pre) - end)
      BYTES(1)
    behavior both:
      assumes R(w.lo).base < base && end < TOP;
      assumes w.hi - w.lo > 1 || type->cnt < type->max;
      OTHERS(2)
      LEFT(base - \at(R(w.lo).base, Pre))
      RIGHT(w.lo + 1, \at(TOP, Pre) - end)
      BYTES(2)
    behavior full:
      assumes R(w.lo).base < base && end < TOP;
      assumes w.hi - w.lo == 1 && type->cnt == type->max;
      assigns \nothing;
      ensures full: \result == type->cnt + 1;
      UNCHANGED(type) */
static size_t cut(struct memblock_type *type, struct window w, phys_addr_t base,
		  phys_addr_t end);

/*@ requires is_own_set(type) && base < end;
    requires \forall integer i; 0 <= i < type->cnt ==>
      R(i).size <= type->total_size;
    assigns type->cnt, type->total_size, type->regions[0 .. type->max - 1];
    ensures array: type->cnt <= type->max;
    REMOVED
    behavior full:
      assumes \exists integer i; 0 <= i < type->cnt &&
	R(i).base < base && end < R(i).base + R(i).size;
      assumes type->cnt == type->max;
      ensures full: \result == type->cnt + 1;
      UNCHANGED(type)
    behavior fits:
      assumes type->cnt < type->max || \forall integer i; 0 <= i < type->cnt ==>
	R(i).base >= base || end >= R(i).base + R(i).size;
      ensures done: \result == 0; */
size_t memblock_type_remove_(struct memblock_type *type, phys_addr_t base,
			     phys_addr_t end,
			     const struct memblock_change_ *unused);

#include "core/memblock/remove.c"
