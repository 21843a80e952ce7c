/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sets of physical memory, with the names and the results of Linux 7.x
 * mm/memblock.c, for any number of instances.
 *
 *   memory    what a kernel may manage
 *   reserved  what is taken; need not lie inside memory
 *   physmap   what is really there (Linux: physmem)
 *
 * Addresses and sizes are bytes. Ranges are [base, base + size). A function
 * that returns int returns 0 or a code of core/base/status.h, and has changed
 * nothing when it returns a code:
 *
 *   CORE_EINVAL  size is 0, or an alignment is no power of two
 *   CORE_EWRAP   base + size exceeds PHYS_ADDR_MAX
 *   CORE_ENOSPC  the result needs more than max regions
 *   CORE_ENOMEM  the array may grow, but there is no memory for it
 *
 * There is no global and no state outside the fields below. A range that
 * meets no region is no error for remove, free and mark (as in Linux).
 */
#ifndef CORE_MEMBLOCK_MEMBLOCK_H
#define CORE_MEMBLOCK_MEMBLOCK_H

#include "core/base/status.h"
#include "core/base/types.h"

#define NUMA_NO_NODE (-1)

/* Values as in Linux; memblock=debug prints them. */
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

struct memblock_region {
	phys_addr_t base;
	phys_addr_t size;
	uint32_t flags; /* enum memblock_flags */
	int32_t nid;    /* NUMA node, NUMA_NO_NODE when not known */
};

/*
 * One set. Always: sorted by base, disjoint, no empty region, no two
 * neighbours that touch with equal flags and nid, no region that wraps,
 * cnt <= max, total_size the sum of all sizes.
 * memblock_type_validate() checks exactly this.
 */
struct memblock_type {
	size_t cnt;
	size_t max;
	phys_addr_t total_size;
	struct memblock_region *regions; /* the caller's array of max */
	const char *name;
};

struct memblock {
	bool bottom_up;            /* allocations: the lowest place first */
	phys_addr_t current_limit; /* allocations stay below it */
	struct memblock_type memory;
	struct memblock_type reserved;
	struct memblock_type physmap;

	/* core/memblock/alloc.h; memblock_init() sets the defaults. */
	bool has_mirror;         /* prefer MEMBLOCK_MIRROR memory: false */
	bool movable_node;       /* avoid MEMBLOCK_HOTPLUG memory: false */
	bool can_resize;         /* full arrays may grow: false */
	unsigned int page_shift; /* of the kernel's pages: 12 */
	uintptr_t virt_offset;   /* virtual = physical + this: 0, identity */
	/* Where the arrays of memory, reserved and physmap are, if they have
	 * grown; 0: they are still the caller's. */
	phys_addr_t grown[3];
};

/*
 * n operations on a set leave at most 2n - 1 regions, because each brings at
 * most two end points; each range of memblock_add_many() is one. A set with
 * that many never returns CORE_ENOSPC.
 */
#define MEMBLOCK_REGIONS_FOR(operations) (2 * (size_t)(operations) + 1)

/* --- making, copying, comparing ------------------------------------------ */

void memblock_type_init(struct memblock_type *type, const char *name,
			struct memblock_region *regions, size_t max);

/* Gives each of the three sets a third of store[n]. */
void memblock_init(struct memblock *mb, struct memblock_region *store,
		   size_t n);

/* Copies the regions of src into dst's own arrays; CORE_ENOSPC. Of a map also
 * what allocations go by, but not can_resize. */
int memblock_type_copy(struct memblock_type *dst,
		       const struct memblock_type *src);
int memblock_copy(struct memblock *dst, const struct memblock *src);

/* Same regions with the same flags and nodes; max and name do not count. */
bool memblock_type_equal(const struct memblock_type *a,
			 const struct memblock_type *b);
bool memblock_equal(const struct memblock *a, const struct memblock *b);

/* 0, or CORE_EBUG when an invariant of struct memblock_type is broken.
 * memblock_validate() also demands that memory lies within physmap, unless
 * physmap is empty (a kernel that keeps no physmap). */
