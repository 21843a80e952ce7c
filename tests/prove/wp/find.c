/* SPDX-License-Identifier: BSD-2-Clause */
/* The contracts of the search for free memory. The structure that it searches
 * with is defined in find.c, so they follow what they are about. */
#include "tests/prove/wp/align.h"

/* These are macros as in contracts.h. */

/* addr is aligned, and size bytes from there are in [base, end). */
#define FITS(addr, size, align, base, end) \
	(is_aligned(addr, align) && base <= addr && addr + (size) <= end)
/* And none of them is in set t. */
#define FREE(t, addr, size, align, base, end)  \
	(FITS(addr, size, align, base, end) && \
	 is_free((t)->regions, (t)->cnt, addr, size))
/* It was so in [base, end) when the function began. */
#define ROOM(s, addr) \
	\at(FREE((s)->reserved, addr, (s)->size, (s)->align, base, end), Pre)
/* A search may give the address, which is in region j of the memory. */
#define PLACE(s, j, addr)                                                     \
	(0 <= j < (s)->memory->cnt &&                                         \
	 has_kind((s)->memory->regions[j].flags, (s)->memory->regions[j].nid, \
		  (s)->filter.nid, (s)->filter.skip_flags,                    \
		  (s)->filter.need_flags) &&                                  \
	 (s)->memory->regions[j].base <= addr &&                              \
	 addr + (s)->size <= (s)->memory->regions[j].base +                   \
				     (s)->memory->regions[j].size &&          \
	 FREE((s)->reserved, addr, (s)->size, (s)->align, (s)->start,         \
	      (s)->end))

/*@
  // No region of r[0..n) has an address of [addr, addr + size).
  predicate is_free{L}(struct memblock_region *r, integer n, integer addr,
		       integer size) =
    \forall integer k; 0 <= k < n ==>
      addr + size <= r[k].base || r[k].base + r[k].size <= addr;

  // The regions of the set are as they were at Q.
  predicate is_same{Q, L}(struct memblock_type *t) =
    \forall integer k; 0 <= k < \at(t->cnt, L) ==>
      \at(t->regions[k].base, L) == \at(t->regions[k].base, Q) &&
      \at(t->regions[k].size, L) == \at(t->regions[k].size, Q);

  // The gap below region k is smaller.
  predicate is_small{L}(struct memblock_region *r, integer k, integer size) =
    r[k].base - (r[k - 1].base + r[k - 1].size) < size;

  // Regions [n, from) are above base, and what is free below region from - 1
  // is free below region n - 1, too.
  predicate skips_down{L}(struct memblock_type *t, integer size, integer base,
			  integer from, integer n) =
    0 < n <= from &&
    (\forall integer k; n <= k < from ==> t->regions[k].base > base) &&
    (\forall integer a; is_free(t->regions, t->cnt, a, size) &&
      a + size <= t->regions[from - 1].base ==>
	a + size <= t->regions[n - 1].base);

  // The same upwards, for what is free above a region.
  predicate skips_up{L}(struct memblock_type *t, integer size, integer end,
			integer from, integer i) =
    from <= i < t->cnt &&
    (\forall integer k; from < k <= i ==> t->regions[k].base < end) &&
    (\forall integer a; is_free(t->regions, t->cnt, a, size) &&
      t->regions[from].base + t->regions[from].size <= a ==>
	t->regions[i].base + t->regions[i].size <= a);
*/

/*@ assigns \nothing;
    ensures \result <==> is_power(n); */
static inline bool is_power_of_two(uint64_t n);

#include "core/memblock/find.c"

/*@
  // What a search for gaps relies on.
  predicate is_search{L}(struct search *s) =
    \valid_read(s) && is_set(s->reserved) && 0 < s->start && 0 < s->size &&
    is_power(s->align);
*/

/*@ requires \valid_read(s) && 0 < s->size && is_power(s->align) && 0 < base;
    assigns \nothing;
    ensures \result != 0 ==> FITS(\result, s->size, s->align, base, end);
    ensures \forall integer a; FITS(a, s->size, s->align, base, end) ==>
      a <= \result; */
static phys_addr_t highest_fit(const struct search *s, phys_addr_t base,
			       phys_addr_t end);

/*@ requires \valid_read(s) && 0 < s->size && is_power(s->align) && 0 < base;
    assigns \nothing;
    ensures \result != 0 ==> FITS(\result, s->size, s->align, base, end);
    ensures \forall integer a; FITS(a, s->size, s->align, base, end) ==>
      0 < \result <= a; */
static phys_addr_t lowest_fit(const struct search *s, phys_addr_t base,
			      phys_addr_t end);

/*@ requires 0 < i && \valid_read(r + (i - 1 .. i));
    requires r[i - 1].base + r[i - 1].size <= r[i].base;
    assigns \nothing;
    ensures \result == 0 || \result == 1;
    ensures \result == 1 <==> is_small(r, i, size); */
static inline unsigned int small(const struct memblock_region *r, size_t i,
				 phys_addr_t size);

/*@ requires is_search(s) && 0 < n <= s->reserved->cnt;
    assigns \nothing;
    ensures skips_down(s->reserved, s->size, base, n, \result); */
static size_t skip_down(const struct search *s, size_t n, phys_addr_t base);

