/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Walks over one set, or over the parts of one set that another does not cover.
 * Users include core/memblock/memblock.h, which includes this file.
 *
 * In the macros mb is a struct memblock *, type a struct memblock_type *,
 * r a const struct memblock_region *, i a struct memblock_range *, and filter
 * a const struct memblock_filter * or NULL.
 */
#ifndef CORE_MEMBLOCK_WALK_H
#define CORE_MEMBLOCK_WALK_H

#include "core/memblock/set.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A range that a walk has found, and its cursor. The cursor is an address, so
 * the sets may be changed inside the loop: the walk continues after the range
 * that it returned last. Linux: two indices in one 64-bit number.
 */
struct memblock_range {
	phys_addr_t base; /* bytes */
	phys_addr_t end;  /* bytes, exclusive */
	uint32_t flags;   /* of the region of a */
	int32_t nid;      /* of the region of a */
	/* Where the walk found the range in each set, so that the next step
	 * need not search. Any value is valid, because it is checked. */
	size_t hint_a;
	size_t hint_b;
};

/* Which regions of a are visited. Linux: the arguments nid and flags of its
 * walks, and should_skip_region(). */
struct memblock_filter {
	int32_t nid;         /* NUMA_NO_NODE: any node */
	uint32_t skip_flags; /* a region with any of these is skipped */
	uint32_t need_flags; /* a region without all of these is skipped */
};

/* Memory that the kernel maps: without NOMAP. */
extern const struct memblock_filter memblock_mapped;

/*
 * Finds the next part of a region of a, at or after r->end, that no region of
 * b covers. b NULL: nothing is covered; filter NULL: every region of a is
 * visited. Returns false when there is none left, and *r is as it was.
 *
 * (&memory, &reserved) is free memory, (&physmap, &memory) the memory that is
 * excluded, (&x.memory, &y.memory) half of a comparison.
 *
 * Linux: __next_mem_range().
 */
bool memblock_next_range(const struct memblock_type *a,
			 const struct memblock_type *b,
			 const struct memblock_filter *filter,
			 struct memblock_range *r);

/* The same downwards, at or below r->base. Linux: __next_mem_range_rev(). */
bool memblock_prev_range(const struct memblock_type *a,
			 const struct memblock_type *b,
			 const struct memblock_filter *filter,
			 struct memblock_range *r);

static inline struct memblock_range memblock_range_at_(phys_addr_t addr)
{
	struct memblock_range r;

	r.base = r.end = addr;
	r.flags = MEMBLOCK_NONE;
	r.nid = 0;
	r.hint_a = r.hint_b = 0;
	return r;
}

/* The start of a walk upwards, and of one downwards. */
#define MEMBLOCK_RANGE_START memblock_range_at_(0)
#define MEMBLOCK_RANGE_END   memblock_range_at_(PHYS_ADDR_MAX)

/* --- regions as they are ------------------------------------------------- */

/* Each region of one set; the set must not be changed inside the loop. Linux:
 * for_each_memblock_type(). */
#define for_each_memblock_type_region(type, r) \
	for ((r) = (type)->regions;            \
	     (type)->cnt && (r) < (type)->regions + (type)->cnt; (r)++)

/* Each region of memory. Linux: for_each_mem_region(). */
#define for_each_mem_region(mb, r) \
	for_each_memblock_type_region(&(mb)->memory, r)

/* Each region of reserved. Linux: for_each_reserved_mem_region(). */
#define for_each_reserved_mem_region(mb, r) \
	for_each_memblock_type_region(&(mb)->reserved, r)

/* --- ranges -------------------------------------------------------------- */

/* Memory upwards, without NOMAP. Linux: for_each_mem_range(). */
#define for_each_mem_range(mb, i)         \
	for (*(i) = MEMBLOCK_RANGE_START; \
	     memblock_next_range(&(mb)->memory, NULL, &memblock_mapped, i);)

/* Memory downwards, without NOMAP. Linux: for_each_mem_range_rev(). */
#define for_each_mem_range_rev(mb, i)   \
	for (*(i) = MEMBLOCK_RANGE_END; \
	     memblock_prev_range(&(mb)->memory, NULL, &memblock_mapped, i);)

/* Reserved ranges upwards. Linux: for_each_reserved_mem_range(). */
#define for_each_reserved_mem_range(mb, i) \
	for (*(i) = MEMBLOCK_RANGE_START;  \
	     memblock_next_range(&(mb)->reserved, NULL, NULL, i);)

/* Memory that is not reserved, upwards. Linux: for_each_free_mem_range(). */
#define for_each_free_mem_range(mb, filter, i) \
	for (*(i) = MEMBLOCK_RANGE_START;      \
	     memblock_next_range(&(mb)->memory, &(mb)->reserved, filter, i);)

/* Memory that is not reserved, downwards. Linux:
 * for_each_free_mem_range_reverse(). */
#define for_each_free_mem_range_reverse(mb, filter, i) \
	for (*(i) = MEMBLOCK_RANGE_END;                \
	     memblock_prev_range(&(mb)->memory, &(mb)->reserved, filter, i);)

/* The parts of physmap that are not in the set type, upwards: for &mb->memory,
 * what the firmware and mem= exclude. Linux: for_each_physmem_range(). */
#define for_each_physmem_range(mb, type, i) \
	for (*(i) = MEMBLOCK_RANGE_START;   \
	     memblock_next_range(&(mb)->physmap, type, NULL, i);)

#ifdef __cplusplus
}
#endif

#endif
