/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Validating, comparing and copying whole sets.
 */
#include "core/base/cstring.h"

#include "core/memblock/memblock_internal.h"

static bool is_valid(const struct memblock_region *r)
{
	return check_range(r->base, r->size) == CORE_OK;
}

/* True when b may be the region after a. */
static bool in_order(const struct memblock_region *a,
		     const struct memblock_region *b)
{
	if (region_end(a) == b->base)
		return !same_kind(a, b);
	return region_end(a) < b->base;
}

int memblock_type_validate(const struct memblock_type *type)
{
	phys_addr_t total = 0;

	if (type->cnt > type->max)
		return CORE_EBUG;
	/*@ loop invariant i <= type->cnt && is_sorted(type->regions, i);
	    loop invariant \forall integer k; 0 < k < i ==>
	      may_follow(type->regions + (k - 1), type->regions + k);
	    loop invariant i == 0 ? total == 0 :
	      total <= end_of(type->regions, i - 1);
	    loop assigns i, total;
	    loop variant type->cnt - i; */
	for (size_t i = 0; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];

		if (!is_valid(r) || (i > 0 && !in_order(r - 1, r)))
			return CORE_EBUG;
		total += r->size;
	}
	return total == type->total_size ? CORE_OK : CORE_EBUG;
}

int memblock_validate(const struct memblock *mb)
{
	struct memblock_range outside = MEMBLOCK_RANGE_START;

	if (memblock_type_validate(&mb->memory) ||
	    memblock_type_validate(&mb->reserved) ||
	    memblock_type_validate(&mb->physmap))
		return CORE_EBUG;
	if (mb->physmap.cnt == 0)
		return CORE_OK;
	return memblock_next_range(&mb->memory, &mb->physmap, NULL, &outside)
		       ? CORE_EBUG
		       : CORE_OK;
}

static bool same_region(const struct memblock_region *a,
			const struct memblock_region *b)
{
	return a->base == b->base && a->size == b->size && same_kind(a, b);
}

bool memblock_type_equal(const struct memblock_type *a,
			 const struct memblock_type *b)
{
	if (a->cnt != b->cnt)
		return false;
	/*@ loop invariant i <= a->cnt;
	    loop invariant \forall integer k; 0 <= k < i ==>
	      a->regions[k] == b->regions[k];
	    loop assigns i;
	    loop variant a->cnt - i; */
	for (size_t i = 0; i < a->cnt; i++)
		if (!same_region(&a->regions[i], &b->regions[i]))
			return false;
	return true;
}

bool memblock_equal(const struct memblock *a, const struct memblock *b)
{
	return memblock_type_equal(&a->memory, &b->memory) &&
	       memblock_type_equal(&a->reserved, &b->reserved) &&
	       memblock_type_equal(&a->physmap, &b->physmap);
}

static bool fits(const struct memblock_type *dst,
		 const struct memblock_type *src)
{
	return src->cnt <= dst->max;
}

static void copy_regions(struct memblock_type *dst,
			 const struct memblock_type *src)
{
	if (src->cnt)
		memmove(dst->regions, src->regions,
			src->cnt * sizeof(*src->regions));
	dst->cnt = src->cnt;
	dst->total_size = src->total_size;
}

int memblock_type_copy(struct memblock_type *dst,
		       const struct memblock_type *src)
{
	if (!fits(dst, src))
		return CORE_ENOSPC;
	copy_regions(dst, src);
	return CORE_OK;
}

/* Everything except what concerns dst's own arrays. */
static void copy_settings(struct memblock *dst, const struct memblock *src)
{
	dst->bottom_up = src->bottom_up;
	dst->current_limit = src->current_limit;
	dst->has_mirror = src->has_mirror;
	dst->movable_node = src->movable_node;
	dst->page_shift = src->page_shift;
	dst->virt_offset = src->virt_offset;
}

int memblock_copy(struct memblock *dst, const struct memblock *src)
{
	if (!fits(&dst->memory, &src->memory) ||
	    !fits(&dst->reserved, &src->reserved) ||
	    !fits(&dst->physmap, &src->physmap))
		return CORE_ENOSPC;
	copy_regions(&dst->memory, &src->memory);
	copy_regions(&dst->reserved, &src->reserved);
	copy_regions(&dst->physmap, &src->physmap);
	copy_settings(dst, src);
	return CORE_OK;
}