/*@ requires is_search(s) && \valid(below) && 0 < base < end;
    requires \separated(below, s) && \separated(below, s->reserved) &&
      \separated(below, s->reserved->regions + (0 .. s->reserved->cnt - 1));
    requires *below <= s->reserved->cnt;
    requires \forall integer k; *below <= k < s->reserved->cnt ==>
      s->reserved->regions[k].base >= end;
    assigns *below;
    ensures *below <= s->reserved->cnt;
    ensures \forall integer k; *below <= k < s->reserved->cnt ==>
      s->reserved->regions[k].base >= base;
    ensures \result != 0 ==>
      FREE(s->reserved, \result, s->size, s->align, base, end);
    ensures \forall integer a;
      \old(FREE(s->reserved, a, s->size, s->align, base, end)) ==>
	a <= \result; */
static phys_addr_t highest_gap(const struct search *s, size_t *below,
			       phys_addr_t base, phys_addr_t end);

/*@ requires is_search(s) && is_set(s->memory);
    assigns \nothing;
    ensures \result != 0 ==> \exists integer j; PLACE(s, j, \result);
    ensures \forall integer j, a; \old(PLACE(s, j, a)) ==> a <= \result; */
static phys_addr_t search_down(const struct search *s);

/*@ requires is_search(s) && i < s->reserved->cnt;
    assigns \nothing;
    ensures skips_up(s->reserved, s->size, end, i, \result); */
static size_t skip_up(const struct search *s, size_t i, phys_addr_t end);

/*@ requires is_search(s) && \valid(next) && 0 < base < end;
    requires \separated(next, s) && \separated(next, s->reserved) &&
      \separated(next, s->reserved->regions + (0 .. s->reserved->cnt - 1));
    requires *next <= s->reserved->cnt;
    requires \forall integer k; 0 <= k < *next ==>
      s->reserved->regions[k].base + s->reserved->regions[k].size <= base;
    assigns *next;
    ensures *next <= s->reserved->cnt;
    ensures \forall integer k; 0 <= k < *next ==>
      s->reserved->regions[k].base + s->reserved->regions[k].size <= end;
    ensures \result != 0 ==>
      FREE(s->reserved, \result, s->size, s->align, base, end);
    ensures \forall integer a;
      \old(FREE(s->reserved, a, s->size, s->align, base, end)) ==>
	0 < \result <= a; */
static phys_addr_t lowest_gap(const struct search *s, size_t *next,
			      phys_addr_t base, phys_addr_t end);

/*@ requires is_search(s) && is_set(s->memory);
    assigns \nothing;
    ensures \result != 0 ==> \exists integer j; PLACE(s, j, \result);
    ensures \forall integer j, a; \old(PLACE(s, j, a)) ==>
      0 < \result <= a; */
static phys_addr_t search_up(const struct search *s);

/* Size bytes at addr are free in region j of the memory, which the search may
 * use: it has the node and the flags, NOMAP and DRIVER_MANAGED are not set, and
 * HOTPLUG is not when the map says so. Page 0 is not searched. */
#define FOUND(mb, j, addr, size, align, start, end, nid_, need)               \
	(0 <= j < (mb)->memory.cnt &&                                         \
	 has_kind((mb)->memory.regions[j].flags, (mb)->memory.regions[j].nid, \
		  nid_, (mb)->movable_node ? 13 : 12, need) &&                \
	 (mb)->memory.regions[j].base <= addr &&                              \
	 addr + size <= (mb)->memory.regions[j].base +                        \
				(mb)->memory.regions[j].size &&               \
	 FREE(&(mb)->reserved, addr, size, align,                            \
	      \max(start, 1 << (mb)->page_shift),                                   \
	      (end == 0 ? (mb)->current_limit : end)))

/*@ requires \valid_read(mb) && is_set(&mb->memory) && is_set(&mb->reserved);
    requires mb->page_shift < 64;
    assigns \nothing;
    ensures size == 0 || !is_power(align) ==> \result == 0;
    ensures \result != 0 ==> \exists integer j;
      FOUND(mb, j, \result, size, align, start, end, nid, need_flags);
    ensures size > 0 && is_power(align) ==> \forall integer j, a;
      FOUND(mb, j, a, size, align, start, end, nid, need_flags) ==>
	(mb->bottom_up ? 0 < \result <= a : a <= \result); */
phys_addr_t memblock_find_in_range_node(const struct memblock *mb,
					phys_addr_t size, phys_addr_t align,
					phys_addr_t start, phys_addr_t end,
					int nid, uint32_t need_flags);

/*@ requires \valid_read(mb) && is_set(&mb->memory) && is_set(&mb->reserved);
    requires mb->page_shift < 64;
    assigns \nothing;
    ensures size == 0 || !is_power(align) ==> \result == 0;
    ensures \result != 0 ==> \exists integer j;
      FOUND(mb, j, \result, size, align, start, end, -1, 0);
    ensures size > 0 && is_power(align) ==> \forall integer j, a;
      FOUND(mb, j, a, size, align, start, end, -1, 0) ==>
	(mb->bottom_up ? 0 < \result <= a : a <= \result); */
phys_addr_t memblock_find_in_range(const struct memblock *mb, phys_addr_t start,
				   phys_addr_t end, phys_addr_t size,
				   phys_addr_t align);
