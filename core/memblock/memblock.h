/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Three sets of physical memory, with the names and the results of Linux 7.x
 * mm/memblock.c, for any number of instances:
 *
 *   memory    what a kernel may manage
 *   reserved  ranges in use; need not be inside memory
 *   physmap   all RAM present (Linux: physmem)
 *
 * Addresses and sizes are in bytes, ranges are [base, base + size). A function
 * that returns int returns 0 or a code of core/base/status.h, and has then
 * changed nothing:
 *
 *   CORE_EINVAL  size is 0, or an alignment is not a power of two
 *   CORE_EWRAP   base + size exceeds PHYS_ADDR_MAX
 *   CORE_ENOSPC  the result needs more than max regions
 *   CORE_ENOMEM  the array may grow, but there is no memory for it
 *
 * There are no globals and no state outside the fields below. A range that
 * overlaps no region is not an error for removing, freeing and marking, as in
 * Linux. Each function has the name of Linux's, with the instance as its first
 * argument, unless its comment says otherwise.
 */
#ifndef CORE_MEMBLOCK_MEMBLOCK_H
#define CORE_MEMBLOCK_MEMBLOCK_H

#include "core/memblock/set.h"
#include "core/memblock/walk.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Linux: the global struct memblock memblock. memblock_init() sets the
 * defaults given here; users may change the fields above grown. */
struct memblock {
	bool bottom_up;            /* allocate the lowest fit first: false */
	phys_addr_t current_limit; /* allocate below it: PHYS_ADDR_MAX */
	struct memblock_type memory;
	struct memblock_type reserved;
	struct memblock_type physmap;

	bool has_mirror;         /* prefer MEMBLOCK_MIRROR memory: false */
	bool movable_node;       /* avoid MEMBLOCK_HOTPLUG memory: false */
	bool can_resize;         /* full arrays may grow: false */
	unsigned int page_shift; /* log2 of the kernel's page size: 12 */
	uintptr_t virt_offset;   /* virtual minus physical address: 0 */

	/* Physical addresses of the arrays of memory, reserved and physmap
	 * that have grown; 0 while an array is the caller's. */
	phys_addr_t grown[3];
};

/* --- making, copying, comparing ------------------------------------------ */

/* Makes three empty sets, each with a third of store[n], and sets all defaults.
 * store must outlive them. Linux: none, its sets are static. */
void memblock_init(struct memblock *mb, struct memblock_region *store,
		   size_t n);

/* Copies the regions of src into the arrays of dst, and what allocations
 * depend on except can_resize. CORE_ENOSPC when a set does not fit. Linux:
 * none. */
int memblock_copy(struct memblock *dst, const struct memblock *src);

/* True when all three sets are equal (memblock_type_equal()). Linux: none. */
bool memblock_equal(const struct memblock *a, const struct memblock *b);

/* 0, or CORE_EBUG when a set is not valid (memblock_type_validate()), or when
 * memory is not inside physmap and physmap is not empty: a kernel need not keep
 * a physmap. Linux: none. */
int memblock_validate(const struct memblock *mb);

/* --- settings ------------------------------------------------------------ */

/* Whether allocations return the lowest fit instead of the highest. */
static inline bool memblock_bottom_up(const struct memblock *mb)
{
	return mb->bottom_up;
}

static inline void memblock_set_bottom_up(struct memblock *mb, bool bottom_up)
{
	mb->bottom_up = bottom_up;
}

/* The address below which allocations stay, in bytes, unless they are given an
 * end of their own. */
static inline phys_addr_t memblock_get_current_limit(const struct memblock *mb)
{
	return mb->current_limit;
}

static inline void memblock_set_current_limit(struct memblock *mb,
					      phys_addr_t limit)
{
	mb->current_limit = limit;
}

/* Whether allocations prefer mirrored memory. The conversion and
 * memblock_from_table() set has_mirror when a region is marked. Linux sets it
 * in memblock_mark_mirror(). */
static inline bool memblock_has_mirror(const struct memblock *mb)
{
	return mb->has_mirror;
}

