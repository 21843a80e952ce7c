/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One set of physical memory: a sorted array of disjoint regions. Users include
 * core/memblock/memblock.h, which includes this file.
 *
 * Addresses and sizes are in bytes, ranges are [base, base + size). A function
 * that returns int returns 0 or a code of core/base/status.h, and has then
 * changed nothing:
 *
 *   CORE_EINVAL  size is 0
 *   CORE_EWRAP   base + size exceeds PHYS_ADDR_MAX
 *   CORE_ENOSPC  the result needs more than max regions
 *
 * The functions below are given one set, whose array does not grow. A range
 * that overlaps no region is not an error for removing and changing, as in
 * Linux.
 */
#ifndef CORE_MEMBLOCK_SET_H
#define CORE_MEMBLOCK_SET_H

#include "core/base/status.h"
#include "core/base/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The node of memory whose NUMA node is not known. Linux: NUMA_NO_NODE. */
#define NUMA_NO_NODE (-1)

/* Flags of a region; names and values are Linux's, and memblock=debug prints
 * the values. */
enum memblock_flags {
	MEMBLOCK_NONE = 0x0,
	MEMBLOCK_HOTPLUG = 0x1,        /* memory: hot-removable */
	MEMBLOCK_MIRROR = 0x2,         /* memory: mirrored */
	MEMBLOCK_NOMAP = 0x4,          /* memory: not in the direct map */
	MEMBLOCK_DRIVER_MANAGED = 0x8, /* memory: added by a driver */
	MEMBLOCK_RSRV_NOINIT = 0x10,   /* reserved: owner initialises it */
	MEMBLOCK_RSRV_KERN = 0x20,     /* reserved: for the kernel itself */
	MEMBLOCK_KHO_SCRATCH = 0x40,   /* memory: safe during kexec handover */
	MEMBLOCK_RSRV_HUGETLB = 0x80,  /* reserved: boot-time huge pages */
};

/* Linux: struct memblock_region. */
struct memblock_region {
	phys_addr_t base; /* bytes */
	phys_addr_t size; /* bytes, never 0 in a set */
	uint32_t flags;   /* enum memblock_flags */
	int32_t nid;      /* NUMA node, or NUMA_NO_NODE */
};

/*
 * One set. At all times: regions are sorted by base and disjoint, no region is
 * empty or wraps, two neighbours that touch differ in flags or nid,
 * cnt <= max, and total_size is the sum of all sizes.
 * memblock_type_validate() checks exactly this. Only the functions of
 * core/memblock write the fields. Linux: struct memblock_type.
 */
struct memblock_type {
	size_t cnt;                      /* regions in use */
	size_t max;                      /* regions in the array */
	phys_addr_t total_size;          /* bytes */
	struct memblock_region *regions; /* the caller's array of max */
	const char *name;
};

/*
 * n operations on a set leave at most 2n - 1 regions, because each brings at
 * most two end points; each range of memblock_add_many() counts as one. A set
 * with this many regions never returns CORE_ENOSPC.
 */
#define MEMBLOCK_REGIONS_FOR(operations) (2 * (size_t)(operations) + 1)

/* Makes type an empty set with the caller's array regions[max]. Array and name
 * must outlive the set. Linux: none, its sets are static. */
void memblock_type_init(struct memblock_type *type, const char *name,
			struct memblock_region *regions, size_t max);

/* --- changing ------------------------------------------------------------ */

/* Adds [base, base + size) with node nid and flags (enum memblock_flags). Parts
 * that are in the set already keep their node and flags. CORE_EINVAL,
 * CORE_EWRAP, CORE_ENOSPC. Linux: memblock_add_range(). */
int memblock_add_range(struct memblock_type *type, phys_addr_t base,
		       phys_addr_t size, int nid, uint32_t flags);

/* The same for n ranges in any order, which may overlap, in n log n. Only base
 * and size of ranges[] are used. The array is sorted and merged, also when
 * CORE_ENOSPC is returned. Linux: none. */
int memblock_add_many(struct memblock_type *type,
		      struct memblock_region *ranges, size_t n, int nid,
		      uint32_t flags);

/* Removes [base, base + size). CORE_EINVAL, CORE_EWRAP; CORE_ENOSPC when a
 * region would have to be split. Linux: memblock_remove_range(). */
int memblock_remove_range(struct memblock_type *type, phys_addr_t base,
			  phys_addr_t size);

