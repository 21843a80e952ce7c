/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The three sets of one map: which set each function changes, and with which
 * flags and node.
 */
#include "core/memblock/grow.h"

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

/* --- adding -------------------------------------------------------------- */

static int add_to(struct memblock *mb, struct memblock_type *type,
		  phys_addr_t base, phys_addr_t size, int nid, uint32_t flags)
{
	const struct memblock_change_ how = { .set = flags, .nid = nid };

	return memblock_apply_(mb, type, memblock_type_add_, base, size, &how);
}

int memblock_add(struct memblock *mb, phys_addr_t base, phys_addr_t size)
{
	return add_to(mb, &mb->memory, base, size, NUMA_NO_NODE, MEMBLOCK_NONE);
}

int memblock_add_node(struct memblock *mb, phys_addr_t base, phys_addr_t size,
		      int nid, uint32_t flags)
{
	return add_to(mb, &mb->memory, base, size, nid, flags);
}

int memblock_reserve_node(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size, int nid, uint32_t flags)
{
	return add_to(mb, &mb->reserved, base, size, nid, flags);
}

int memblock_reserve(struct memblock *mb, phys_addr_t base, phys_addr_t size)
{
	return add_to(mb, &mb->reserved, base, size, NUMA_NO_NODE,
		      MEMBLOCK_NONE);
}

int memblock_reserve_kern(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size)
{
	return add_to(mb, &mb->reserved, base, size, NUMA_NO_NODE,
		      MEMBLOCK_RSRV_KERN);
}

int memblock_physmap_add(struct memblock *mb, phys_addr_t base,
			 phys_addr_t size)
{
	return add_to(mb, &mb->physmap, base, size, NUMA_NO_NODE,
		      MEMBLOCK_NONE);
}

/* --- removing ------------------------------------------------------------ */

static int remove_from(struct memblock *mb, struct memblock_type *type,
		       phys_addr_t base, phys_addr_t size)
{
	return memblock_apply_(mb, type, memblock_type_remove_, base, size,
			       NULL);
}

int memblock_remove(struct memblock *mb, phys_addr_t base, phys_addr_t size)
{
	return remove_from(mb, &mb->memory, base, size);
}

int memblock_phys_free(struct memblock *mb, phys_addr_t base, phys_addr_t size)
{
	return remove_from(mb, &mb->reserved, base, size);
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

/* --- nodes --------------------------------------------------------------- */

static int set_node_in(struct memblock *mb, struct memblock_type *type,
		       phys_addr_t base, phys_addr_t size, int nid)
{
	const struct memblock_change_ how = { .has_nid = true, .nid = nid };

	return memblock_apply_(mb, type, memblock_type_change_, base, size,
			       &how);
}

int memblock_memory_set_node(struct memblock *mb, phys_addr_t base,
			     phys_addr_t size, int nid)
{
	return set_node_in(mb, &mb->memory, base, size, nid);
}

int memblock_reserved_set_node(struct memblock *mb, phys_addr_t base,
			       phys_addr_t size, int nid)
{
	return set_node_in(mb, &mb->reserved, base, size, nid);
}
