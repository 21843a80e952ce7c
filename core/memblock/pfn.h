/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The sets in page frames of 2^page_shift bytes, and by NUMA node. Memory
 * is rounded inwards to whole frames, reserved outwards.
 */
#ifndef CORE_MEMBLOCK_PFN_H
#define CORE_MEMBLOCK_PFN_H

#include "core/memblock/memblock.h"

uint64_t memblock_region_memory_base_pfn(const struct memblock *mb,
					 const struct memblock_region *r);
uint64_t memblock_region_memory_end_pfn(const struct memblock *mb,
					const struct memblock_region *r);
uint64_t memblock_region_reserved_base_pfn(const struct memblock *mb,
					   const struct memblock_region *r);
uint64_t memblock_region_reserved_end_pfn(const struct memblock *mb,
					  const struct memblock_region *r);

/* Frames [start, end) of one memory region. */
struct memblock_pfn_range {
	uint64_t start;
	uint64_t end;
	int32_t nid;
};

/* The next whole frames of memory on nid (NUMA_NO_NODE: any), NOMAP
 * included, at or after range->end; begin with a zeroed range. */
bool memblock_next_mem_pfn_range(const struct memblock *mb, int nid,
				 struct memblock_pfn_range *range);

/* struct memblock_pfn_range *i */
#define for_each_mem_pfn_range(mb, nid, i)            \
	for (*(i) = (struct memblock_pfn_range){ 0 }; \
	     memblock_next_mem_pfn_range(mb, nid, i);)

/* The node of the memory region that holds the frame's first byte, and the
 * region's frames, both ends rounded down as in Linux; NUMA_NO_NODE, and
 * nothing, when no region does. */
int memblock_search_pfn_nid(const struct memblock *mb, uint64_t pfn,
			    uint64_t *ret_start, uint64_t *ret_end);

/* At most so many bytes of memory have no node. */
bool memblock_validate_numa_coverage(const struct memblock *mb,
				     phys_addr_t threshold);

/* Bytes reserved with a flag, below limit, on nid (negative: any). */
phys_addr_t memblock_reserved_kern_size(const struct memblock *mb,
					phys_addr_t limit, int nid);
phys_addr_t memblock_reserved_hugetlb_size(const struct memblock *mb,
					   phys_addr_t limit, int nid);

/* Whole frames of memory less those of the kernel's own reservations, as in
 * Linux since 7.2; other reservations may lie outside memory. */
uint64_t memblock_estimated_nr_free_pages(const struct memblock *mb);

#endif