/* The same for n ranges, as memblock_add_many() takes them. CORE_ENOSPC when
 * the result needs more than max regions. Linux: none. */
int memblock_remove_many(struct memblock_type *type,
			 struct memblock_region *ranges, size_t n);

/* Sets (set) or clears the bits of flag in the part of [base, base + size) that
 * is in the set. CORE_EINVAL, CORE_EWRAP, CORE_ENOSPC. Linux:
 * memblock_setclr_flag(). */
int memblock_setclr_flag(struct memblock_type *type, phys_addr_t base,
			 phys_addr_t size, bool set, uint32_t flag);

/* The same for n ranges, as memblock_add_many() takes them. Linux: none. */
int memblock_setclr_flag_many(struct memblock_type *type,
			      struct memblock_region *ranges, size_t n,
			      bool set, uint32_t flag);

/* Gives node nid to the part of [base, base + size) that is in the set.
 * CORE_EINVAL, CORE_EWRAP, CORE_ENOSPC. Linux: memblock_set_node(). */
int memblock_set_node(struct memblock_type *type, phys_addr_t base,
		      phys_addr_t size, int nid);

/* --- asking -------------------------------------------------------------- */

/* The region that contains address addr, or NULL. Linux: memblock_search(),
 * which returns an index. */
const struct memblock_region *memblock_search(const struct memblock_type *type,
					      phys_addr_t addr);

/* True when any byte of [base, base + size) is in the set; false when size is
 * 0. A size beyond the top is clipped to it. Linux: memblock_overlaps_region().
 */
bool memblock_overlaps_region(const struct memblock_type *type,
			      phys_addr_t base, phys_addr_t size);

/* True when every byte of [base, base + size) is in the set, in one region or
 * in several; false for a range that is empty or wraps. Linux: none. */
bool memblock_covers(const struct memblock_type *type, phys_addr_t base,
		     phys_addr_t size);

/* --- whole sets ---------------------------------------------------------- */

/* Copies the regions of src into the array of dst, replacing what it holds;
 * CORE_ENOSPC when they do not fit. Linux: none. */
int memblock_type_copy(struct memblock_type *dst,
		       const struct memblock_type *src);

/* True when both sets have the same regions with the same flags and nodes;
 * name and max are not compared. Linux: none. */
bool memblock_type_equal(const struct memblock_type *a,
			 const struct memblock_type *b);

/* 0, or CORE_EBUG when one of the invariants of struct memblock_type does not
 * hold. Linux: none. */
int memblock_type_validate(const struct memblock_type *type);

/* --- one region ---------------------------------------------------------- */

/* True when the region has the flag. Linux: the functions of these names. */
static inline bool memblock_is_hotpluggable(const struct memblock_region *r)
{
	return r->flags & MEMBLOCK_HOTPLUG;
}

static inline bool memblock_is_mirror(const struct memblock_region *r)
{
	return r->flags & MEMBLOCK_MIRROR;
}

static inline bool memblock_is_nomap(const struct memblock_region *r)
{
	return r->flags & MEMBLOCK_NOMAP;
}

static inline bool memblock_is_driver_managed(const struct memblock_region *r)
{
	return r->flags & MEMBLOCK_DRIVER_MANAGED;
}

static inline bool memblock_is_reserved_noinit(const struct memblock_region *r)
{
	return r->flags & MEMBLOCK_RSRV_NOINIT;
}

static inline bool memblock_is_kho_scratch(const struct memblock_region *r)
{
	return r->flags & MEMBLOCK_KHO_SCRATCH;
}

/* The NUMA node of the region, or NUMA_NO_NODE. Linux:
 * memblock_get_region_node(). */
static inline int memblock_get_region_node(const struct memblock_region *r)
{
	return r->nid;
}

/* Sets the node of one region and does not merge it with its neighbours, as
 * memblock_set_node() does. Linux: memblock_set_region_node(). */
static inline void memblock_set_region_node(struct memblock_region *r, int nid)
{
	r->nid = nid;
}

/* True when two ranges share a byte; neither may wrap. Linux:
 * memblock_addrs_overlap(). */
static inline bool memblock_addrs_overlap(phys_addr_t base1, phys_addr_t size1,
					  phys_addr_t base2, phys_addr_t size2)
{
	return base1 < base2 + size2 && base2 < base1 + size1;
}

#ifdef __cplusplus
}
#endif

#endif
