/* SPDX-License-Identifier: BSD-2-Clause */
/* The contracts of what validates and compares whole sets. */
#include "tests/prove/wp/contracts.h"

/*@ requires \valid_read(a) && \valid_read(b);
    assigns \nothing;
    ensures \result <==> a->flags == b->flags && a->nid == b->nid; */
static inline bool same_kind(const struct memblock_region *a,
			     const struct memblock_region *b);

/*@ requires \valid_read(r);
    assigns \nothing;
    ensures \result <==>
      0 < r->size && r->base + r->size <= 0xffffffffffffffff; */
static bool is_valid(const struct memblock_region *r);

/*@ // b may be the region after a: it is above, and would not merge.
    predicate may_follow{L}(struct memblock_region *a,
			    struct memblock_region *b) =
      a->base + a->size <= b->base &&
      (a->base + a->size == b->base ==>
	a->flags != b->flags || a->nid != b->nid);
*/

/*@ requires \valid_read(a) && \valid_read(b);
    requires a->base + a->size <= 0xffffffffffffffff;
    assigns \nothing;
    ensures \result <==> may_follow(a, b); */
static bool in_order(const struct memblock_region *a,
		     const struct memblock_region *b);

/*@ requires \valid_read(type) && type->max <= 0x0fffffffffffffff;
    requires \valid_read(type->regions + (0 .. type->cnt - 1));
    assigns \nothing;
    // So the contracts of all other functions hold for what is valid.
    ensures \result == CORE_OK ==> is_set(type);
    ensures \result == CORE_OK ==> \forall integer i; 0 < i < type->cnt ==>
      may_follow(type->regions + (i - 1), type->regions + i); */
int memblock_type_validate(const struct memblock_type *type);

/*@ requires \valid_read(a) && \valid_read(b);
    assigns \nothing;
    ensures \result <==> *a == *b; */
static bool same_region(const struct memblock_region *a,
			const struct memblock_region *b);

/*@ requires \valid_read(a) && \valid_read(b);
    requires \valid_read(a->regions + (0 .. a->cnt - 1));
    requires \valid_read(b->regions + (0 .. b->cnt - 1));
    assigns \nothing;
    ensures \result <==> a->cnt == b->cnt &&
      \forall integer i; 0 <= i < a->cnt ==>
	a->regions[i] == b->regions[i]; */
bool memblock_type_equal(const struct memblock_type *a,
			 const struct memblock_type *b);

/*@ // The set and its array may be read.
    predicate is_readable{L}(struct memblock_type *t) =
      \valid_read(t) && \valid_read(t->regions + (0 .. t->cnt - 1));

    predicate is_equal{L}(struct memblock_type *a, struct memblock_type *b) =
      a->cnt == b->cnt && \forall integer i; 0 <= i < a->cnt ==>
	a->regions[i] == b->regions[i];
*/

/*@ requires \valid_read(a) && \valid_read(b);
    requires is_readable(&a->memory) && is_readable(&b->memory);
    requires is_readable(&a->reserved) && is_readable(&b->reserved);
    requires is_readable(&a->physmap) && is_readable(&b->physmap);
    assigns \nothing;
    ensures \result <==> is_equal(&a->memory, &b->memory) &&
      is_equal(&a->reserved, &b->reserved) &&
      is_equal(&a->physmap, &b->physmap); */
bool memblock_equal(const struct memblock *a, const struct memblock *b);

/*@ assigns \nothing;
    ensures \result.base == at && \result.end == at; */
static inline struct memblock_range memblock_range_at_(phys_addr_t at);

/*@ requires \valid_read(mb);
    requires mb->memory.max <= 0x0fffffffffffffff &&
      mb->reserved.max <= 0x0fffffffffffffff &&
      mb->physmap.max <= 0x0fffffffffffffff;
    requires is_readable(&mb->memory) && is_readable(&mb->reserved) &&
      is_readable(&mb->physmap);
    assigns \nothing;
    ensures sets: \result == CORE_OK ==> is_set(&mb->memory) &&
      is_set(&mb->reserved) && is_set(&mb->physmap);
    // All memory is in physmap, if that has any region.
    ensures inside: \result == CORE_OK && mb->physmap.cnt > 0 ==>
      \forall integer i, x; 0 <= x &&
	visits{Pre}(&mb->memory, (struct memblock_filter *)\null, i, x) ==>
	  contains{Pre}(&mb->physmap, x); */
int memblock_validate(const struct memblock *mb);

#include "core/memblock/check.c"
