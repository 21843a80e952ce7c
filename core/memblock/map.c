/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The three sets of one map: which set a call means, and with which flags.
 */
#include "core/memblock/memblock_internal.h"

void memblock_type_init(struct memblock_type *type, const char *name,
			struct memblock_region *regions, size_t max)
{
	*type = (struct memblock_type){
		.max = max,
		.regions = regions,
		.name = name,
	};
}

void memblock_init(struct memblock *mb, struct memblock_region *store, size_t n)
{
	size_t third = n / 3;
	/* No arithmetic on NULL, which a map without room may have. */
	struct memblock_region *second = third ? store + third : store;
	struct memblock_region *last = third ? second + third : store;

	*mb = (struct memblock){
		.current_limit = PHYS_ADDR_MAX,
		.page_shift = PAGE_SHIFT_4K,
	};
	memblock_type_init(&mb->memory, "memory", store, third);
	memblock_type_init(&mb->reserved, "reserved", second, third);
	memblock_type_init(&mb->physmap, "physmap", last, third);
}

int memblock_add(struct memblock *mb, phys_addr_t base, phys_addr_t size)
{
	return memblock_add_node(mb, base, size, NUMA_NO_NODE, MEMBLOCK_NONE);
}

int memblock_add_node(struct memblock *mb, phys_addr_t base, phys_addr_t size,
		      int nid, uint32_t flags)
{
	struct memblock_region add = { base, size, flags, nid };

	return memblock_add_(mb, &mb->memory, &add);
}

int memblock_remove(struct memblock *mb, phys_addr_t base, phys_addr_t size)
{
	return memblock_remove_(mb, &mb->memory, base, size);
}

int memblock_reserve_node(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size, int nid, uint32_t flags)
{
	struct memblock_region add = { base, size, flags, nid };

	return memblock_add_(mb, &mb->reserved, &add);
}

int memblock_reserve(struct memblock *mb, phys_addr_t base, phys_addr_t size)
{
	return memblock_reserve_node(mb, base, size, NUMA_NO_NODE,
				     MEMBLOCK_NONE);
}

int memblock_reserve_kern(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size)
{
	return memblock_reserve_node(mb, base, size, NUMA_NO_NODE,
				     MEMBLOCK_RSRV_KERN);
}

int memblock_phys_free(struct memblock *mb, phys_addr_t base, phys_addr_t size)
{
	return memblock_remove_(mb, &mb->reserved, base, size);
}

int memblock_phys_free_exact(struct memblock *mb, phys_addr_t base,
			     phys_addr_t size)
{
	int status = check_range(base, size);

	if (status)
		return status;
	if (!memblock_covers(&mb->reserved, base, size))
		return CORE_ENOENT;
	return memblock_phys_free(mb, base, size);
}

int memblock_physmap_add(struct memblock *mb, phys_addr_t base,
			 phys_addr_t size)
{
	struct memblock_region add = { base, size, MEMBLOCK_NONE,
				       NUMA_NO_NODE };

	return memblock_add_(mb, &mb->physmap, &add);
}

int memblock_memory_set_node(struct memblock *mb, phys_addr_t base,
			     phys_addr_t size, int nid)
{
	struct memblock_change_ c = { .has_nid = true, .nid = nid };

	return memblock_change_(mb, &mb->memory, base, size, &c);
}

int memblock_reserved_set_node(struct memblock *mb, phys_addr_t base,
			       phys_addr_t size, int nid)
{
	struct memblock_change_ c = { .has_nid = true, .nid = nid };

	return memblock_change_(mb, &mb->reserved, base, size, &c);
}
