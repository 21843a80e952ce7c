/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The contracts of adding a range that touches no region, or only regions of
 * its kind: the set is what it was and the range, stays sorted, and stays as it
 * was when it has no room.
 */
#include "tests/prove/wp/mutators.h"

#define R(k) type->regions[k]

/*@ requires \valid_read(a) && \valid_read(b);
    assigns \nothing;
    ensures \result <==> a->flags == b->flags && a->nid == b->nid; */
static inline bool same_kind(const struct memblock_region *a,
			     const struct memblock_region *b);

/*@ // Region i of the set contains the address. A predicate, which provers look
    // for.
    predicate holds{L}(struct memblock_type *t, integer i, integer addr) =
      HOLDS(t, i, addr);

    // Region i at B has the flags and node of region k at A.
    predicate like{A, B}(struct memblock_type *t, integer i, integer k) =
      \at(t->regions[i].flags, B) == \at(t->regions[k].flags, A) &&
      \at(t->regions[i].nid, B) == \at(t->regions[k].nid, A);
*/

/* A formatter takes ==> apart in macros. */
/* clang-format off */

/* What follows for addresses: the set stays sorted, */
#define STAYS_SORTED(m, n)                                                 \
	ensures sized: SIZED(type);                                        \
	ORDERED_WHERE(type, i < j < m)                                     \
	ORDERED_WHERE(type, i < m && j == m)                               \
	ORDERED_WHERE(type, i < m < j < type->cnt)                         \
	ORDERED_WHERE(type, i == m && m < j < type->cnt)                   \
	ORDERED_WHERE(type, m < i < j < type->cnt)

/* nothing goes, */
#define KEEPS(m, n)                                                        \
	ensures all: m < type->cnt && R(m).base <= add->base &&            \
		add->base + add->size <= R(m).base + R(m).size;            \
	ensures kept: \forall integer k, x;                                \
		k < m && holds{Pre}(type, k, x) ==>                        \
			holds(type, k, x) && like{Pre, Here}(type, k, k);  \
	ensures kept: \forall integer k, x;                                \
		m <= k < m + n && holds{Pre}(type, k, x) ==>               \
			holds(type, m, x) && like{Pre, Here}(type, m, k);  \
	ensures kept: \forall integer k, x;                                \
		m + n <= k && holds{Pre}(type, k, x) ==>                   \
			holds(type, k - n + 1, x) &&                       \
			like{Pre, Here}(type, k - n + 1, k);

/* and nothing but the range comes. */
#define NO_MORE(m, n)                                                      \
	ensures kind: R(m).flags == add->flags && R(m).nid == add->nid;    \
	ensures no_more: \forall integer i, x;                             \
		i < m && holds(type, i, x) ==>                             \
			holds{Pre}(type, i, x) &&                          \
			like{Pre, Here}(type, i, i);                       \
	ensures no_more: \forall integer x; holds(type, m, x) ==>          \
		add->base <= x < add->base + add->size ||                  \
		(n > 0 && holds{Pre}(type, m, x) &&                        \
		 like{Pre, Here}(type, m, m)) ||                           \
		(n > 0 && holds{Pre}(type, m + n - 1, x) &&                \
		 like{Pre, Here}(type, m, m + n - 1));                     \
	ensures no_more: \forall integer i, x;                             \
		m < i && holds(type, i, x) ==>                             \
			holds{Pre}(type, i + n - 1, x) &&                  \
			like{Pre, Here}(type, i, i + n - 1);

/* As in remove.c, a solver gets only a part of that. */
#ifdef PART
#define SPLICED(m, n) PART(m, n)
#else
#define SPLICED(m, n)                                                      \
	STAYS_SORTED(m, n)                                                 \
	KEEPS(m, n)                                                        \
	NO_MORE(m, n)
#define ADDED ensures done: \result == 0;
#endif
/* clang-format on */

/*@ requires \valid(type) && \valid(type->regions + (0 .. type->max - 1));
    requires \separated(type, type->regions + (0 .. type->max - 1));
    requires \valid_read(kind) && base <= end;
    requires \separated(kind, type, type->regions + (0 .. type->max - 1));
    requires w.lo <= w.hi <= type->cnt <= type->max <= 0x0fffffffffffffff;
    requires w.lo < w.hi || type->cnt < type->max;
    assigns type->cnt, type->regions[w.lo .. type->max - 1];
    ensures cnt: type->cnt == \old(type->cnt) - (w.hi - w.lo) + 1;
    ensures range: R(w.lo).base == base && R(w.lo).size == end - base;
    ensures kind: R(w.lo).flags == kind->flags && R(w.lo).nid == kind->nid;
    STAYS(type, w.lo)
    ABOVE_WAS(type, w, 1, base)
    ABOVE_WAS(type, w, 1, size)
    ABOVE_WAS(type, w, 1, flags)
    ABOVE_WAS(type, w, 1, nid) */