int memblock_type_validate(const struct memblock_type *type);
int memblock_validate(const struct memblock *mb);

/* --- one set ------------------------------------------------------------- */

/* Adds what is not yet there; regions that are there keep flags and nid. */
int memblock_add_range(struct memblock_type *type, phys_addr_t base,
		       phys_addr_t size, int nid, uint32_t flags);
/* The same for n ranges in any order, in n log n: of each only base and size
 * count. ranges[] is sorted and joined on the way, whatever is returned. */
int memblock_add_many(struct memblock_type *type,
		      struct memblock_region *ranges, size_t n, int nid,
		      uint32_t flags);
int memblock_remove_range(struct memblock_type *type, phys_addr_t base,
			  phys_addr_t size);
/* Sets (or clears) flag on what of the range is in the set. */
int memblock_setclr_flag(struct memblock_type *type, phys_addr_t base,
			 phys_addr_t size, bool set, uint32_t flag);
int memblock_set_node(struct memblock_type *type, phys_addr_t base,
		      phys_addr_t size, int nid);

/* --- what allocations prefer --------------------------------------------- */

static inline bool memblock_bottom_up(const struct memblock *mb)
{
	return mb->bottom_up;
}

static inline void memblock_set_bottom_up(struct memblock *mb, bool bottom_up)
{
	mb->bottom_up = bottom_up;
}

static inline phys_addr_t memblock_get_current_limit(const struct memblock *mb)
{
	return mb->current_limit;
}

static inline void memblock_set_current_limit(struct memblock *mb,
					      phys_addr_t limit)
{
	mb->current_limit = limit;
}

/* Linux's mark_mirror does nothing without kernelcore=mirror; here it marks,
 * and who has that option sets has_mirror. The conversion does, and a table
 * that is read back. */
static inline bool memblock_has_mirror(const struct memblock *mb)
{
	return mb->has_mirror;
}

/* --- addresses as pointers ----------------------------------------------- */

/* A pointer to physical address addr, in bytes, and back: they differ by
 * mb->virt_offset. Linux: phys_to_virt() and virt_to_phys(). */
static inline void *memblock_phys_to_virt(const struct memblock *mb,
					  phys_addr_t addr)
{
	return (void *)((uintptr_t)addr + mb->virt_offset);
}

static inline phys_addr_t memblock_virt_to_phys(const struct memblock *mb,
						const void *ptr)
{
	return (uintptr_t)ptr - mb->virt_offset;
}

/* --- building the sets --------------------------------------------------- */

int memblock_add(struct memblock *mb, phys_addr_t base, phys_addr_t size);
int memblock_add_node(struct memblock *mb, phys_addr_t base, phys_addr_t size,
		      int nid, uint32_t flags);
int memblock_remove(struct memblock *mb, phys_addr_t base, phys_addr_t size);
int memblock_reserve(struct memblock *mb, phys_addr_t base, phys_addr_t size);
int memblock_reserve_kern(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size);
/* Linux calls it __memblock_reserve. */
int memblock_reserve_node(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size, int nid, uint32_t flags);
int memblock_phys_free(struct memblock *mb, phys_addr_t base, phys_addr_t size);
/* CORE_ENOENT unless all of it is reserved. */
int memblock_phys_free_exact(struct memblock *mb, phys_addr_t base,
			     phys_addr_t size);
int memblock_physmap_add(struct memblock *mb, phys_addr_t base,
			 phys_addr_t size);
int memblock_memory_set_node(struct memblock *mb, phys_addr_t base,
			     phys_addr_t size, int nid);
int memblock_reserved_set_node(struct memblock *mb, phys_addr_t base,
			       phys_addr_t size, int nid);

/* --- flags --------------------------------------------------------------- */

int memblock_mark_hotplug(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size);
int memblock_clear_hotplug(struct memblock *mb, phys_addr_t base,
			   phys_addr_t size);
