/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What Frama-C WP proves of core/memblock: contracts of its functions, in ACSL.
 * Included before each file that is proved; what loops need is beside them, in
 * comments that begin with @.
 */
#ifndef TESTS_PROVE_WP_CONTRACTS_H
#define TESTS_PROVE_WP_CONTRACTS_H

#include "core/memblock/memblock.h"

/* Macros and not predicates, so that provers see the accesses to regions[i],
 * and try that i for a quantifier. */

/* Region i of set t contains the address. */
#define HOLDS(t, i, addr)               \
	(0 <= i < (t)->cnt &&           \
	 (t)->regions[i].base <= addr < \
		 (t)->regions[i].base + (t)->regions[i].size)
/* Region i of set t and [from, to) have an address in common. */
#define SHARES(t, i, from, to)                                          \
	(0 <= i < (t)->cnt && from < to && (t)->regions[i].base < to && \
	 from < (t)->regions[i].base + (t)->regions[i].size)

/*@
  // The end of a region, which is not in it.
  logic integer end_of(struct memblock_region *r, integer i) =
    r[i].base + r[i].size;

  // The bytes of r[lo..hi).
  logic integer bytes_in{L}(struct memblock_region *r, integer lo,
			    integer hi) =
    lo >= hi ? 0 : bytes_in(r, lo, hi - 1) + r[hi - 1].size;

  // r[0..n) are the regions of a set: not empty, no wrap, sorted, disjoint.
  predicate is_sorted{L}(struct memblock_region *r, integer n) =
    (\forall integer i; 0 <= i < n ==>
      0 < r[i].size && r[i].base + r[i].size <= 0xffffffffffffffff) &&
    (\forall integer i, j; 0 <= i < j < n ==>
      r[i].base + r[i].size <= r[j].base);

  predicate is_set{L}(struct memblock_type *t) =
    \valid_read(t) && t->cnt <= t->max && t->max <= 0x0fffffffffffffff &&
    \valid_read(t->regions + (0 .. t->cnt - 1)) &&
    is_sorted(t->regions, t->cnt);

  // Some region of the set contains the address.
  predicate contains{L}(struct memblock_type *t, integer addr) =
    \exists integer i; HOLDS(t, i, addr);
*/

/*@ requires is_set(type);
    assigns \nothing;
    ensures \result <= type->cnt;
    ensures \forall integer i; 0 <= i < \result ==>
      type->regions[i].base <= addr;
    ensures \forall integer i; \result <= i < type->cnt ==>
      type->regions[i].base > addr; */
static inline size_t starts_up_to(const struct memblock_type *type,
				  phys_addr_t addr);

/*@ requires is_set(type);
    assigns \nothing;
    ensures \result <= type->cnt;
    ensures \forall integer i; 0 <= i < \result ==>
      type->regions[i].base < addr;
    ensures \forall integer i; \result <= i < type->cnt ==>
      type->regions[i].base >= addr; */
static inline size_t starts_below(const struct memblock_type *type,
				  phys_addr_t addr);

/*@ requires is_set(type);
    assigns \nothing;
    ensures \result <= type->cnt;
    ensures \forall integer i; 0 <= i < \result ==>
      type->regions[i].base + type->regions[i].size <= addr;
    ensures \forall integer i; \result <= i < type->cnt ==>
      type->regions[i].base + type->regions[i].size > addr; */
static inline size_t first_ending_above(const struct memblock_type *type,
					phys_addr_t addr);

/*@ requires \valid_read(r);
    requires r->base + r->size <= 0xffffffffffffffff;
    assigns \nothing;
    ensures \result == r->base + r->size; */
static inline phys_addr_t region_end(const struct memblock_region *r);

/*@ assigns \nothing;
    ensures \result == CORE_OK <==>
      0 < size && base + size <= 0xffffffffffffffff;
    ensures \result == CORE_EINVAL <==> size == 0; */
static inline int check_range(phys_addr_t base, phys_addr_t size);

/*@ assigns \nothing;
    ensures \result == (a < b ? a : b); */
static inline phys_addr_t phys_min(phys_addr_t a, phys_addr_t b);

/*@ assigns \nothing;
    ensures \result == (a > b ? a : b); */
static inline phys_addr_t phys_max(phys_addr_t a, phys_addr_t b);

