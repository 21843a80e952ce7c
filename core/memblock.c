// SPDX-License-Identifier: BSD-2-Clause
/*
 * Removing a range from a set, and marking it: the regions at its two ends
 * are split there, unless that would make two of the same kind.
 */
#include "core/memblock_place.h"

/* The regions that share bytes with the range. */
static struct window meeting(const struct memblock_type *type,
			     const struct memblock_region *range)
{
	size_t hi = starts_below(type, region_end(range));
	size_t lo = hi;

	while (lo > 0 && region_end(&type->regions[lo - 1]) > range->base)
		lo--;
	return (struct window){ lo, hi };
}

/* What is left of the outer two regions; size 0: nothing. */
struct ends {
	struct memblock_region left;
	struct memblock_region right;
};

static struct ends ends_of(const struct memblock_type *type, struct window w,
			   const struct memblock_region *range)
{
	struct ends e = { type->regions[w.lo], type->regions[w.hi - 1] };
	phys_addr_t end = region_end(range);
	phys_addr_t top = region_end(&e.right);

	e.left.size = e.left.base < range->base ? range->base - e.left.base : 0;
	e.right.base = end;
	e.right.size = top > end ? top - end : 0;
	return e;
}

/* --- removing ------------------------------------------------------------ */

int memblock_remove_(struct memblock *mb, struct memblock_type *type,
		     phys_addr_t base, phys_addr_t size)
{
	struct memblock_region range = { base, size, 0, 0 };
	struct memblock_region *out;
	struct window w;
	struct ends e;
	size_t n;
	int status = check_range(base, size);

	if (status)
		return status;
	w = meeting(type, &range);
	if (w.lo == w.hi)
		return CORE_OK;
	e = ends_of(type, w, &range);
	n = (e.left.size ? 1u : 0u) + (e.right.size ? 1u : 0u);
	if (regions_after(type, w, n) > type->max) {
		status = memblock_grow_(mb, type, type->cnt + 1, base, size);
		return status ? status :
				memblock_remove_(mb, type, base, size);
	}

	for (size_t i = w.lo; i < w.hi; i++)
		type->total_size -= type->regions[i].size;
	type->total_size += e.left.size + e.right.size;
	move_tail(type, w, n);
	out = type->regions + w.lo;
	if (e.left.size)
		*out++ = e.left;
	if (e.right.size)
		*out = e.right;
	return CORE_OK;
}

int memblock_remove_range(struct memblock_type *type, phys_addr_t base,
			  phys_addr_t size)
{
	return memblock_remove_(NULL, type, base, size);
}

/* --- marking --------------------------------------------------------------- */

static void change(struct memblock_region *r, const struct memblock_change_ *c)
{
	r->flags = (r->flags & ~c->clear) | c->set;
	if (c->has_nid)
		r->nid = c->nid;
}

/* The regions that the window becomes, in order. The last one is held back,
 * because the next may merge with it: so writing is always behind reading. */
struct writer {
	struct memblock_region *out; /* NULL: only counts */
	size_t n;
	struct memblock_region last; /* size 0: none yet */
};

static inline void put(struct writer *to, const struct memblock_region *r)
{
	if (r->size == 0)
		return;
	if (region_end(&to->last) == r->base && to->last.size &&
	    same_kind(&to->last, r)) {
		to->last.size += r->size;
		return;
	}
	if (to->out && to->last.size)
		to->out[to->n - 1] = to->last;
	to->n++;
	to->last = *r;
}

/*
 * What lies beside the range and may merge with it: what is left of the
 * outer regions, or else the neighbours that touch them, which the window
 * then includes.
 */
static struct window with_neighbours(const struct memblock_type *type,
				     struct window w, struct ends *e)
{
	const struct memblock_region *r = type->regions;
	struct window all = w;

	if (e->left.size == 0 && w.lo > 0 &&
	    region_end(&r[w.lo - 1]) == r[w.lo].base)
		e->left = r[--all.lo];
	if (e->right.size == 0 && w.hi < type->cnt &&
	    region_end(&r[w.hi - 1]) == r[w.hi].base)
		e->right = r[all.hi++];
	return all;
}

static size_t write_changed(const struct memblock_type *type, struct window w,
			    const struct memblock_region *range,
			    const struct ends *e,
			    const struct memblock_change_ *c,
			    struct memblock_region *out)
{
	struct writer to = { .out = out };
	phys_addr_t end = region_end(range);

	put(&to, &e->left);
	for (size_t i = w.lo; i < w.hi; i++) {
		struct memblock_region r = type->regions[i];
		phys_addr_t top = phys_min(region_end(&r), end);

		r.base = phys_max(r.base, range->base);
		r.size = top - r.base;
		change(&r, c);
		put(&to, &r);
	}
	put(&to, &e->right);
	if (out)
		out[to.n - 1] = to.last;
	return to.n;
}

int memblock_change_(struct memblock *mb, struct memblock_type *type,
		     phys_addr_t base, phys_addr_t size,
		     const struct memblock_change_ *c)
{
	struct memblock_region range = { base, size, 0, 0 };
	struct window w, all;
	struct ends e;
	size_t n;
	int status = check_range(base, size);

	if (status)
		return status;
	w = meeting(type, &range);
	if (w.lo == w.hi)
		return CORE_OK;
	e = ends_of(type, w, &range);
	all = with_neighbours(type, w, &e);
	n = write_changed(type, w, &range, &e, c, NULL);
	if (regions_after(type, all, n) > type->max) {
		status = memblock_grow_(mb, type, regions_after(type, all, n),
					base, size);
		return status ? status :
				memblock_change_(mb, type, base, size, c);
	}

	/* A window that grows must not write over what is above it. */
	if (all.lo + n > all.hi)
		move_tail(type, all, n);
	write_changed(type, w, &range, &e, c, type->regions + all.lo);
	if (all.lo + n < all.hi)
		move_tail(type, all, n);
	return CORE_OK;
}

int memblock_setclr_flag(struct memblock_type *type, phys_addr_t base,
			 phys_addr_t size, bool set, uint32_t flag)
{
	struct memblock_change_ c = { .clear = flag, .set = set ? flag : 0 };

	return memblock_change_(NULL, type, base, size, &c);
}

int memblock_set_node(struct memblock_type *type, phys_addr_t base,
		      phys_addr_t size, int nid)
{
	struct memblock_change_ c = { .has_nid = true, .nid = nid };

	return memblock_change_(NULL, type, base, size, &c);
}
