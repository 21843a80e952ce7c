// SPDX-License-Identifier: BSD-2-Clause
/*
 * The three sets of one map: which set a call means, and with which flags.
 */
#include "core/memblock.h"

void memblock_type_init(struct memblock_type *type, const char *name,
			struct memblock_region *regions, size_t max)
{
	*type = (struct memblock_type){
		.max = max,
		.regions = regions,
		.name = name,
	};
}

void memblock_init(struct memblock *mb, struct memblock_region *store,
		   size_t n)
{
	size_t third = n / 3;

	*mb = (struct memblock){ .current_limit = PHYS_ADDR_MAX };
	memblock_type_init(&mb->memory, "memory", store, third);
	memblock_type_init(&mb->reserved, "reserved", store + third, third);
	memblock_type_init(&mb->physmap, "physmap", store + 2 * third, third);
}

int memblock_add(struct memblock *mb, phys_addr_t base, phys_addr_t size)
{
	return memblock_add_node(mb, base, size, NUMA_NO_NODE, MEMBLOCK_NONE);
}

int memblock_add_node(struct memblock *mb, phys_addr_t base, phys_addr_t size,
		      int nid, uint32_t flags)
{
	return memblock_add_range(&mb->memory, base, size, nid, flags);
}

int memblock_remove(struct memblock *mb, phys_addr_t base, phys_addr_t size)
{
	return memblock_remove_range(&mb->memory, base, size);
}

int memblock_reserve(struct memblock *mb, phys_addr_t base, phys_addr_t size)
{
	return memblock_add_range(&mb->reserved, base, size, NUMA_NO_NODE,
				  MEMBLOCK_NONE);
}

int memblock_reserve_kern(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size)
{
	return memblock_add_range(&mb->reserved, base, size, NUMA_NO_NODE,
				  MEMBLOCK_RSRV_KERN);
}

int memblock_phys_free(struct memblock *mb, phys_addr_t base,
		       phys_addr_t size)
{
	return memblock_remove_range(&mb->reserved, base, size);
}

int memblock_physmap_add(struct memblock *mb, phys_addr_t base,
			 phys_addr_t size)
{
	return memblock_add_range(&mb->physmap, base, size, NUMA_NO_NODE,
				  MEMBLOCK_NONE);
}
