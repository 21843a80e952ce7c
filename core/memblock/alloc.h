/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Allocating from the sets: a free range, in memory and not in reserved, is
 * found and reserved. Results and the order of attempts are those of
 * Linux 7.3.
 *
 * Sizes, alignments and addresses are in bytes; an alignment is a power of two.
 * The functions with Linux's names return 0 or NULL when they fail; page 0 is
 * never allocated, so 0 is not a valid address. memblock_alloc_in() tells the
 * reason:
 *
 *   CORE_EINVAL  size is 0, align is not a power of two, or the end is not
 *                above the start
 *   CORE_ENOMEM  no free range is large enough, for the allocation or for the
 *                array of reserved that had to grow
 *   CORE_ENOSPC  reserved has no room for one more region and may not grow
 *
 * NOMAP and DRIVER_MANAGED memory is never allocated, HOTPLUG memory only while
 * movable_node is off. A range is never allocated from more than one region of
 * memory. It is reserved with RSRV_KERN and the node that was requested, or
 * with NUMA_NO_NODE when that node had no room and any other was searched, so
 * that memblock_reserved_kern_size() of a node never counts memory of another.
 */
#ifndef CORE_MEMBLOCK_ALLOC_H
#define CORE_MEMBLOCK_ALLOC_H

#include "core/memblock/memblock.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Ends of a range to search: current_limit, and the top of the address
 * space. */
#define MEMBLOCK_ALLOC_ACCESSIBLE ((phys_addr_t)0)
#define MEMBLOCK_ALLOC_ANYWHERE   PHYS_ADDR_MAX
/* Start of a range to search: everything except page 0. */
#define MEMBLOCK_LOW_LIMIT ((phys_addr_t)0)
/* The end for memblock_alloc_low(). */
#define ARCH_LOW_ADDRESS_LIMIT ((phys_addr_t)0xffffffff)

/* --- allocating with a reason -------------------------------------------- */

struct memblock_request {
	phys_addr_t size;  /* bytes */
	phys_addr_t align; /* a power of two */
	phys_addr_t start; /* lowest address; page 0 is never allocated */
	phys_addr_t end;   /* exclusive, or one of the ends above */
	int32_t nid;       /* NUMA_NO_NODE: any node */
	bool exact_nid;    /* do not fall back to other nodes */
	uint32_t flags;    /* of the reservation, besides RSRV_KERN */
	bool no_mirror;    /* do not prefer mirrored memory */
};

/*
 * Allocates as *rq says and writes the address to *ret_base. CORE_EINVAL,
 * CORE_ENOMEM, CORE_ENOSPC; then *ret_base is as it was.
 *
 * Attempts: on the node, then on any node unless exact_nid; when has_mirror
 * restricted both to mirrored memory, the same once more without that.
 *
 * Linux: none; memblock_alloc_range_nid() returns only an address.
 */
int memblock_alloc_in(struct memblock *mb, const struct memblock_request *rq,
		      phys_addr_t *ret_base);

/* --- searching ----------------------------------------------------------- */

/* The highest address (bottom_up: the lowest) in [start, end) at which size
 * bytes are free, or 0. Nothing is reserved. Linux: memblock_find_in_range(),
 * public until 5.15. */
phys_addr_t memblock_find_in_range(const struct memblock *mb, phys_addr_t start,
				   phys_addr_t end, phys_addr_t size,
				   phys_addr_t align);

/* The same on node nid (NUMA_NO_NODE: any), in memory that has all of
 * need_flags, for example MEMBLOCK_MIRROR. Linux:
 * memblock_find_in_range_node(). */
phys_addr_t memblock_find_in_range_node(const struct memblock *mb,
					phys_addr_t size, phys_addr_t align,
					phys_addr_t start, phys_addr_t end,
					int nid, uint32_t need_flags);

/* --- physical addresses -------------------------------------------------- */

/* Each returns the address of size bytes, or 0. The names are Linux's. */

/* In [start, end), preferably on node nid (NUMA_NO_NODE: any); exact_nid: only
 * there. */
phys_addr_t memblock_alloc_range_nid(struct memblock *mb, phys_addr_t size,
				     phys_addr_t align, phys_addr_t start,
				     phys_addr_t end, int nid, bool exact_nid);

/* Below current_limit. */
phys_addr_t memblock_phys_alloc(struct memblock *mb, phys_addr_t size,
				phys_addr_t align);

/* In [start, end), whatever current_limit is. */
phys_addr_t memblock_phys_alloc_range(struct memblock *mb, phys_addr_t size,
				      phys_addr_t align, phys_addr_t start,
				      phys_addr_t end);

/* Below current_limit, preferably on node nid. */
phys_addr_t memblock_phys_alloc_try_nid(struct memblock *mb, phys_addr_t size,
					phys_addr_t align, int nid);