/*@ requires \valid_read(r);
    assigns \nothing;
    ensures \result <==> (r->flags & 4) != 0; */
static inline bool memblock_is_nomap(const struct memblock_region *r);

/* --- queries (query.c) ---------------------------------------------------- */

/*@ requires is_set(type);
    assigns \result \from type->regions;
    ensures !contains(type, addr) ==> \result == \null;
    ensures contains(type, addr) ==> \exists integer i;
      HOLDS(type, i, addr) && \result == type->regions + i; */
const struct memblock_region *memblock_search(const struct memblock_type *type,
					      phys_addr_t addr);

/*@ requires is_set(type);
    assigns \nothing;
    ensures \result <==> contains(type, addr); */
static inline bool contains(const struct memblock_type *type, phys_addr_t addr);

/*@ requires \valid_read(mb) && is_set(&mb->memory);
    assigns \nothing;
    ensures \result <==> contains(&mb->memory, addr); */
bool memblock_is_memory(const struct memblock *mb, phys_addr_t addr);

/*@ requires \valid_read(mb) && is_set(&mb->memory);
    assigns \nothing;
    ensures \result ==> contains(&mb->memory, addr);
    ensures \forall integer i; HOLDS(&mb->memory, i, addr) ==>
      (\result <==> (mb->memory.regions[i].flags & 4) == 0); */
bool memblock_is_map_memory(const struct memblock *mb, phys_addr_t addr);

/*@ requires \valid_read(mb) && is_set(&mb->reserved);
    assigns \nothing;
    ensures \result <==> contains(&mb->reserved, addr); */
bool memblock_is_reserved(const struct memblock *mb, phys_addr_t addr);

/*@ requires \valid_read(mb) && is_set(&mb->memory);
    assigns \nothing;
    ensures \result <==> \exists integer i; HOLDS(&mb->memory, i, base) &&
      base + size <= mb->memory.regions[i].base + mb->memory.regions[i].size;
*/
bool memblock_is_region_memory(const struct memblock *mb, phys_addr_t base,
			       phys_addr_t size);

/*@ requires is_set(type);
    assigns \nothing;
    ensures \result <==> \exists integer i; SHARES(type, i, base,
      \min(base + size, 0xffffffffffffffff)); */
bool memblock_overlaps_region(const struct memblock_type *type,
			      phys_addr_t base, phys_addr_t size);

/*@ requires \valid_read(mb) && is_set(&mb->reserved);
    assigns \nothing;
    ensures \result <==> \exists integer i; SHARES(&mb->reserved, i, base,
      \min(base + size, 0xffffffffffffffff)); */
bool memblock_is_region_reserved(const struct memblock *mb, phys_addr_t base,
				 phys_addr_t size);

/*@ requires is_set(type);
    assigns \nothing;
    ensures \result <==> 0 < size && base + size <= 0xffffffffffffffff &&
      \forall integer a; base <= a < base + size ==> contains(type, a); */
bool memblock_covers(const struct memblock_type *type, phys_addr_t base,
		     phys_addr_t size);

/*@ requires \valid_read(mb) && is_set(&mb->memory);
    assigns \nothing;
    ensures mb->memory.cnt == 0 ==> \result == 0;
    ensures \forall integer a; contains(&mb->memory, a) ==> \result <= a;
    ensures mb->memory.cnt > 0 ==> contains(&mb->memory, \result); */
phys_addr_t memblock_start_of_DRAM(const struct memblock *mb);

/*@ requires \valid_read(mb) && is_set(&mb->memory);
    assigns \nothing;
    ensures mb->memory.cnt == 0 ==> \result == 0;
    ensures \forall integer a; contains(&mb->memory, a) ==> a < \result;
    ensures mb->memory.cnt > 0 ==> contains(&mb->memory, \result - 1); */
phys_addr_t memblock_end_of_DRAM(const struct memblock *mb);

/*@ requires \valid_read(mb);
    assigns \nothing;
    ensures \result == mb->memory.total_size; */
phys_addr_t memblock_phys_mem_size(const struct memblock *mb);

/*@ requires \valid_read(mb);
    assigns \nothing;
    ensures \result == mb->reserved.total_size; */
phys_addr_t memblock_reserved_size(const struct memblock *mb);

/* --- walks (iter.c) ------------------------------------------------------- */

