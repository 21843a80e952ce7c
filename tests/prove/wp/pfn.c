/* SPDX-License-Identifier: BSD-2-Clause */
/* The contracts of page frames and nodes. */
#include "tests/prove/wp/frames.h"

#include "core/memblock/pfn.h"

#define SHIFT(mb) ((mb)->page_shift)

/* These are macros as in contracts.h. */

/* All of frame f is in region i of the memory, which is on the node. */
#define WHOLE(mb, i, f, for_nid)                                    \
	(0 <= i < (mb)->memory.cnt && 0 <= f &&                     \
	 (for_nid < 0 || for_nid == (mb)->memory.regions[i].nid) && \
	 (mb)->memory.regions[i].base <= (f << SHIFT(mb)) &&        \
	 ((f + 1) << SHIFT(mb)) <=                                  \
		 (mb)->memory.regions[i].base + (mb)->memory.regions[i].size)

/*@
  predicate is_map{L}(struct memblock *mb) =
    \valid_read(mb) && mb->page_shift < 64 && is_set(&mb->memory) &&
    is_set(&mb->reserved);

  // What a function writes is not what it reads.
  predicate is_apart{L}(struct memblock_pfn_range *range, struct memblock *mb) =
    \separated(range, mb) &&
    \separated(range, mb->memory.regions + (0 .. mb->memory.cnt - 1));

  predicate is_beside{L}(uint64_t *to, struct memblock *mb) =
    \separated(to, mb) &&
    \separated(to, mb->memory.regions + (0 .. mb->memory.cnt - 1));

  // What of regions [0, n) is below limit, with the flag and on the node.
  logic integer marked{L}(struct memblock_region *r, integer n, integer limit,
			  integer nid, integer flag) =
    n <= 0 ? 0 : marked(r, n - 1, limit, nid, flag) +
      ((r[n - 1].flags & flag) != 0 && (nid < 0 || nid == r[n - 1].nid) ?
	\min(r[n - 1].base + r[n - 1].size, limit) - r[n - 1].base : 0);

  // The same of the whole set, whose regions from n on are not below limit.
  predicate is_marked{L}(struct memblock_type *t, integer limit, integer nid,
			 integer flag, integer bytes) =
    \exists integer n; 0 <= n <= t->cnt &&
      (n > 0 ==> t->regions[n - 1].base < limit) &&
      (n < t->cnt ==> t->regions[n].base >= limit) &&
      bytes == marked(t->regions, n, limit, nid, flag);
*/

/* tests/prove/cbmc/pfn.c proves these two, bit by bit. */
/*@ requires \valid_read(mb) && mb->page_shift < 64;
    assigns \nothing;
    ensures is_down(\result, mb->page_shift, addr); */
static uint64_t pfn_down(const struct memblock *mb, phys_addr_t addr);

/*@ requires \valid_read(mb) && mb->page_shift < 64;
    assigns \nothing;
    ensures is_up(\result, mb->page_shift, addr); */
static uint64_t pfn_up(const struct memblock *mb, phys_addr_t addr);

/*@ requires \valid_read(mb) && mb->page_shift < 64 && \valid_read(r);
    assigns \nothing;
    ensures is_up(\result, mb->page_shift, r->base); */
uint64_t memblock_region_memory_base_pfn(const struct memblock *mb,
					 const struct memblock_region *r);

/*@ requires \valid_read(mb) && mb->page_shift < 64 && \valid_read(r);
    requires r->base + r->size <= 0xffffffffffffffff;
    assigns \nothing;
    ensures is_down(\result, mb->page_shift, r->base + r->size); */
uint64_t memblock_region_memory_end_pfn(const struct memblock *mb,
					const struct memblock_region *r);

/*@ requires \valid_read(mb) && mb->page_shift < 64 && \valid_read(r);
    assigns \nothing;
    ensures is_down(\result, mb->page_shift, r->base); */
uint64_t memblock_region_reserved_base_pfn(const struct memblock *mb,
					   const struct memblock_region *r);

/*@ requires \valid_read(mb) && mb->page_shift < 64 && \valid_read(r);
    requires r->base + r->size <= 0xffffffffffffffff;
    assigns \nothing;
    ensures is_up(\result, mb->page_shift, r->base + r->size); */
