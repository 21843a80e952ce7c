/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Fills one set with ranges that come in ascending order: the result of
 * memblock_add_range() for each of them, without a search and without moving
 * anything. Linux has no counterpart.
 *
 *	struct memblock_builder b = memblock_builder_begin(&mb->memory);
 *	int status = CORE_OK;
 *
 *	for (size_t i = 0; i < n && !status; i++)
 *		status = memblock_builder_append(&b, base[i], size[i],
 *						 NUMA_NO_NODE, MEMBLOCK_NONE);
 *	memblock_builder_end(&b);
 *
 * The array of the set does not grow. All functions are inline, so that a
 * builder on the stack is kept in registers.
 */
#ifndef CORE_MEMBLOCK_BUILDER_H
#define CORE_MEMBLOCK_BUILDER_H

#include "core/memblock/set.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Opaque: only the functions below read or write its fields. */
struct memblock_builder {
	struct memblock_type *type;
	struct memblock_region *first; /* the array of the set */
	struct memblock_region *next;  /* where the next region is written */
	struct memblock_region *limit; /* end of the array */
	phys_addr_t end;               /* end of the last range, exclusive */
	phys_addr_t total_size;        /* bytes appended so far */
	uint32_t flags;                /* of the last range */
	int32_t nid;                   /* of the last range */
};

/*
 * Returns a builder that appends after the last region of the set. Until
 * memblock_builder_end() the set must not be used otherwise: its last region
 * may already have grown.
 */
static inline struct memblock_builder memblock_builder_resume(
	struct memblock_type *type)
{
	struct memblock_builder b;

	b.type = type;
	b.first = b.next = b.limit = type->regions;
	b.end = 0;
	b.total_size = type->total_size;
	b.flags = MEMBLOCK_NONE;
	b.nid = NUMA_NO_NODE;
	if (type->max) /* no arithmetic on NULL */
		b.limit += type->max;
	if (type->cnt) {
		b.next += type->cnt;
		b.end = b.next[-1].base + b.next[-1].size;
		b.flags = b.next[-1].flags;
		b.nid = b.next[-1].nid;
	}
	return b;
}

/* Empties the set and returns a builder that appends from the start of its
 * array. The set stays empty until memblock_builder_end(). */
static inline struct memblock_builder memblock_builder_begin(
	struct memblock_type *type)
{
	type->cnt = 0;
	type->total_size = 0;
	return memblock_builder_resume(type);
}

/*
 * memblock_builder_append() without its checks, for a caller that knows:
 *
 *   - size is not 0, and base + size does not exceed PHYS_ADDR_MAX;
 *   - base is not below the end of the last range;
 *   - joins: the range touches the last region and has its node and flags;
 *   - unless joins, the array has room for one more region.
 */
static inline void memblock_builder_append_unchecked(struct memblock_builder *b,
						     phys_addr_t base,
						     phys_addr_t size, int nid,
						     uint32_t flags, bool joins)
{
	if (joins) {
		b->next[-1].size += size;
	} else {
		b->next->base = base;
		b->next->size = size;
		b->next->flags = flags;
		b->next->nid = nid;
		b->next++;
	}
	b->end = base + size;
	b->total_size += size;
	b->flags = flags;
	b->nid = nid;
}

/*
 * Appends [base, base + size), in bytes, with node nid and flags (enum
 * memblock_flags). A range that touches the last region and has its node and
 * flags extends it; any other takes a region of its own. Returns 0, or a code
 * when nothing has been appended and the builder is as it was:
 *
 *   CORE_EINVAL  size is 0, or base is below the end of the last range
 *   CORE_EWRAP   base + size exceeds PHYS_ADDR_MAX
 *   CORE_ENOSPC  the array has no room for one more region
 *
 * A set may be rebuilt from its own array: n appended ranges write at most n
 * regions.
 */
static inline int memblock_builder_append(struct memblock_builder *b,
					  phys_addr_t base, phys_addr_t size,
					  int nid, uint32_t flags)
{
	bool joins = base == b->end && flags == b->flags && nid == b->nid &&
		     b->next != b->first;

	if (size == 0 || base < b->end)
		return CORE_EINVAL;
	if (size > PHYS_ADDR_MAX - base)
		return CORE_EWRAP;
	if (!joins && b->next == b->limit)
		return CORE_ENOSPC;
	memblock_builder_append_unchecked(b, base, size, nid, flags, joins);
	return CORE_OK;
}

/* Writes the number of regions and their total size to the set: it holds all
 * ranges that were appended. The builder must not be used again. */
static inline void memblock_builder_end(const struct memblock_builder *b)
{
	b->type->cnt = (size_t)(b->next - b->first);
	b->type->total_size = b->total_size;
}

#ifdef __cplusplus
}
#endif

#endif
