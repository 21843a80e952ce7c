/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The contracts of adding a range that touches nothing: the set is what it was
 * and the range, stays sorted, and stays as it was when it has no room.
 */
#include "tests/prove/wp/mutators.h"

#define R(k) type->regions[k]

/*@ requires \valid_read(a) && \valid_read(b);
    assigns \nothing;
    ensures \result <==> a->flags == b->flags && a->nid == b->nid; */
static inline bool same_kind(const struct memblock_region *a,
			     const struct memblock_region *b);

/* A formatter takes ==> apart in macros. */
/* clang-format off */

/* What there was below and above is there; n regions have become region m. */
#define FIELD_ABOVE(m, n, field)                                           \
	ensures above: \forall integer i; m < i < type->cnt ==>            \
		R(i).field == \at(R(i + n - 1).field, Pre);
#define SPLICED(m, n)                                                      \
	ensures cnt: type->cnt == \old(type->cnt) + 1 - n;                 \
	STAYS(type, m)                                                     \
	FIELD_ABOVE(m, n, base)                                            \
	FIELD_ABOVE(m, n, size)                                            \
	FIELD_ABOVE(m, n, flags)                                           \
	FIELD_ABOVE(m, n, nid)                                             \
	ensures kind: R(m).flags == add->flags && R(m).nid == add->nid;    \
	ensures sized: SIZED(type);                                        \
	ORDERED_WHERE(type, i < j < m)                                     \
	ORDERED_WHERE(type, i < m && j == m)                               \
	ORDERED_WHERE(type, i < m < j < type->cnt)                         \
	ORDERED_WHERE(type, i == m && m < j < type->cnt)                   \
	ORDERED_WHERE(type, m < i < j < type->cnt)
/* clang-format on */

/*@ requires is_own_set(type) && i <= type->cnt;
    requires \valid_read(add) && 0 < add->size;
    requires \separated(add, type, type->regions + (0 .. type->max - 1));
    requires add->base + add->size <= 0xffffffffffffffff;
    requires \forall integer k; 0 <= k < i ==>
      R(k).base + R(k).size < add->base;
    requires \forall integer k; i <= k < type->cnt ==>
      R(k).base > add->base + add->size;
    requires type->total_size + add->size <= 0xffffffffffffffff;
    assigns type->cnt, type->total_size, type->regions[0 .. type->max - 1];
    behavior full:
      assumes type->cnt == type->max;
      assigns \nothing;
      ensures full: \result == type->cnt + 1;
      UNCHANGED(type)
    behavior fits:
      assumes type->cnt < type->max;
      ensures range: R(i).base == add->base && R(i).size == add->size;
      ensures done: \result == 0;
      SPLICED(i, 0) */
static size_t insert(struct memblock_type *type, size_t i,
		     const struct memblock_region *add);

/*@ requires is_set(type) && w.lo <= w.hi <= type->cnt;
    requires \valid_read(kind);
    assigns \nothing;
    ensures \result ==> \forall integer i; w.lo <= i < w.hi ==>
      R(i).flags == kind->flags && R(i).nid == kind->nid;
    ensures !\result ==> \exists integer i; w.lo <= i < w.hi &&
      (R(i).flags != kind->flags || R(i).nid != kind->nid); */
static bool all_of_kind(const struct memblock_type *type, struct window w,
			const struct memblock_region *kind);

#include "core/memblock/add.c"