static inline void splice(struct memblock_type *type, struct window w,
			  phys_addr_t base, phys_addr_t end,
			  const struct memblock_region *kind);

/*@ requires is_own_set(type) && \valid_read(add) && 0 < add->size;
    requires \separated(add, type, type->regions + (0 .. type->max - 1));
    requires add->base + add->size <= 0xffffffffffffffff;
    requires w.lo == w.hi <= type->cnt;
    requires touch(type, w, add->base, add->base + add->size);
    requires type->total_size + add->size <= 0xffffffffffffffff;
    assigns type->cnt, type->total_size, type->regions[0 .. type->max - 1];
    behavior full:
      assumes type->cnt == type->max;
      assigns \nothing;
      ensures full: \result == type->cnt + 1;
      UNCHANGED(type)
    behavior fits:
      assumes type->cnt < type->max;
      ensures total: type->total_size == \old(type->total_size) + add->size;
      ensures done: \result == 0;
      SPLICED(w.lo, (w.hi - w.lo)) */
static size_t insert(struct memblock_type *type, struct window w,
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

#define BASE \min(add->base, \old(R(w.lo).base))
#define END \
	\max(add->base + add->size,                                        \
	     \old(R(w.hi - 1).base + R(w.hi - 1).size))

/*@ requires is_own_set(type) && \valid_read(add) && 0 < add->size;
    requires \separated(add, type, type->regions + (0 .. type->max - 1));
    requires add->base + add->size <= 0xffffffffffffffff;
    requires w.lo < w.hi <= type->cnt;
    requires \forall integer i; w.lo <= i < w.hi ==>
      R(i).flags == add->flags && R(i).nid == add->nid;
    requires touch(type, w, add->base, add->base + add->size);
    requires type->total_size - bytes_in(type->regions, w.lo, w.hi) +
      \max(add->base + add->size, R(w.hi - 1).base + R(w.hi - 1).size) -
      \min(add->base, R(w.lo).base) <= 0xffffffffffffffff;
    assigns type->cnt, type->total_size, type->regions[0 .. type->max - 1];
    ensures total: type->total_size == \old(type->total_size) -
      \old(bytes_in(type->regions, w.lo, w.hi)) + END - BASE;
    SPLICED(w.lo, (w.hi - w.lo)) */
static void join(struct memblock_type *type, struct window w,
		 const struct memblock_region *add);

/* Assumed: that total_size is the sum of all sizes, so that it does not wrap.
 */
/*@ predicate total_fits{L}(struct memblock_type *t, integer base,
			    integer end) =
      t->total_size + end - base <= 0xffffffffffffffff &&
      \forall struct window w; w.lo < w.hi && touch(t, w, base, end) ==>
	t->total_size - bytes_in(t->regions, w.lo, w.hi) +
	\max(end, t->regions[w.hi - 1].base + t->regions[w.hi - 1].size) -
	\min(base, t->regions[w.lo].base) <= 0xffffffffffffffff;
*/

/* Region i overlaps or touches the range. */
#define TOUCHES(i)                                 \
	(0 <= i < type->cnt && R(i).base <= end && \
	 R(i).base + R(i).size >= base)

/*@ requires \valid(type) && \valid(type->regions + (0 .. type->max - 1));
    assigns type->cnt, type->total_size, type->regions[0 .. type->max - 1];
*/
size_t memblock_insert_ranges_(struct memblock_type *type, struct window w,
			       const struct memblock_region *ranges, size_t n,
			       const struct memblock_region *kind);

/*@ requires is_own_set(type) && base < end && \valid_read(how);
    requires total_fits(type, base, end);
    assigns type->cnt, type->total_size, type->regions[0 .. type->max - 1];
    behavior full:
      assumes type->cnt == type->max;
      assumes \forall integer i; !TOUCHES(i);
      ensures full: \result == type->cnt + 1;
      UNCHANGED(type)
    behavior done:
      assumes \forall integer i; TOUCHES(i) ==>
	R(i).flags == how->set && R(i).nid == how->nid;
      assumes type->cnt < type->max || \exists integer i;
	TOUCHES(i);
      ADDED */
size_t memblock_type_add_(struct memblock_type *type, phys_addr_t base,
			  phys_addr_t end, const struct memblock_change_ *how);

#include "core/memblock/add.c"