/* --- pointers ------------------------------------------------------------ */

/*
 * Each returns a pointer to size bytes (memblock_phys_to_virt()), or NULL. The
 * memory is cleared unless the name ends in _raw. min is preferred: when
 * nothing is free above it, lower addresses are used. max is an exclusive end
 * and never exceeds current_limit. The names are Linux's.
 */

/* Anywhere below current_limit. */
void *memblock_alloc(struct memblock *mb, phys_addr_t size, phys_addr_t align);
void *memblock_alloc_raw(struct memblock *mb, phys_addr_t size,
			 phys_addr_t align);

/* Preferably at or above min. */
void *memblock_alloc_from(struct memblock *mb, phys_addr_t size,
			  phys_addr_t align, phys_addr_t min);

/* Below ARCH_LOW_ADDRESS_LIMIT. */
void *memblock_alloc_low(struct memblock *mb, phys_addr_t size,
			 phys_addr_t align);

/* Preferably on node nid. */
void *memblock_alloc_node(struct memblock *mb, phys_addr_t size,
			  phys_addr_t align, int nid);

/* In [min, max), preferably on node nid. */
void *memblock_alloc_try_nid(struct memblock *mb, phys_addr_t size,
			     phys_addr_t align, phys_addr_t min,
			     phys_addr_t max, int nid);
void *memblock_alloc_try_nid_raw(struct memblock *mb, phys_addr_t size,
				 phys_addr_t align, phys_addr_t min,
				 phys_addr_t max, int nid);

/* In [min, max), only on node nid. */
void *memblock_alloc_exact_nid_raw(struct memblock *mb, phys_addr_t size,
				   phys_addr_t align, phys_addr_t min,
				   phys_addr_t max, int nid);

/* A huge page: aligned to its size, a power of two, and reserved with
 * RSRV_HUGETLB as well. Preferably on node nid; exact_nid: only there. Mirrored
 * memory is not preferred, and the memory is not cleared. */
void *memblock_alloc_hugetlb(struct memblock *mb, phys_addr_t size, int nid,
			     bool exact_nid);

/* Frees size bytes at ptr, as one of the functions above returned it; a NULL
 * ptr is ignored. CORE_EINVAL, CORE_EWRAP, CORE_ENOSPC, CORE_ENOMEM. */
int memblock_free(struct memblock *mb, void *ptr, phys_addr_t size);

/* --- arrays that grow ---------------------------------------------------- */

/*
 * From now on a full set doubles its array instead of returning CORE_ENOSPC.
 * The new array is in free mapped memory below current_limit, in whole pages,
 * outside the range whose operation needs it, and is reserved with RSRV_KERN.
 * An array that had grown before is freed; the first one remains the caller's.
 * Only functions that are given the map can let an array grow.
 *
 * A new array needs room in reserved, which therefore may grow first. It stays
 * grown, with its array reserved, even when there is then no memory for the
 * other array: the only trace that a failure can leave.
 *
 * Linux: the function of this name.
 */
void memblock_allow_resize(struct memblock *mb);

/* Makes room for n regions in total in type, one of mb's three sets.
 * CORE_ENOSPC: the array may not grow; CORE_ENOMEM. Linux: none. */
int memblock_make_room(struct memblock *mb, struct memblock_type *type,
		       size_t n);

/* --- handing over to a page allocator ------------------------------------ */

/* [base, end), in bytes: 2^order pages, aligned to their size. */
struct memblock_block {
	phys_addr_t base;
	phys_addr_t end;
	unsigned int order;
};

/*
 * Finds the next block of free memory at or after block->end, neither NOMAP nor
 * DRIVER_MANAGED, as large as its alignment, the free range and max_order
 * allow. The walk begins with a zeroed block. Incomplete pages at the ends of a
 * range are left out. Returns false when there is none left, and *block is as
 * it was. Linux: __free_pages_memory().
 */
bool memblock_next_free_block(const struct memblock *mb, unsigned int max_order,
			      struct memblock_block *block);

/* Takes over a block, for a page allocator. */
typedef void (*memblock_give)(void *ctx, struct memblock_block block);

/* Calls give with ctx for each free block; returns the number of pages. The
 * sets do not change, and can be queried as long as they are needed. Linux: the
 * function of this name. */
uint64_t memblock_free_all(const struct memblock *mb, unsigned int max_order,
			   memblock_give give, void *ctx);

/*
 * Ends the map, after memblock_free_all(): calls give for the blocks of the
 * arrays that have grown, and returns the number of their pages. Then the sets
 * are empty and have no room; the caller's own arrays stay as they are. give
 * may overwrite a block at once. Linux: the function of this name.
 */
uint64_t memblock_discard(struct memblock *mb, unsigned int max_order,
			  memblock_give give, void *ctx);

#ifdef __cplusplus
}
#endif

#endif
