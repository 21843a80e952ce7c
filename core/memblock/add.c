// SPDX-License-Identifier: BSD-2-Clause
/*
 * Adding to a set. What merges with all that it touches, and what touches
 * nothing, is done here; the rest is laid over what is there (lay.c).
 */
#include "core/memblock/place.h"

/* Includes the neighbours that only touch the range: they may merge. */
static struct window touching(const struct memblock_type *type,
			      phys_addr_t base, phys_addr_t end)
{
	size_t hi = starts_up_to(type, end);
	size_t lo = hi;

	while (lo > 0 && region_end(&type->regions[lo - 1]) >= base)
		lo--;
	return (struct window){ lo, hi };
}

/* Above all that is there, and touching nothing: sorted input, which most
 * firmware gives, costs no more than the writing. */
static bool append(struct memblock_type *type,
		   const struct memblock_region *add)
{
	size_t n = type->cnt;

	if (n == type->max)
		return false;
	if (n > 0 && region_end(&type->regions[n - 1]) >= add->base)
		return false;
	put(&type->regions[n], add->base, region_end(add), add);
	type->cnt = n + 1;
	type->total_size += add->size;
	return true;
}

static bool all_of_kind(const struct memblock_type *type, struct window w,
			const struct memblock_region *kind)
{
	for (size_t i = w.lo; i < w.hi; i++)
		if (!same_kind(&type->regions[i], kind))
			return false;
	return true;
}

/*
 * Every region of the window is of the kind to add, if there are any.
 * Returns 0, or how many regions the array must hold.
 *
 *	window     ..AAAA....AAAA.......
 *	add            ==============
 *	becomes    ..AAAAAAAAAAAAAAAA...
 */
static size_t join(struct memblock_type *type, struct window w,
		   const struct memblock_region *add)
{
	phys_addr_t base = add->base, end = region_end(add), bytes = 0;

	if (regions_after(type, w, 1) > type->max)
		return regions_after(type, w, 1);
	for (size_t i = w.lo; i < w.hi; i++) {
		const struct memblock_region *r = &type->regions[i];

		base = phys_min(base, r->base);
		end = phys_max(end, region_end(r));
		bytes += r->size;
	}
	move_tail(type, w, 1);
	put(&type->regions[w.lo], base, end, add);
	type->total_size += end - base - bytes;
	return 0;
}

int memblock_add_(struct memblock *mb, struct memblock_type *type,
		  const struct memblock_region *add)
{
	int status = check_range(add->base, add->size);

	if (!status && append(type, add))
		return CORE_OK;
	/* A second time when the array had to grow: that changes the sets. */
	while (!status) {
		struct window w = touching(type, add->base, region_end(add));
		size_t need = all_of_kind(type, w, add) ?
				      join(type, w, add) :
				      memblock_lay_(type, w, add, 1, add);

		if (need == 0)
			return CORE_OK;
		status = memblock_grow_(mb, type, need, add->base, add->size);
	}
	return status;
}

int memblock_add_range(struct memblock_type *type, phys_addr_t base,
		       phys_addr_t size, int nid, uint32_t flags)
{
	struct memblock_region add = { base, size, flags, nid };

	return memblock_add_(NULL, type, &add);
}

int memblock_add_many(struct memblock_type *type,
		      struct memblock_region *ranges, size_t n, int nid,
		      uint32_t flags)
{
	const struct memblock_region kind = { .flags = flags, .nid = nid };
	struct window w;

	for (size_t i = 0; i < n; i++) {
		int status = check_range(ranges[i].base, ranges[i].size);

		if (status)
			return status;
	}
	n = memblock_tidy_(ranges, n);
	if (n == 0)
		return CORE_OK;
	w = touching(type, ranges[0].base, region_end(&ranges[n - 1]));
	return memblock_lay_(type, w, ranges, n, &kind) ? CORE_ENOSPC :
							  CORE_OK;
}
