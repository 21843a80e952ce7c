/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The contracts of changing flags or node of a range: what merges with the part
 * that changes, and where each region is afterwards.
 */
#include "tests/prove/wp/mutators.h"

#define R(k) type->regions[k]

/*@ requires \valid_read(r) && \valid_read(c);
    assigns \nothing;
    ensures \result.base == r->base && \result.size == r->size;
    ensures \result.flags == ((r->flags & (uint32_t)~c->clear) | c->set);
    ensures \result.nid == (c->has_nid ? c->nid : r->nid); */
static inline struct memblock_region changed(const struct memblock_region *r,
					     const struct memblock_change_ *c);

/*@ requires \valid_read(a) && \valid_read(b);
    assigns \nothing;
    ensures \result <==> a->flags == b->flags && a->nid == b->nid; */
static inline bool same_kind(const struct memblock_region *a,
			     const struct memblock_region *b);

/*@ requires \valid_read(a) && \valid_read(b);
    requires a->base + a->size <= 0xffffffffffffffff;
    assigns \nothing;
    ensures \result <==> a->base + a->size == b->base; */
static inline bool touch(const struct memblock_region *a,
			 const struct memblock_region *b);

/*@ requires is_set(type) && i < type->cnt;
    requires \valid_read(range) && \valid_read(new);
    requires range->base + range->size <= 0xffffffffffffffff;
    assigns \nothing;
    ensures \result.lo == i || \result.lo == i - 1;
    ensures \result.lo < i <==> R(i).base >= range->base && i > 0 &&
      R(i - 1).base + R(i - 1).size == R(i).base &&
      R(i - 1).flags == new->flags && R(i - 1).nid == new->nid;
    ensures \result.hi == i + 1 || \result.hi == i + 2;
    ensures \result.hi > i + 1 <==>
      R(i).base + R(i).size <= range->base + range->size &&
      i + 1 < type->cnt && R(i).base + R(i).size == R(i + 1).base &&
      R(i + 1).flags == new->flags && R(i + 1).nid == new->nid; */
static inline struct window merging(const struct memblock_type *type, size_t i,
				    const struct memblock_region *range,
				    const struct memblock_region *new);

/* A formatter takes ==> apart in macros. */
/* clang-format off */

/* The window has become regions[w.lo .. w.lo + n - 1], m of which is new. */
#define BECOMES(n, m)                                                      \
	ensures cnt: type->cnt == \old(type->cnt) - (w.hi - w.lo) + n;     \
	STAYS(type, w.lo)                                                  \
	ABOVE_WAS(type, w, n, base)                                        \
	ABOVE_WAS(type, w, n, size)                                        \
	ABOVE_WAS(type, w, n, flags)                                       \
	ABOVE_WAS(type, w, n, nid)                                         \
	ensures new_range: R(w.lo + m).base == new->base &&                \
		R(w.lo + m).size == new->size;                             \
	ensures new_kind: R(w.lo + m).flags == new->flags &&               \
		R(w.lo + m).nid == new->nid;

/* Region i is what is left of old from one address to the other. */
#define REST(i, from, to)                                                  \
	ensures rest_range: R(i).base == from && R(i).size == to - from;   \
	ensures rest_kind: R(i).flags == old->flags && R(i).nid == old->nid;
/* clang-format on */

#define OLD_TOP (old->base + old->size)
#define NEW_TOP (new->base + new->size)

/*@ requires \valid(type) && \valid(type->regions + (0 .. type->max - 1));
    requires \separated(type, type->regions + (0 .. type->max - 1));
    requires \valid_read(old) && \valid_read(new);
    requires \separated(old, type, type->regions + (0 .. type->max - 1));
    requires \separated(new, type, type->regions + (0 .. type->max - 1));
    requires w.lo < w.hi <= type->cnt <= type->max <= 0x0fffffffffffffff;
    requires type->cnt - (w.hi - w.lo) + 1 + (old->base < new->base ? 1 : 0) +
      (OLD_TOP > NEW_TOP ? 1 : 0) <= type->max;
    requires OLD_TOP <= 0xffffffffffffffff && NEW_TOP <= 0xffffffffffffffff;
    assigns type->cnt, type->regions[w.lo .. type->max - 1];
    behavior whole:
      assumes old->base >= new->base && OLD_TOP <= NEW_TOP;
      BECOMES(1, 0)
    behavior top:
      assumes old->base < new->base && OLD_TOP <= NEW_TOP;
      BECOMES(2, 1)
      REST(w.lo, old->base, new->base)
    behavior bottom:
      assumes old->base >= new->base && OLD_TOP > NEW_TOP;
      BECOMES(2, 0)
      REST(w.lo + 1, NEW_TOP, OLD_TOP)
    behavior middle:
      assumes old->base < new->base && OLD_TOP > NEW_TOP;
      BECOMES(3, 1)
      REST(w.lo, old->base, new->base)
      REST(w.lo + 2, NEW_TOP, OLD_TOP) */
static inline void replace(struct memblock_type *type, struct window w,
			   const struct memblock_region *old,
			   const struct memblock_region *new);

#include "core/memblock/change.c"
