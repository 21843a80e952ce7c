/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Page frames and nodes. Comments that begin with @ are for the proof,
 * tests/prove/wp/pfn.c.
 */
#include "core/memblock/pfn.h"

#include "core/memblock/memblock_internal.h"

static uint64_t pfn_down(const struct memblock *mb, phys_addr_t addr)
{
	return addr >> mb->page_shift;
}

static uint64_t pfn_up(const struct memblock *mb, phys_addr_t addr)
{
	return pfn_down(mb, addr) + ((addr & (page_size(mb) - 1)) != 0);
}

uint64_t memblock_region_memory_base_pfn(const struct memblock *mb,
					 const struct memblock_region *r)
{
	return pfn_up(mb, r->base);
}

uint64_t memblock_region_memory_end_pfn(const struct memblock *mb,
					const struct memblock_region *r)
{
	return pfn_down(mb, region_end(r));
}

uint64_t memblock_region_reserved_base_pfn(const struct memblock *mb,
					   const struct memblock_region *r)
{
	return pfn_down(mb, r->base);
}

uint64_t memblock_region_reserved_end_pfn(const struct memblock *mb,
					  const struct memblock_region *r)
{
	return pfn_up(mb, region_end(r));
}

bool memblock_next_mem_pfn_range(const struct memblock *mb, int nid,
				 struct memblock_pfn_range *range)
{
	const struct memblock_type *type = &mb->memory;
	size_t i = first_ending_above(type, range->end << mb->page_shift);

	/*@ loop invariant i <= type->cnt;
	    loop invariant \forall integer k, f; k < i && range->end <= f ==>
	      !WHOLE(mb, k, f, nid);
	    loop assigns i;
	    loop variant type->cnt - i; */
	for (; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];
		uint64_t start = memblock_region_memory_base_pfn(mb, r);
		uint64_t end = memblock_region_memory_end_pfn(mb, r);

		start = phys_max(start, range->end);
		if (start >= end || (nid >= 0 && nid != r->nid))
			continue;
		*range = (struct memblock_pfn_range){ start, end, r->nid };
		return true;
	}
	return false;
}

int memblock_search_pfn_nid(const struct memblock *mb, uint64_t pfn,
			    uint64_t *ret_start, uint64_t *ret_end)
{
	const struct memblock_region *r = NULL;

	if (pfn <= pfn_down(mb, PHYS_ADDR_MAX))
		r = memblock_search(&mb->memory, pfn << mb->page_shift);
	if (!r)
		return NUMA_NO_NODE;
	*ret_start = pfn_down(mb, r->base);
	*ret_end = pfn_down(mb, region_end(r));
	return r->nid;
}

bool memblock_validate_numa_coverage(const struct memblock *mb,
				     phys_addr_t threshold)
{
	struct memblock_pfn_range i;
	uint64_t frames = 0;

	/*@ loop invariant (i.end << mb->page_shift) <= 0xffffffffffffffff;
	    loop invariant frames <= i.end;
	    loop invariant (\forall integer k; 0 <= k < mb->memory.cnt ==>
	      mb->memory.regions[k].nid >= 0) ==> frames == 0;
	    loop assigns i, frames;
	    loop variant 0xffffffffffffffff - i.end; */
	for_each_mem_pfn_range(mb, NUMA_NO_NODE, &i)
		frames += i.nid < 0 ? i.end - i.start : 0;
	return frames << mb->page_shift <= threshold;
}

static phys_addr_t reserved_with(const struct memblock *mb, phys_addr_t limit,
				 int nid, uint32_t flag)
{
	const struct memblock_region *r = mb->reserved.regions;
	phys_addr_t bytes = 0;

	/*@ loop invariant i <= mb->reserved.cnt;
	    loop invariant bytes == marked(r, i, limit, nid, flag);
	    loop invariant i > 0 ? r[i - 1].base < limit &&
	      bytes <= \min(end_of(r, i - 1), limit) : bytes == 0;
	    loop assigns i, bytes;
	    loop variant mb->reserved.cnt - i; */
	for (size_t i = 0; i < mb->reserved.cnt && r[i].base < limit; i++)
		if ((r[i].flags & flag) && (nid < 0 || nid == r[i].nid))
			bytes += phys_min(region_end(&r[i]), limit) - r[i].base;
	return bytes;
}

phys_addr_t memblock_reserved_kern_size(const struct memblock *mb,
					phys_addr_t limit, int nid)
{
	return reserved_with(mb, limit, nid, MEMBLOCK_RSRV_KERN);
}

phys_addr_t memblock_reserved_hugetlb_size(const struct memblock *mb,
					   phys_addr_t limit, int nid)
{
	return reserved_with(mb, limit, nid, MEMBLOCK_RSRV_HUGETLB);
}

uint64_t memblock_estimated_nr_free_pages(const struct memblock *mb)
{
	phys_addr_t kern =
		memblock_reserved_kern_size(mb, PHYS_ADDR_MAX, NUMA_NO_NODE);
	phys_addr_t all = memblock_phys_mem_size(mb);

	/* A kernel may reserve memory that mem= has taken away. */
	return kern < all ? pfn_down(mb, all - kern) : 0;
}