int memblock_mark_mirror(struct memblock *mb, phys_addr_t base,
			 phys_addr_t size);
int memblock_clear_mirror(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size);
int memblock_mark_nomap(struct memblock *mb, phys_addr_t base,
			phys_addr_t size);
int memblock_clear_nomap(struct memblock *mb, phys_addr_t base,
			 phys_addr_t size);
int memblock_mark_driver_managed(struct memblock *mb, phys_addr_t base,
				 phys_addr_t size);
int memblock_clear_driver_managed(struct memblock *mb, phys_addr_t base,
				  phys_addr_t size);
int memblock_mark_kho_scratch(struct memblock *mb, phys_addr_t base,
			      phys_addr_t size);
int memblock_clear_kho_scratch(struct memblock *mb, phys_addr_t base,
			       phys_addr_t size);
int memblock_reserved_mark_noinit(struct memblock *mb, phys_addr_t base,
				  phys_addr_t size);
int memblock_reserved_clear_noinit(struct memblock *mb, phys_addr_t base,
				   phys_addr_t size);
int memblock_reserved_mark_kern(struct memblock *mb, phys_addr_t base,
				phys_addr_t size);
int memblock_reserved_clear_kern(struct memblock *mb, phys_addr_t base,
				 phys_addr_t size);

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

static inline int memblock_get_region_node(const struct memblock_region *r)
{
	return r->nid;
}

/* Merges nothing: see memblock_memory_set_node(). */
static inline void memblock_set_region_node(struct memblock_region *r, int nid)
{
	r->nid = nid;
}

/* --- limits -------------------------------------------------------------- */

/* Rounds every memory region inwards to align, drops what vanishes. */
int memblock_trim_memory(struct memblock *mb, phys_addr_t align);

/* Amount: keeps the lowest limit bytes of memory (NOMAP counted) and cuts
 * memory and reserved above the address where they end. No effect when
 * there is no more than that. CORE_EINVAL: limit is 0. */
int memblock_enforce_memory_limit(struct memblock *mb, phys_addr_t limit);

/* Keeps [base, base + size) of memory, but NOMAP regions wherever they are;
 * reserved is cut to the range. A size beyond the top is clipped to it. */
int memblock_cap_memory_range(struct memblock *mb, phys_addr_t base,
			      phys_addr_t size);

/* Amount as enforce_memory_limit, cut as cap_memory_range: what arm64's
 * mem= does. CORE_EINVAL: limit is 0. */
int memblock_mem_limit_remove_map(struct memblock *mb, phys_addr_t limit);

/* --- questions ----------------------------------------------------------- */

/* The region that holds addr, or NULL. */
const struct memblock_region *memblock_search(const struct memblock_type *type,
					      phys_addr_t addr);

bool memblock_is_memory(const struct memblock *mb, phys_addr_t addr);
bool memblock_is_map_memory(const struct memblock *mb, phys_addr_t addr);
bool memblock_is_reserved(const struct memblock *mb, phys_addr_t addr);
/* All of [base, base + size) lies in one memory region. */
bool memblock_is_region_memory(const struct memblock *mb, phys_addr_t base,
			       phys_addr_t size);
/* Any byte of [base, base + size) is reserved. */
bool memblock_is_region_reserved(const struct memblock *mb, phys_addr_t base,
				 phys_addr_t size);
bool memblock_overlaps_region(const struct memblock_type *type,
			      phys_addr_t base, phys_addr_t size);
/* Every byte of [base, base + size) lies in some region of the set; false
 * for a range that is empty or wraps. */
bool memblock_covers(const struct memblock_type *type, phys_addr_t base,
		     phys_addr_t size);

/* Neither range may wrap. */
static inline bool memblock_addrs_overlap(phys_addr_t base1, phys_addr_t size1,
					  phys_addr_t base2, phys_addr_t size2)
{
	return base1 < base2 + size2 && base2 < base1 + size1;
}

