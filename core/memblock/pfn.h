/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The sets in page frames of 2^page_shift bytes, and by NUMA node. Memory is
 * rounded inwards to whole frames, reserved outwards. The names are Linux's
 * unless a comment says otherwise.
 */
#ifndef CORE_MEMBLOCK_PFN_H
#define CORE_MEMBLOCK_PFN_H

#include "core/memblock/memblock.h"

#ifdef __cplusplus
extern "C" {
#endif

/* --- regions ------------------------------------------------------------- */

/* The first frame of a region of memory, and the frame after its last one. */
uint64_t memblock_region_memory_base_pfn(const struct memblock *mb,
					 const struct memblock_region *r);
uint64_t memblock_region_memory_end_pfn(const struct memblock *mb,
					const struct memblock_region *r);

/* The same for a region of reserved. */
uint64_t memblock_region_reserved_base_pfn(const struct memblock *mb,
					   const struct memblock_region *r);
uint64_t memblock_region_reserved_end_pfn(const struct memblock *mb,
					  const struct memblock_region *r);

/* --- walks --------------------------------------------------------------- */

/* Frames [start, end) of one region of memory. */
struct memblock_pfn_range {
	uint64_t start;
	uint64_t end;
	int32_t nid;
};

/* Finds the next whole frames of memory on node nid (NUMA_NO_NODE: any), NOMAP
 * included, at or after range->end. The walk begins with a zeroed range.
 * Returns false when there are none left. Linux: __next_mem_pfn_range(). */
bool memblock_next_mem_pfn_range(const struct memblock *mb, int nid,
				 struct memblock_pfn_range *range);

static inline struct memblock_pfn_range memblock_pfn_range_at_(uint64_t pfn)
{
	struct memblock_pfn_range range;

	range.start = range.end = pfn;
	range.nid = NUMA_NO_NODE;
	return range;
}

/* All whole frames of memory on node nid; i is a struct
 * memblock_pfn_range *. */
#define for_each_mem_pfn_range(mb, nid, i)     \
	for (*(i) = memblock_pfn_range_at_(0); \
	     memblock_next_mem_pfn_range(mb, nid, i);)

/* --- nodes --------------------------------------------------------------- */

/* The node of the region of memory that contains the first byte of frame pfn,
 * and in *ret_start and *ret_end the frames of that region, both ends rounded
 * down as in Linux. NUMA_NO_NODE when there is none; then *ret_start and
 * *ret_end are as they were. */
int memblock_search_pfn_nid(const struct memblock *mb, uint64_t pfn,
			    uint64_t *ret_start, uint64_t *ret_end);

/* True when at most threshold bytes of memory, in whole frames, have no
 * node. */
bool memblock_validate_numa_coverage(const struct memblock *mb,
				     phys_addr_t threshold);

/* --- sizes --------------------------------------------------------------- */

/* Bytes below address limit that are reserved with RSRV_KERN, on node nid
 * (negative: any). */
phys_addr_t memblock_reserved_kern_size(const struct memblock *mb,
					phys_addr_t limit, int nid);

/* The same for RSRV_HUGETLB. */
phys_addr_t memblock_reserved_hugetlb_size(const struct memblock *mb,
					   phys_addr_t limit, int nid);

/* Frames of memory less those reserved with RSRV_KERN, as in Linux since 7.2;
 * other reservations may be outside of memory. */
uint64_t memblock_estimated_nr_free_pages(const struct memblock *mb);

#ifdef __cplusplus
}
#endif

#endif