/* The pointer to physical address addr, in bytes. Linux: phys_to_virt(). */
static inline void *memblock_phys_to_virt(const struct memblock *mb,
					  phys_addr_t addr)
{
	return (void *)((uintptr_t)addr + mb->virt_offset);
}

/* The physical address, in bytes, of what ptr points to. Linux:
 * virt_to_phys(). */
static inline phys_addr_t memblock_virt_to_phys(const struct memblock *mb,
						const void *ptr)
{
	return (uintptr_t)ptr - mb->virt_offset;
}

/* --- building the sets --------------------------------------------------- */

/*
 * Each of these returns CORE_EINVAL, CORE_EWRAP, CORE_ENOSPC or CORE_ENOMEM.
 * Parts of a range that are in the set already keep their node and flags.
 */

/* Adds the range to memory, with flags 0 and NUMA_NO_NODE. */
int memblock_add(struct memblock *mb, phys_addr_t base, phys_addr_t size);

/* Adds the range to memory, with node nid and flags (enum memblock_flags). */
int memblock_add_node(struct memblock *mb, phys_addr_t base, phys_addr_t size,
		      int nid, uint32_t flags);

/* Removes the range from memory. */
int memblock_remove(struct memblock *mb, phys_addr_t base, phys_addr_t size);

/* Adds the range to reserved, with flags 0 and NUMA_NO_NODE. */
int memblock_reserve(struct memblock *mb, phys_addr_t base, phys_addr_t size);

/* Adds the range to reserved, with flag RSRV_KERN and NUMA_NO_NODE. */
int memblock_reserve_kern(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size);

/* Adds the range to reserved, with node nid and flags. Linux:
 * __memblock_reserve(). */
int memblock_reserve_node(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size, int nid, uint32_t flags);

/* Removes the range from reserved. */
int memblock_phys_free(struct memblock *mb, phys_addr_t base, phys_addr_t size);

/* The same, and CORE_ENOENT unless all of the range is reserved. Linux:
 * none. */
int memblock_phys_free_exact(struct memblock *mb, phys_addr_t base,
			     phys_addr_t size);

/* Adds the range to physmap. Linux: memblock_physmem_add(). */
int memblock_physmap_add(struct memblock *mb, phys_addr_t base,
			 phys_addr_t size);

/* --- nodes and flags ----------------------------------------------------- */

/*
 * Each of these changes the part of the range that is in the set, and returns
 * CORE_EINVAL, CORE_EWRAP, CORE_ENOSPC or CORE_ENOMEM.
 */

/* Node nid for memory. Linux: memblock_set_node() with &memblock.memory. */
int memblock_memory_set_node(struct memblock *mb, phys_addr_t base,
			     phys_addr_t size, int nid);

/* Node nid for reserved. Linux: memblock_set_node() with
 * &memblock.reserved. */
int memblock_reserved_set_node(struct memblock *mb, phys_addr_t base,
			       phys_addr_t size, int nid);

/* Memory: MEMBLOCK_HOTPLUG, hot-removable. */
int memblock_mark_hotplug(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size);
int memblock_clear_hotplug(struct memblock *mb, phys_addr_t base,
			   phys_addr_t size);

/* Memory: MEMBLOCK_MIRROR. Linux marks only with kernelcore=mirror; here the
 * region is marked, and has_mirror decides what allocations prefer. Linux has
 * no counterpart of clear. */
int memblock_mark_mirror(struct memblock *mb, phys_addr_t base,
			 phys_addr_t size);
int memblock_clear_mirror(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size);

/* Memory: MEMBLOCK_NOMAP, not in the kernel's direct map, never allocated. */
int memblock_mark_nomap(struct memblock *mb, phys_addr_t base,
			phys_addr_t size);
int memblock_clear_nomap(struct memblock *mb, phys_addr_t base,
			 phys_addr_t size);

/* Memory: MEMBLOCK_DRIVER_MANAGED, never allocated. Linux: the flag is an
 * argument of memblock_add_node(). */
