// SPDX-License-Identifier: BSD-2-Clause
/*
 * Adding a range to a set: what is there stays as it is, the gaps are filled.
 *
 * The regions that the range meets are looked at twice: once to count what
 * they become, which says whether there is room, and once to write it.
 * What lies above them moves once, and nothing below them is looked at.
 */
#include "core/memblock/place.h"

/* What adding makes of the window: kept regions of its own, which may have
 * grown over gaps beside them, and new ones in the gaps that are left. */
struct fill {
	size_t kept;
	size_t added;
	phys_addr_t bytes;
};

/* Includes the neighbours that only touch the range: they may merge. */
static struct window touching(const struct memblock_type *type,
			      const struct memblock_region *add)
{
	size_t hi = starts_up_to(type, region_end(add));
	size_t lo = hi;

	while (lo > 0 && region_end(&type->regions[lo - 1]) >= add->base)
		lo--;
	return (struct window){ lo, hi };
}

/*
 *	window     ....AAAA....bbbb.........   A is of the kind to add
 *	add          ==================
 *	becomes    ..AAAAAAAAAAbbbb====.....   kept 2, added 1
 */
static struct fill count_fill(const struct memblock_type *type, struct window w,
			      const struct memblock_region *add)
{
	struct fill f = { 0 };
	phys_addr_t pos = add->base;
	bool open = false; /* what ends at pos is of the kind to add */

	for (size_t i = w.lo; i < w.hi; i++) {
		const struct memblock_region *r = &type->regions[i];
		bool same = same_kind(r, add);

		if (r->base > pos) {
			f.bytes += r->base - pos;
			f.added += !same && !open;
		}
		f.kept += !(same && open);
		open = same;
		pos = phys_max(pos, region_end(r));
	}
	if (pos < region_end(add)) {
		f.bytes += region_end(add) - pos;
		f.added += !open;
	}
	return f;
}

/* Lets the regions of the right kind grow over the gaps beside them, and
 * merges those that meet. Leaves the window's kept regions at its start. */
static void grow(struct memblock_type *type, struct window w,
		 const struct memblock_region *add)
{
	struct memblock_region *out = type->regions + w.lo;
	struct memblock_region *open = NULL;
	phys_addr_t pos = add->base;

	for (size_t i = w.lo; i < w.hi; i++) {
		struct memblock_region r = type->regions[i];
		bool same = same_kind(&r, add);
		phys_addr_t end = region_end(&r);

		if (open)
			open->size = (same ? end : r.base) - open->base;
		if (same && r.base > pos) {
			r.size = end - pos;
			r.base = pos;
		}
		if (!(same && open))
			*out++ = r;
		open = same ? out - 1 : NULL;
		pos = phys_max(pos, end);
	}
	if (open && pos < region_end(add))
		open->size = region_end(add) - open->base;
}

/* Puts new regions into the gaps that are left, downwards, so that nothing
 * is overwritten before it has been moved. */
static void fill_gaps(struct memblock_type *type, size_t lo, struct fill f,
		      const struct memblock_region *add)
{
	struct memblock_region *in = type->regions + lo + f.kept;
	struct memblock_region *out = in + f.added;
	phys_addr_t next = region_end(add);

	while (out != in) {
		phys_addr_t end = add->base;

		if (in != type->regions + lo)
			end = phys_max(end, region_end(in - 1));
		if (end < next) {
			*--out = *add;
			out->base = end;
			out->size = next - end;
		}
		if (in == type->regions + lo)
			return;
		*--out = *--in;
		next = out->base;
	}
}

/* Nothing touches the range. Returns 0, or how many regions the array must
 * hold for it. */
static size_t insert(struct memblock_type *type, size_t i,
		     const struct memblock_region *add)
{
	if (type->cnt == type->max)
		return type->cnt + 1;
	move_tail(type, (struct window){ i, i }, 1);
	put(&type->regions[i], add->base, region_end(add), add);
	type->total_size += add->size;
	return 0;
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

/* Returns as insert() does. */
static size_t merge(struct memblock_type *type, struct window w,
		    const struct memblock_region *add)
{
	struct fill f = count_fill(type, w, add);
	size_t n = f.kept + f.added;

	if (regions_after(type, w, n) > type->max)
		return regions_after(type, w, n);
	grow(type, w, add);
	move_tail(type, w, n);
	fill_gaps(type, w.lo, f, add);
	type->total_size += f.bytes;
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
		struct window w = touching(type, add);
		size_t need = w.lo == w.hi ? insert(type, w.lo, add) :
					     merge(type, w, add);

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
