/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Operations on many ranges: a sort, and some passes over the regions from the
 * first range to the last one.
 *
 * Removing and changing need no room except that of the result: first, upwards,
 * whole regions are dropped or change and merge, which only shrinks the set;
 * then, downwards, regions that are in a range in part are split.
 */
#include "core/memblock/memblock_internal.h"

/* Sorted ranges that do not touch, and what happens in them. */
struct edit {
	const struct memblock_region *ranges;
	size_t n;
	const struct memblock_change_ *how; /* NULL: removed */
};

/* A piece of a region, all of it in one range or in none. */
struct piece {
	struct memblock_region r; /* changed, when it is in a range */
	bool in;
};

static struct piece piece_of(const struct edit *edit,
			     const struct memblock_region *r, phys_addr_t base,
			     phys_addr_t end, bool in)
{
	struct piece p = { .r = *r, .in = in };

	if (in && edit->how)
		p.r = changed(r, edit->how);
	p.r.base = base;
	p.r.size = end - base;
	return p;
}

/* The piece of *r that begins at base; *k is the first range that is not below
 * it. */
static struct piece piece_up(const struct edit *edit, size_t *k,
			     const struct memblock_region *r, phys_addr_t base)
{
	phys_addr_t end = region_end(r);
	const struct memblock_region *range;
	bool in;

	while (*k < edit->n && region_end(&edit->ranges[*k]) <= base)
		++*k;
	if (*k == edit->n)
		return piece_of(edit, r, base, end, false);
	range = &edit->ranges[*k];
	in = range->base <= base;
	end = phys_min(end, in ? region_end(range) : range->base);
	return piece_of(edit, r, base, end, in);
}

/* The piece of *r that ends at end; *k ranges are not above it. */
static struct piece piece_down(const struct edit *edit, size_t *k,
			       const struct memblock_region *r, phys_addr_t end)
{
	phys_addr_t base = r->base;
	const struct memblock_region *range;
	bool in;

	while (*k > 0 && edit->ranges[*k - 1].base >= end)
		--*k;
	if (*k == 0)
		return piece_of(edit, r, base, end, false);
	range = &edit->ranges[*k - 1];
	in = region_end(range) >= end;
	base = phys_max(base, in ? range->base : region_end(range));
	return piece_of(edit, r, base, end, in);
}

static bool joins(const struct memblock_region *a,
		  const struct memblock_region *b)
{
	return touch(a, b) && same_kind(a, b);
}

/* The number of regions, and of bytes, that the window becomes. */
static size_t count(const struct memblock_type *type, struct window w,
		    const struct edit *edit, phys_addr_t *ret_bytes)
{
	struct memblock_region last = { 0 };
	size_t n = 0, k = 0;

	*ret_bytes = 0;
	for (size_t i = w.lo; i < w.hi; i++) {
		const struct memblock_region *r = &type->regions[i];
		struct piece p;

		for (phys_addr_t at = r->base; at < region_end(r);
		     at = region_end(&p.r)) {
			p = piece_up(edit, &k, r, at);
			if (p.in && !edit->how)
				continue;
			n += n == 0 || !joins(&last, &p.r);
			last = p.r;
			*ret_bytes += p.r.size;
		}
	}
	return n;
}

/* Drops or changes the regions that are in a range as a whole, merges them with
 * their neighbours, and moves all to the start of the window. Returns their
 * number. */
static size_t do_whole(struct memblock_type *type, struct window w,
		       const struct edit *edit)
{
	struct memblock_region *first = type->regions + w.lo, *out = first;
	size_t k = 0;

	for (size_t i = w.lo; i < w.hi; i++) {
		struct memblock_region r = type->regions[i];
		struct piece p = piece_up(edit, &k, &r, r.base);

		if (p.r.size == r.size) {
			if (p.in && !edit->how)
				continue;
			r = p.r;
		}
		if (out != first && joins(out - 1, &r))
			out[-1].size += r.size;
		else
			*out++ = r;
	}
	return (size_t)(out - first);
}

/* Splits n regions into those that they become, which end at regions[after].
 * The last one is held back, because the next piece may merge with it; so
 * writing never overtakes reading. Changing a piece again does no harm. */
static void do_parts(struct memblock_region *regions, size_t n, size_t after,
		     const struct edit *edit)
{
	struct memblock_region *out = regions + after, last = { 0 };
	size_t k = edit->n;

	while (n-- > 0) {
		struct memblock_region r = regions[n];
		struct piece p;

		for (phys_addr_t at = region_end(&r); at > r.base;
		     at = p.r.base) {
			p = piece_down(edit, &k, &r, at);
			if (p.in && !edit->how)
				continue;
			if (last.size && joins(&p.r, &last))
				p.r.size += last.size;
			else if (last.size)
				*--out = last;
			last = p.r;
		}
	}
	if (last.size)
		*--out = last;
}

static int check_ranges(const struct memblock_region *ranges, size_t n)
{
	int status = CORE_OK;

	for (size_t i = 0; i < n && !status; i++)
		status = check_range(ranges[i].base, ranges[i].size);
	return status;
}

static int edit_many(struct memblock_type *type, struct memblock_region *ranges,
		     size_t n, const struct memblock_change_ *how)
{
	struct edit edit = { .ranges = ranges, .how = how };
	int status = check_ranges(ranges, n);
	phys_addr_t bytes;
	struct window w;
	size_t after;

	if (status || n == 0)
		return status;
	edit.n = memblock_sort_merge_(ranges, n);
	w = touching(type, ranges[0].base, region_end(&ranges[edit.n - 1]));
	after = count(type, w, &edit, &bytes);
	if (regions_after(type, w, after) > type->max)
		return CORE_ENOSPC;
	type->total_size += bytes - bytes_of(type, w);
	n = do_whole(type, w, &edit);
	move_tail(type, w, after);
	do_parts(type->regions + w.lo, n, after, &edit);
	return CORE_OK;
}

int memblock_remove_many(struct memblock_type *type,
			 struct memblock_region *ranges, size_t n)
{
	return edit_many(type, ranges, n, NULL);
}

int memblock_setclr_flag_many(struct memblock_type *type,
			      struct memblock_region *ranges, size_t n,
			      bool set, uint32_t flag)
{
	const struct memblock_change_ how = { .clear = flag,
					      .set = set ? flag : 0 };

	return edit_many(type, ranges, n, &how);
}

int memblock_add_many(struct memblock_type *type,
		      struct memblock_region *ranges, size_t n, int nid,
		      uint32_t flags)
{
	const struct memblock_region kind = { .flags = flags, .nid = nid };
	int status = check_ranges(ranges, n);
	struct window w;

	if (status || n == 0)
		return status;
	n = memblock_sort_merge_(ranges, n);
	w = touching(type, ranges[0].base, region_end(&ranges[n - 1]));
	return memblock_insert_ranges_(type, w, ranges, n, &kind) ? CORE_ENOSPC
								  : CORE_OK;
}