int memblock_mark_driver_managed(struct memblock *mb, phys_addr_t base,
				 phys_addr_t size);
int memblock_clear_driver_managed(struct memblock *mb, phys_addr_t base,
				  phys_addr_t size);

/* Memory: MEMBLOCK_KHO_SCRATCH, not used by a kexec handover. */
int memblock_mark_kho_scratch(struct memblock *mb, phys_addr_t base,
			      phys_addr_t size);
int memblock_clear_kho_scratch(struct memblock *mb, phys_addr_t base,
			       phys_addr_t size);

/* Reserved: MEMBLOCK_RSRV_NOINIT, the owner initialises the page structures.
 * Linux has no counterpart of clear. */
int memblock_reserved_mark_noinit(struct memblock *mb, phys_addr_t base,
				  phys_addr_t size);
int memblock_reserved_clear_noinit(struct memblock *mb, phys_addr_t base,
				   phys_addr_t size);

/* Reserved: MEMBLOCK_RSRV_KERN, used by the kernel itself. Linux has no
 * counterpart of clear. */
int memblock_reserved_mark_kern(struct memblock *mb, phys_addr_t base,
				phys_addr_t size);
int memblock_reserved_clear_kern(struct memblock *mb, phys_addr_t base,
				 phys_addr_t size);

/* --- limits -------------------------------------------------------------- */

/* None of these splits a region, so none can run out of room. */

/* Rounds every region of memory inwards to a multiple of align, a power of two
 * in bytes, and removes those that become empty. CORE_EINVAL. */
int memblock_trim_memory(struct memblock *mb, phys_addr_t align);

/* Keeps the lowest limit bytes of memory, NOMAP included, and removes all of
 * memory and reserved above the address where they end: when memory is as large
 * as limit, only reserved above memory. No effect when memory is smaller.
 * CORE_EINVAL when limit is 0. */
int memblock_enforce_memory_limit(struct memblock *mb, phys_addr_t limit);

/* Keeps the part of memory in [base, base + size), and NOMAP regions wherever
 * they are; reserved is cut to the range. A size beyond the top is clipped to
 * it. No effect when there is no memory. CORE_EINVAL when size is 0. */
int memblock_cap_memory_range(struct memblock *mb, phys_addr_t base,
			      phys_addr_t size);

/* Finds the end of the lowest limit bytes as memblock_enforce_memory_limit()
 * does, and cuts there as memblock_cap_memory_range() does: mem= on arm64.
 * CORE_EINVAL when limit is 0. */
int memblock_mem_limit_remove_map(struct memblock *mb, phys_addr_t limit);

/* --- asking -------------------------------------------------------------- */

/* True when address addr is in memory. */
bool memblock_is_memory(const struct memblock *mb, phys_addr_t addr);

/* True when address addr is in memory that is not NOMAP. */
bool memblock_is_map_memory(const struct memblock *mb, phys_addr_t addr);

/* True when address addr is in reserved. */
bool memblock_is_reserved(const struct memblock *mb, phys_addr_t addr);

/* True when all of [base, base + size) is in one region of memory; false for a
 * range that extends beyond the top. */
bool memblock_is_region_memory(const struct memblock *mb, phys_addr_t base,
			       phys_addr_t size);

/* True when any byte of [base, base + size) is reserved; false when size is
 * 0. */
bool memblock_is_region_reserved(const struct memblock *mb, phys_addr_t base,
				 phys_addr_t size);

/* Bytes in memory, and in reserved. Reserved may be outside of memory, so that
 * the difference is not what is free. */
phys_addr_t memblock_phys_mem_size(const struct memblock *mb);
phys_addr_t memblock_reserved_size(const struct memblock *mb);

/* The lowest address of memory, and the end of the highest region (exclusive);
 * 0 when memory is empty. */
phys_addr_t memblock_start_of_DRAM(const struct memblock *mb);
phys_addr_t memblock_end_of_DRAM(const struct memblock *mb);

#ifdef __cplusplus
}
#endif

#endif
