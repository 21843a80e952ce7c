/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Walking over the parts of one set that another does not cover. The cursor is
 * an address, so the sets may change between two steps; each step searches its
 * position again.
 */
#include "core/memblock/memblock_internal.h"

const struct memblock_filter memblock_mapped = {
	.nid = NUMA_NO_NODE,
	.skip_flags = MEMBLOCK_NOMAP,
};

/*
 * first_ending_above(), trying first the position of the last step and the one
 * after it, of which one is nearly always right. Any hint is valid.
 */
static inline size_t resume(const struct memblock_type *type, size_t hint,
			    phys_addr_t addr)
{
	const struct memblock_region *r;

	if (hint >= type->cnt)
		return first_ending_above(type, addr);
	r = &type->regions[hint];
	if (region_end(r) > addr &&
	    (hint == 0 || r->base <= addr || region_end(r - 1) <= addr))
		//@ assert ends_around(type, hint, addr);
		return hint;
	if (region_end(r) <= addr && hint + 1 < type->cnt &&
	    region_end(r + 1) > addr)
		//@ assert ends_around(type, hint + 1, addr);
		return hint + 1;
	return first_ending_above(type, addr);
}

/* The same for starts_below(); the hint is one less than its last result. */
static inline size_t resume_down(const struct memblock_type *type, size_t hint,
				 phys_addr_t addr)
{
	const struct memblock_region *r;

	if (hint >= type->cnt)
		return starts_below(type, addr);
	r = &type->regions[hint];
	if (r->base < addr && (hint + 1 == type->cnt || r[1].base >= addr))
		return hint + 1;
	if (r->base >= addr && (hint == 0 || r[-1].base < addr))
		return hint;
	return starts_below(type, addr);
}

/* The lowest piece of [*base, *end) that b does not cover. */
static bool first_gap(const struct memblock_type *b, size_t *hint,
		      phys_addr_t *base, phys_addr_t *end)
{
	size_t i = b ? resume(b, *hint, *base) : 0;

	/*@ loop invariant b != \null ==> 0 <= i <= b->cnt;
	    loop invariant \at(*base, Pre) <= *base && *end == \at(*end, Pre);
	    loop invariant b == \null ==> *base == \at(*base, Pre);
	    loop invariant b != \null ==> \forall integer k; 0 <= k < i ==>
	      b->regions[k].base + b->regions[k].size <= *base;
	    loop invariant b != \null ==> \forall integer k; i <= k < b->cnt ==>
	      b->regions[k].base + b->regions[k].size > *base;
	    loop invariant b != \null ==> \forall integer x;
	      \at(*base, Pre) <= x < *base ==> contains{Pre}(b, x);
	    loop assigns i, *base;
	    loop variant b->cnt - i; */
	for (; b && i < b->cnt && *base < *end; i++) {
		if (b->regions[i].base > *base) {
			*end = phys_min(*end, b->regions[i].base);
			break;
		}
		/*@ assert \forall integer x; *base <= x <
		    b->regions[i].base + b->regions[i].size ==>
		      contains{Pre}(b, x); */
		*base = region_end(&b->regions[i]);
	}
	*hint = i;
	return *base < *end;
}

/* The highest piece of [*base, *end) that b does not cover. */
static bool last_gap(const struct memblock_type *b, size_t *hint,
		     phys_addr_t *base, phys_addr_t *end)
{
	size_t i = b ? resume_down(b, *hint, *end) : 0;

	/*@ loop invariant b != \null ==> 0 <= i <= b->cnt;
	    loop invariant b == \null ==> i == 0;
	    loop invariant *end <= \at(*end, Pre) && *base == \at(*base, Pre);
	    loop invariant b == \null ==> *end == \at(*end, Pre);
	    loop invariant b != \null ==> \forall integer k; 0 <= k < i ==>
	      b->regions[k].base < *end;
	    loop invariant b != \null ==> \forall integer k; i <= k < b->cnt ==>
	      b->regions[k].base >= *end;
	    loop invariant b != \null ==> \forall integer x;
	      *end <= x < \at(*end, Pre) ==> contains{Pre}(b, x);
	    loop assigns i, *end;
	    loop variant i; */
	for (; i > 0 && *base < *end; i--) {
		phys_addr_t top = region_end(&b->regions[i - 1]);

		if (top < *end) {
			*base = phys_max(*base, top);
			break;
		}
		/*@ assert \forall integer x; b->regions[i - 1].base <= x <
		 *end ==> contains{Pre}(b, x); */
		*end = b->regions[i - 1].base;
	}
	*hint = i - (i > 0);
	return *base < *end;
}

static bool give(struct memblock_range *range, const struct memblock_region *r,
		 phys_addr_t base, phys_addr_t end, size_t a, size_t b)
{
	*range = (struct memblock_range){ base, end, r->flags, r->nid, a, b };
	return true;
}

bool memblock_next_range(const struct memblock_type *a,
			 const struct memblock_type *b,
			 const struct memblock_filter *filter,
			 struct memblock_range *range)
{
	size_t i = resume(a, range->hint_a, range->end);
	size_t k = range->hint_b;

	/*@ loop invariant 0 <= i <= a->cnt;
	    loop invariant \forall integer j, x; 0 <= j < i &&
	      visits{Pre}(a, filter, j, x) && range->end <= x ==>
		b != \null && contains{Pre}(b, x);
	    loop assigns i, k;
	    loop variant a->cnt - i; */
	for (; i < a->cnt; i++) {
		const struct memblock_region *r = &a->regions[i];
		phys_addr_t base = phys_max(r->base, range->end);
		phys_addr_t end = region_end(r);

		if (filter && !passes(r, filter))
			continue;
		if (first_gap(b, &k, &base, &end))
			return give(range, r, base, end, i, k);
	}
	return false;
}

bool memblock_prev_range(const struct memblock_type *a,
			 const struct memblock_type *b,
			 const struct memblock_filter *filter,
			 struct memblock_range *range)
{
	size_t i = resume_down(a, range->hint_a, range->base);
	size_t k = range->hint_b;

	/*@ loop invariant 0 <= i <= a->cnt;
	    loop invariant \forall integer j, x; i <= j < a->cnt &&
	      visits{Pre}(a, filter, j, x) && x < range->base ==>
		b != \null && contains{Pre}(b, x);
	    loop assigns i, k;
	    loop variant i; */
	for (; i > 0; i--) {
		const struct memblock_region *r = &a->regions[i - 1];
		phys_addr_t base = r->base;
		phys_addr_t end = phys_min(region_end(r), range->base);

		if (filter && !passes(r, filter))
			continue;
		if (last_gap(b, &k, &base, &end))
			return give(range, r, base, end, i - 1, k);
	}
	return false;
}
