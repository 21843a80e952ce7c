/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memory out of the sets: what is in memory and not in reserved, taken by
 * reserving it. Results and order of attempts are those of Linux 7.3.
 *
 * The functions with Linux's names return 0 or NULL when they give nothing;
 * page 0 is never given, so 0 is no address. memblock_alloc_in() says why:
 *
 *   CORE_EINVAL  size is 0, align is no power of two, the end is not above
 *                the start
 *   CORE_ENOMEM  no free range is large enough, for it or for the array of
 *                reserved that had to grow
 *   CORE_ENOSPC  reserved has no room for one more region and may not grow
 *
 * NOMAP and DRIVER_MANAGED memory is never given, HOTPLUG only while
 * movable_node is off. What is given is reserved with RSRV_KERN.
 */
#ifndef CORE_MEMBLOCK_ALLOC_H
#define CORE_MEMBLOCK_ALLOC_H

#include "core/memblock/memblock.h"

/* As an end: current_limit; no limit at all. */
#define MEMBLOCK_ALLOC_ACCESSIBLE ((phys_addr_t)0)
#define MEMBLOCK_ALLOC_ANYWHERE   PHYS_ADDR_MAX
/* As a start: anything but page 0. */
#define MEMBLOCK_LOW_LIMIT ((phys_addr_t)0)
/* What memblock_alloc_low() stays below. */
#define ARCH_LOW_ADDRESS_LIMIT ((phys_addr_t)0xffffffff)

/* --- asking with a reason ------------------------------------------------ */

struct memblock_request {
	phys_addr_t size;
	phys_addr_t align; /* a power of two */
	phys_addr_t start; /* page 0 is never given */
	phys_addr_t end;   /* or one of the ends above */
	int32_t nid;       /* NUMA_NO_NODE: any */
	bool exact_nid;    /* no other node will do */
	uint32_t flags;    /* of the reservation, beside RSRV_KERN */
	bool no_mirror;    /* mirrored memory is too good for it */
};

/*
 * Tries, in this order: the node, any node unless exact_nid; and once more
 * both without asking for mirrored memory, if has_mirror made it ask.
 * The reservation has the node that was asked for.
 */
int memblock_alloc_in(struct memblock *mb, const struct memblock_request *rq,
		      phys_addr_t *ret_base);

/* --- looking without taking ---------------------------------------------- */

/* The highest (bottom_up: the lowest) free place, or 0. */
phys_addr_t memblock_find_in_range(const struct memblock *mb, phys_addr_t start,
				   phys_addr_t end, phys_addr_t size,
				   phys_addr_t align);
/* Only in memory that has all of need_flags, such as MEMBLOCK_MIRROR. */
phys_addr_t memblock_find_in_range_node(const struct memblock *mb,
					phys_addr_t size, phys_addr_t align,
					phys_addr_t start, phys_addr_t end,
					int nid, uint32_t need_flags);

/* --- physical addresses -------------------------------------------------- */

phys_addr_t memblock_alloc_range_nid(struct memblock *mb, phys_addr_t size,
				     phys_addr_t align, phys_addr_t start,
				     phys_addr_t end, int nid, bool exact_nid);
phys_addr_t memblock_phys_alloc(struct memblock *mb, phys_addr_t size,
				phys_addr_t align);
phys_addr_t memblock_phys_alloc_range(struct memblock *mb, phys_addr_t size,
				      phys_addr_t align, phys_addr_t start,
				      phys_addr_t end);
phys_addr_t memblock_phys_alloc_try_nid(struct memblock *mb, phys_addr_t size,
					phys_addr_t align, int nid);

/* --- pointers ------------------------------------------------------------ */

/*
 * The virtual address is the physical one plus virt_offset. min is a wish:
 * when nothing is free above it, any lower address will do. max never is
 * above current_limit. All but the _raw ones clear the memory.
 */
void *memblock_alloc(struct memblock *mb, phys_addr_t size, phys_addr_t align);
void *memblock_alloc_raw(struct memblock *mb, phys_addr_t size,
			 phys_addr_t align);
void *memblock_alloc_from(struct memblock *mb, phys_addr_t size,
			  phys_addr_t align, phys_addr_t min);
void *memblock_alloc_low(struct memblock *mb, phys_addr_t size,
			 phys_addr_t align);
void *memblock_alloc_node(struct memblock *mb, phys_addr_t size,
			  phys_addr_t align, int nid);
void *memblock_alloc_try_nid(struct memblock *mb, phys_addr_t size,
			     phys_addr_t align, phys_addr_t min,
			     phys_addr_t max, int nid);
void *memblock_alloc_try_nid_raw(struct memblock *mb, phys_addr_t size,
				 phys_addr_t align, phys_addr_t min,
				 phys_addr_t max, int nid);
void *memblock_alloc_exact_nid_raw(struct memblock *mb, phys_addr_t size,
				   phys_addr_t align, phys_addr_t min,
				   phys_addr_t max, int nid);
/* Aligned to its size, which is a power of two, never asks for mirrored
 * memory; reserved with RSRV_HUGETLB too, and not cleared. */
void *memblock_alloc_hugetlb(struct memblock *mb, phys_addr_t size, int nid,
			     bool exact_nid);
/* Gives back what one of these gave; NULL is no error. */
int memblock_free(struct memblock *mb, void *ptr, phys_addr_t size);

/* --- arrays that grow ---------------------------------------------------- */

/*
 * From now on a full set doubles its array instead of CORE_ENOSPC. The new
 * array lies in free mapped memory below current_limit, in whole pages, and
 * is reserved with RSRV_KERN; it never lies in the range whose operation
 * made it necessary. An array that had grown before is given back, the
 * first one stays the caller's. Only functions that are given the map can
 * do this; those that are given one set cannot.
 *
 * Each new array needs room in reserved, which therefore may grow first. It
 * stays grown, with its array reserved, even if there is then no memory left
 * for the other one: the only trace that a failure can leave.
 */
void memblock_allow_resize(struct memblock *mb);

/* Room for n regions in all in one of mb's three sets. CORE_ENOSPC: it may
 * not grow; CORE_ENOMEM. */
int memblock_make_room(struct memblock *mb, struct memblock_type *type,
		       size_t n);

/* --- handing over to a page allocator ------------------------------------ */

/* [base, end): 2^order pages, aligned to their size. */
struct memblock_block {
	phys_addr_t base;
	phys_addr_t end;
	unsigned int order;
};

/*
 * The next block of free memory at or after block->end, neither NOMAP nor
 * DRIVER_MANAGED, as large as its alignment, the free range and max_order
 * allow. Zeroed, a block stands before the first. Parts of pages at the ends
 * of a range are not given.
 */
bool memblock_next_free_block(const struct memblock *mb, unsigned int max_order,
			      struct memblock_block *block);

typedef void (*memblock_give)(void *ctx, struct memblock_block block);

/* Calls give for each of them; returns the number of pages. It changes no
 * set: they may be asked as long as they are wanted. */
uint64_t memblock_free_all(const struct memblock *mb, unsigned int max_order,
			   memblock_give give, void *ctx);

/* The end of the map, after memblock_free_all(): gives the arrays that have
 * grown in the same way, and returns the number of their pages. The sets are
 * empty then and have no room; arrays that are the caller's stay as they
 * are. give may write into a block at once. */
uint64_t memblock_discard(struct memblock *mb, unsigned int max_order,
			  memblock_give give, void *ctx);

#endif