/*@ // A region with these flags and this node passes such a filter.
    predicate has_kind(integer flags, integer nid, integer for_nid,
		       integer skip, integer need) =
      (for_nid < 0 || for_nid == nid) && (flags & skip) == 0 &&
      (flags & need) == need;

    // The filter lets the region pass.
    predicate lets_pass{L}(struct memblock_region *r,
			   struct memblock_filter *f) =
      has_kind(r->flags, r->nid, f->nid, f->skip_flags, f->need_flags);

    // Region i of a is visited and contains the address.
    predicate visits{L}(struct memblock_type *a, struct memblock_filter *f,
			integer i, integer addr) =
      HOLDS(a, i, addr) && (f == \null || lets_pass(a->regions + i, f));
*/

/*@ requires \valid_read(r) && \valid_read(filter);
    assigns \nothing;
    ensures \result <==> lets_pass(r, filter); */
static inline bool passes(const struct memblock_region *r,
			  const struct memblock_filter *filter);

/*@ // The regions before i end at or below addr, the others above.
    predicate ends_around{L}(struct memblock_type *t, integer i,
			     integer addr) =
      (\forall integer k; 0 <= k < i ==>
	t->regions[k].base + t->regions[k].size <= addr) &&
      (\forall integer k; i <= k < t->cnt ==>
	t->regions[k].base + t->regions[k].size > addr);
*/

/*@ requires is_set(type);
    assigns \nothing;
    ensures \result <= type->cnt;
    ensures \forall integer i; 0 <= i < \result ==>
      type->regions[i].base + type->regions[i].size <= addr;
    ensures \forall integer i; \result <= i < type->cnt ==>
      type->regions[i].base + type->regions[i].size > addr; */
static inline size_t resume(const struct memblock_type *type, size_t hint,
			    phys_addr_t addr);

/*@ requires is_set(type);
    assigns \nothing;
    ensures \result <= type->cnt;
    ensures \forall integer i; 0 <= i < \result ==>
      type->regions[i].base < addr;
    ensures \forall integer i; \result <= i < type->cnt ==>
      type->regions[i].base >= addr; */
static inline size_t resume_down(const struct memblock_type *type, size_t hint,
				 phys_addr_t addr);

/*@ requires b == \null || is_set(b);
    requires \valid(hint) && \valid(base) && \valid(end);
    requires \separated(hint, base, end);
    requires b != \null ==> \separated(hint, b) && \separated(base, b) &&
      \separated(end, b) &&
      \separated(hint, b->regions + (0 .. b->cnt - 1)) &&
      \separated(base, b->regions + (0 .. b->cnt - 1)) &&
      \separated(end, b->regions + (0 .. b->cnt - 1));
    assigns *hint, *base, *end;
    ensures \result <==> *base < *end;
    ensures \old(*base) <= *base;
    ensures \result ==> *end <= \old(*end);
    ensures !\result ==> *end == \old(*end);
    // Nothing before the piece is free, and all of it is.
    ensures b != \null ==> \forall integer x; \old(*base) <= x < *base &&
      x < \old(*end) ==> contains{Pre}(b, x);
    ensures b != \null ==> \forall integer x; *base <= x < *end ==>
      !contains{Pre}(b, x);
    ensures b == \null ==> *base == \old(*base) && *end == \old(*end);
    // It ends where the next region begins, or with the range.
    ensures b != \null && \result && *end < \old(*end) ==>
      contains{Pre}(b, *end);
*/
static bool first_gap(const struct memblock_type *b, size_t *hint,
		      phys_addr_t *base, phys_addr_t *end);

/*@ requires b == \null || is_set(b);
    requires \valid(hint) && \valid(base) && \valid(end);
    requires \separated(hint, base, end);
    requires b != \null ==> \separated(hint, b) && \separated(base, b) &&
      \separated(end, b) &&
      \separated(hint, b->regions + (0 .. b->cnt - 1)) &&
      \separated(base, b->regions + (0 .. b->cnt - 1)) &&
      \separated(end, b->regions + (0 .. b->cnt - 1));
    assigns *hint, *base, *end;
    ensures \result <==> *base < *end;
    ensures *end <= \old(*end);
    ensures \result ==> \old(*base) <= *base;
    ensures !\result ==> *base == \old(*base);
    ensures b != \null ==> \forall integer x; *end <= x < \old(*end) &&
      x >= \old(*base) ==> contains{Pre}(b, x);
    ensures b != \null ==> \forall integer x; *base <= x < *end ==>
      !contains{Pre}(b, x);
    ensures b == \null ==> *base == \old(*base) && *end == \old(*end);
    ensures b != \null && \result && *base > \old(*base) ==>
      contains{Pre}(b, *base - 1);
*/
static bool last_gap(const struct memblock_type *b, size_t *hint,
		     phys_addr_t *base, phys_addr_t *end);