uint64_t memblock_region_reserved_end_pfn(const struct memblock *mb,
					  const struct memblock_region *r);

/*@ assigns \nothing;
    ensures \result.start == pfn && \result.end == pfn; */
static inline struct memblock_pfn_range memblock_pfn_range_at_(uint64_t pfn);

/*@ requires is_map(mb);
    requires \valid(range) && is_apart(range, mb);
    requires (range->end << SHIFT(mb)) <= 0xffffffffffffffff;
    assigns *range;
    ensures same: !\result ==> \old(*range) == *range;
    ensures forward: \result ==> \old(range->end) <= range->start < range->end;
    // So a walk may go on.
    ensures goes_on: (range->end << SHIFT(mb)) <= 0xffffffffffffffff;
    // All frames are in one region of the node, and end with it.
    ensures whole: \result ==> \exists integer i; 0 <= i < mb->memory.cnt &&
      mb->memory.regions[i].nid == range->nid &&
      (\forall integer f; range->start <= f < range->end ==>
	WHOLE(mb, i, f, nid)) &&
      (\forall integer f; range->end <= f ==> !WHOLE(mb, i, f, nid));
    // Nothing before them is left out.
    ensures all: \forall integer i, f; WHOLE(mb, i, f, nid) &&
      \old(range->end) <= f ==> \result && range->start <= f; */
bool memblock_next_mem_pfn_range(const struct memblock *mb, int nid,
				 struct memblock_pfn_range *range);

/*@ requires is_map(mb);
    requires \valid(ret_start) && \valid(ret_end);
    requires \separated(ret_start, ret_end);
    requires is_beside(ret_start, mb) && is_beside(ret_end, mb);
    assigns *ret_start, *ret_end;
    ensures none: !contains(&mb->memory, pfn << SHIFT(mb)) ==>
      \result == NUMA_NO_NODE && *ret_start == \old(*ret_start) &&
      *ret_end == \old(*ret_end);
    ensures found: contains(&mb->memory, pfn << SHIFT(mb)) ==>
      \exists integer i; HOLDS(&mb->memory, i, (pfn << SHIFT(mb))) &&
	\result == mb->memory.regions[i].nid &&
	is_down(*ret_start, SHIFT(mb), mb->memory.regions[i].base) &&
	is_down(*ret_end, SHIFT(mb), mb->memory.regions[i].base +
				     mb->memory.regions[i].size); */
int memblock_search_pfn_nid(const struct memblock *mb, uint64_t pfn,
			    uint64_t *ret_start, uint64_t *ret_end);

/*@ requires is_map(mb);
    assigns \nothing;
    ensures (\forall integer i; 0 <= i < mb->memory.cnt ==>
      mb->memory.regions[i].nid >= 0) ==> \result; */
bool memblock_validate_numa_coverage(const struct memblock *mb,
				     phys_addr_t threshold);

/*@ requires is_map(mb);
    assigns \nothing;
    ensures is_marked(&mb->reserved, limit, nid, flag, \result); */
static phys_addr_t reserved_with(const struct memblock *mb, phys_addr_t limit,
				 int nid, uint32_t flag);

/*@ requires is_map(mb);
    assigns \nothing;
    ensures is_marked(&mb->reserved, limit, nid, MEMBLOCK_RSRV_KERN, \result);
*/
phys_addr_t memblock_reserved_kern_size(const struct memblock *mb,
					phys_addr_t limit, int nid);

/*@ requires is_map(mb);
    assigns \nothing;
    ensures is_marked(&mb->reserved, limit, nid, MEMBLOCK_RSRV_HUGETLB,
      \result); */
phys_addr_t memblock_reserved_hugetlb_size(const struct memblock *mb,
					   phys_addr_t limit, int nid);

/*@ requires is_map(mb);
    assigns \nothing;
    ensures \exists integer kern;
      is_marked(&mb->reserved, 0xffffffffffffffff, -1, MEMBLOCK_RSRV_KERN, kern)
      && (kern < mb->memory.total_size ?
	is_down(\result, SHIFT(mb), mb->memory.total_size - kern) :
	\result == 0); */
uint64_t memblock_estimated_nr_free_pages(const struct memblock *mb);

#include "core/memblock/pfn.c"