phys_addr_t memblock_phys_mem_size(const struct memblock *mb);
phys_addr_t memblock_reserved_size(const struct memblock *mb);
/* 0 when memory is empty. The end is exclusive. */
phys_addr_t memblock_start_of_DRAM(const struct memblock *mb);
phys_addr_t memblock_end_of_DRAM(const struct memblock *mb);

/* --- iterators ----------------------------------------------------------- */

/*
 * The cursor is an address, so that changing the set inside the loop is
 * allowed: the walk goes on behind the last range it gave. Zeroed, a range
 * stands before the first one.
 */
struct memblock_range {
	phys_addr_t base;
	phys_addr_t end;
	uint32_t flags; /* of the region of a */
	int32_t nid;    /* of the region of a */
	/* Where the walk found it, so that the next step need not search: a
	 * guess that is checked, so any value will do. */
	size_t hint_a;
	size_t hint_b;
};

/* Which regions of a are passed over, as Linux's should_skip_region(). */
struct memblock_filter {
	int32_t nid;         /* NUMA_NO_NODE: any node */
	uint32_t skip_flags; /* a region with any of these is skipped */
	uint32_t need_flags; /* a region without all of these is skipped */
};

/*
 * The next piece of a region of a, at or after r->end, that no region of b
 * covers; b NULL: covers nothing; filter NULL: every region of a. false:
 * there is none left. (&memory, &reserved) is free memory, (&physmap,
 * &memory) what is kept from the kernel, (&x.memory, &y.memory) half a diff.
 */
bool memblock_next_range(const struct memblock_type *a,
			 const struct memblock_type *b,
			 const struct memblock_filter *filter,
			 struct memblock_range *r);
/* The same downwards, before r->base; start with r->base = PHYS_ADDR_MAX. */
bool memblock_prev_range(const struct memblock_type *a,
			 const struct memblock_type *b,
			 const struct memblock_filter *filter,
			 struct memblock_range *r);

/* const struct memblock_region *r; struct memblock_range *i */
#define for_each_memblock_type_region(type, r) \
	for ((r) = (type)->regions;            \
	     (type)->cnt && (r) < (type)->regions + (type)->cnt; (r)++)
#define for_each_mem_region(mb, r) \
	for_each_memblock_type_region(&(mb)->memory, r)
#define for_each_reserved_mem_region(mb, r) \
	for_each_memblock_type_region(&(mb)->reserved, r)

#define MEMBLOCK_RANGE_START ((struct memblock_range){ 0 })
#define MEMBLOCK_RANGE_END \
	((struct memblock_range){ .base = PHYS_ADDR_MAX, .end = PHYS_ADDR_MAX })

/* Memory that the kernel maps: NOMAP is skipped, as in Linux. */
extern const struct memblock_filter memblock_mapped;
#define for_each_mem_range(mb, i)         \
	for (*(i) = MEMBLOCK_RANGE_START; \
	     memblock_next_range(&(mb)->memory, NULL, &memblock_mapped, i);)
#define for_each_mem_range_rev(mb, i)   \
	for (*(i) = MEMBLOCK_RANGE_END; \
	     memblock_prev_range(&(mb)->memory, NULL, &memblock_mapped, i);)
#define for_each_reserved_mem_range(mb, i) \
	for (*(i) = MEMBLOCK_RANGE_START;  \
	     memblock_next_range(&(mb)->reserved, NULL, NULL, i);)
#define for_each_free_mem_range(mb, filter, i) \
	for (*(i) = MEMBLOCK_RANGE_START;      \
	     memblock_next_range(&(mb)->memory, &(mb)->reserved, filter, i);)
#define for_each_free_mem_range_reverse(mb, filter, i) \
	for (*(i) = MEMBLOCK_RANGE_END;                \
	     memblock_prev_range(&(mb)->memory, &(mb)->reserved, filter, i);)
/* physmap without type, e.g. what firmware and mem= keep. */
#define for_each_physmem_range(mb, type, i) \
	for (*(i) = MEMBLOCK_RANGE_START;   \
	     memblock_next_range(&(mb)->physmap, type, NULL, i);)

#endif
