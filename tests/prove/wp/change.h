/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Contracts of what the proofs of changing flags or node of a range share: the
 * new kind, and what merges with the part that changes. change.c proves them.
 */
#ifndef TESTS_PROVE_WP_CHANGE_H
#define TESTS_PROVE_WP_CHANGE_H

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

#define OLD_TOP (old->base + old->size)
#define NEW_TOP (new->base + new->size)

#endif
