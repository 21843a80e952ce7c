/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Allocation: the order of attempts, and the functions with Linux's names.
 */
#include "core/memblock/alloc.h"

#include "core/base/cstring.h"

#include "core/memblock/memblock_internal.h"

static phys_addr_t find(const struct memblock *mb,
			const struct memblock_request *rq, int nid,
			uint32_t need_flags)
{
	return memblock_find_in_range_node(mb, rq->size, rq->align, rq->start,
					   rq->end, nid, need_flags);
}

/* On the node, or else on any; *ret_nid is the node of the reservation. */
static phys_addr_t find_on_nodes(const struct memblock *mb,
				 const struct memblock_request *rq,
				 uint32_t need_flags, int *ret_nid)
{
	phys_addr_t addr = find(mb, rq, rq->nid, need_flags);

	*ret_nid = rq->nid;
	if (addr || rq->nid < 0 || rq->exact_nid)
		return addr;
	*ret_nid = NUMA_NO_NODE;
	return find(mb, rq, NUMA_NO_NODE, need_flags);
}

int memblock_alloc_in(struct memblock *mb, const struct memblock_request *rq,
		      phys_addr_t *ret_base)
{
	phys_addr_t end = rq->end ? rq->end : mb->current_limit;
	phys_addr_t addr = 0;
	int status, nid;

	if (rq->size == 0 || !is_power_of_two(rq->align) || end <= rq->start)
		return CORE_EINVAL;
	if (mb->has_mirror && !rq->no_mirror)
		addr = find_on_nodes(mb, rq, MEMBLOCK_MIRROR, &nid);
	if (!addr)
		addr = find_on_nodes(mb, rq, MEMBLOCK_NONE, &nid);
	if (!addr)
		return CORE_ENOMEM;
	status = memblock_reserve_node(mb, addr, rq->size, nid,
				       MEMBLOCK_RSRV_KERN | rq->flags);
	if (status == CORE_OK)
		*ret_base = addr;
	return status;
}

/* --- physical addresses -------------------------------------------------- */

phys_addr_t memblock_alloc_range_nid(struct memblock *mb, phys_addr_t size,
				     phys_addr_t align, phys_addr_t start,
				     phys_addr_t end, int nid, bool exact_nid)
{
	struct memblock_request rq = {
		.size = size,
		.align = align,
		.start = start,
		.end = end,
		.nid = nid,
		.exact_nid = exact_nid,
	};
	phys_addr_t addr = 0;

	memblock_alloc_in(mb, &rq, &addr);
	return addr;
}

phys_addr_t memblock_phys_alloc_range(struct memblock *mb, phys_addr_t size,
				      phys_addr_t align, phys_addr_t start,
				      phys_addr_t end)
{
	return memblock_alloc_range_nid(mb, size, align, start, end,
					NUMA_NO_NODE, false);
}

phys_addr_t memblock_phys_alloc(struct memblock *mb, phys_addr_t size,
				phys_addr_t align)
{
	return memblock_phys_alloc_range(mb, size, align, MEMBLOCK_LOW_LIMIT,
					 MEMBLOCK_ALLOC_ACCESSIBLE);
}

phys_addr_t memblock_phys_alloc_try_nid(struct memblock *mb, phys_addr_t size,
					phys_addr_t align, int nid)
{
	return memblock_alloc_range_nid(mb, size, align, MEMBLOCK_LOW_LIMIT,
					MEMBLOCK_ALLOC_ACCESSIBLE, nid, false);
}

/* --- pointers ------------------------------------------------------------ */

/* min is only preferred; max never exceeds current_limit. */
static void *alloc_virt(struct memblock *mb, phys_addr_t size,
			phys_addr_t align, phys_addr_t min, phys_addr_t max,
			int nid, bool exact_nid)
{
	phys_addr_t addr;

	max = max ? phys_min(max, mb->current_limit) : mb->current_limit;
	addr = memblock_alloc_range_nid(mb, size, align, min, max, nid,
					exact_nid);
	if (!addr && min)
		addr = memblock_alloc_range_nid(mb, size, align, 0, max, nid,
						exact_nid);
	return addr ? memblock_phys_to_virt(mb, addr) : NULL;
}

void *memblock_alloc_try_nid_raw(struct memblock *mb, phys_addr_t size,
				 phys_addr_t align, phys_addr_t min,
				 phys_addr_t max, int nid)
{
	return alloc_virt(mb, size, align, min, max, nid, false);
}

void *memblock_alloc_exact_nid_raw(struct memblock *mb, phys_addr_t size,
				   phys_addr_t align, phys_addr_t min,
				   phys_addr_t max, int nid)
{
	return alloc_virt(mb, size, align, min, max, nid, true);
}

void *memblock_alloc_try_nid(struct memblock *mb, phys_addr_t size,
			     phys_addr_t align, phys_addr_t min,
			     phys_addr_t max, int nid)
{
	void *ptr = alloc_virt(mb, size, align, min, max, nid, false);

	return ptr ? memset(ptr, 0, (size_t)size) : NULL;
}

void *memblock_alloc(struct memblock *mb, phys_addr_t size, phys_addr_t align)
{
	return memblock_alloc_from(mb, size, align, MEMBLOCK_LOW_LIMIT);
}

void *memblock_alloc_raw(struct memblock *mb, phys_addr_t size,
			 phys_addr_t align)
{
	return memblock_alloc_try_nid_raw(mb, size, align, MEMBLOCK_LOW_LIMIT,
					  MEMBLOCK_ALLOC_ACCESSIBLE,
					  NUMA_NO_NODE);
}

void *memblock_alloc_from(struct memblock *mb, phys_addr_t size,
			  phys_addr_t align, phys_addr_t min)
{
	return memblock_alloc_try_nid(mb, size, align, min,
				      MEMBLOCK_ALLOC_ACCESSIBLE, NUMA_NO_NODE);
}

void *memblock_alloc_low(struct memblock *mb, phys_addr_t size,
			 phys_addr_t align)
{
	return memblock_alloc_try_nid(mb, size, align, MEMBLOCK_LOW_LIMIT,
				      ARCH_LOW_ADDRESS_LIMIT, NUMA_NO_NODE);
}

void *memblock_alloc_node(struct memblock *mb, phys_addr_t size,
			  phys_addr_t align, int nid)
{
	return memblock_alloc_try_nid(mb, size, align, MEMBLOCK_LOW_LIMIT,
				      MEMBLOCK_ALLOC_ACCESSIBLE, nid);
}

void *memblock_alloc_hugetlb(struct memblock *mb, phys_addr_t size, int nid,
			     bool exact_nid)
{
	struct memblock_request rq = {
		.size = size,
		.align = size,
		.nid = nid,
		.exact_nid = exact_nid,
		.flags = MEMBLOCK_RSRV_HUGETLB,
		.no_mirror = true,
	};
	phys_addr_t addr;

	if (memblock_alloc_in(mb, &rq, &addr))
		return NULL;
	return memblock_phys_to_virt(mb, addr);
}

int memblock_free(struct memblock *mb, void *ptr, phys_addr_t size)
{
	if (!ptr)
		return CORE_OK;
	return memblock_phys_free(mb, memblock_virt_to_phys(mb, ptr), size);
}