/*@ requires \valid(range) && \valid_read(r);
    requires \separated(range, r);
    assigns *range;
    ensures \result;
    ensures range->base == base && range->end == end &&
      range->hint_a == a && range->hint_b == b &&
      range->flags == \old(r->flags) && range->nid == \old(r->nid); */
static bool give(struct memblock_range *range, const struct memblock_region *r,
		 phys_addr_t base, phys_addr_t end, size_t a, size_t b);

// The range is in one region of a that is visited, with its flags and node, and
// b covers nothing of it.
/*@ predicate is_piece{L, R}(struct memblock_type *a, struct memblock_type *b,
			     struct memblock_filter *f,
			     struct memblock_range *r, integer i) =
      \at(r->base, R) < \at(r->end, R) &&
      visits{L}(a, f, i, \at(r->base, R)) &&
      visits{L}(a, f, i, \at(r->end, R) - 1) &&
      \at(r->flags, R) == \at(a->regions[i].flags, L) &&
      \at(r->nid, R) == \at(a->regions[i].nid, L) &&
      (b != \null ==> \forall integer x; \at(r->base, R) <= x < \at(r->end, R)
	==> !contains{L}(b, x));
*/

/*@ requires is_set(a) && (b == \null || is_set(b));
    requires filter == \null || \valid_read(filter);
    requires \valid(r) && \separated(r, a) &&
      \separated(r, a->regions + (0 .. a->cnt - 1));
    requires filter != \null ==> \separated(r, filter);
    requires b != \null ==> \separated(r, b) &&
      \separated(r, b->regions + (0 .. b->cnt - 1));
    assigns *r;
    ensures !\result ==> \old(*r) == *r;
    ensures \result ==> \old(r->end) <= r->base;
    ensures \result ==> is_piece{Pre, Here}(a, b, filter, r, r->hint_a);
    // It ends with the region, or where b begins.
    ensures \result ==>
      r->end == \old(end_of(a->regions, \at(r->hint_a, Here))) ||
      (b != \null && contains{Pre}(b, r->end));
    // Nothing before it is left out.
    ensures \forall integer i, x; visits{Pre}(a, filter, i, x) &&
      \old(r->end) <= x && (\result ==> x < r->base) ==>
	b != \null && contains{Pre}(b, x); */
bool memblock_next_range(const struct memblock_type *a,
			 const struct memblock_type *b,
			 const struct memblock_filter *filter,
			 struct memblock_range *r);

/*@ requires is_set(a) && (b == \null || is_set(b));
    requires filter == \null || \valid_read(filter);
    requires \valid(r) && \separated(r, a) &&
      \separated(r, a->regions + (0 .. a->cnt - 1));
    requires filter != \null ==> \separated(r, filter);
    requires b != \null ==> \separated(r, b) &&
      \separated(r, b->regions + (0 .. b->cnt - 1));
    assigns *r;
    ensures !\result ==> \old(*r) == *r;
    ensures \result ==> r->end <= \old(r->base);
    ensures \result ==> is_piece{Pre, Here}(a, b, filter, r, r->hint_a);
    // It begins with the region, or where b ends.
    ensures \result ==>
      r->base == \old(a->regions[\at(r->hint_a, Here)].base) ||
      (b != \null && contains{Pre}(b, r->base - 1));
    // Nothing above it is left out.
    ensures \forall integer i, x; visits{Pre}(a, filter, i, x) &&
      x < \old(r->base) && (\result ==> r->end <= x) ==>
	b != \null && contains{Pre}(b, x); */
bool memblock_prev_range(const struct memblock_type *a,
			 const struct memblock_type *b,
			 const struct memblock_filter *filter,
			 struct memblock_range *r);

#endif
