/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The contracts of changing flags or node of a range: what merges with the part
 * that changes, and where each region is afterwards.
 */
#include "tests/prove/wp/change.h"

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
