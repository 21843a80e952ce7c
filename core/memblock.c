// SPDX-License-Identifier: BSD-2-Clause
/*
 * One set: what adding, removing and marking a range makes of the regions
 * that it meets.
 *
 * Each operation looks at the window of those regions twice: once to count
 * what they become, which says whether there is room, and once to write it.
 * What lies above the window moves once, and nothing below it is looked at.
 */
#include <string.h>

#include "core/memblock_place.h"

/* regions[lo..hi) */
struct window {
	size_t lo;
	size_t hi;
};

/* Moves what is above the window to where it belongs when the window has
 * become n regions. */
static void move_tail(struct memblock_type *type, struct window w, size_t n)
{
	struct memblock_region *tail = type->regions + w.hi;

	if (w.hi != type->cnt && w.lo + n != w.hi)
		memmove(type->regions + w.lo + n, tail,
			(type->cnt - w.hi) * sizeof(*tail));
	type->cnt = w.lo + n + (type->cnt - w.hi);
}

/* The regions of the whole set when the window has become n of them. */
static size_t total(const struct memblock_type *type, struct window w,
		    size_t n)
{
	return type->cnt - (w.hi - w.lo) + n;
}

/* --- adding ------------------------------------------------------------- */

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
	size_t lo = add->base ? place(type, add->base - 1) : 0;
	phys_addr_t end = region_end(add);
	size_t hi = place_base(type, lo, end);

	if (hi < type->cnt && type->regions[hi].base == end)
		hi++;
	return (struct window){ lo, hi };
}

/*
 *	window     ....AAAA....bbbb.........	A is of the kind to add, b not
 *	add          ==================
 *	becomes    ..AAAAAAAAAAbbbb====.....	kept 2, added 1
 */
static struct fill count_fill(const struct memblock_type *type,
			      struct window w, const struct memblock_region *add)
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

/* Looks twice when the array has to grow, because that changes the sets. */
static int plan_fill(struct memblock *mb, struct memblock_type *type,
		     const struct memblock_region *add, struct window *w,
		     struct fill *f)
{
	int status;
	size_t n;

	*w = touching(type, add);
	*f = count_fill(type, *w, add);
	n = total(type, *w, f->kept + f->added);
	if (n <= type->max)
		return CORE_OK;
	status = memblock_grow_(mb, type, n, add->base, add->size);
	return status ? status : plan_fill(mb, type, add, w, f);
}

int memblock_add_(struct memblock *mb, struct memblock_type *type,
		  const struct memblock_region *add)
{
	struct window w;
	struct fill f;
	int status = check_range(add->base, add->size);

	if (!status)
		status = plan_fill(mb, type, add, &w, &f);
	if (status)
		return status;
	grow(type, w, add);
	move_tail(type, w, f.kept + f.added);
	fill_gaps(type, w.lo, f, add);
	type->total_size += f.bytes;
	return CORE_OK;
}

int memblock_add_range(struct memblock_type *type, phys_addr_t base,
		       phys_addr_t size, int nid, uint32_t flags)
{
	struct memblock_region add = { base, size, flags, nid };

	return memblock_add_(NULL, type, &add);
}

/* --- removing and marking ------------------------------------------------ */

/* The regions that the window becomes, in order. The last one is held back,
 * because the next may merge with it: so writing is always behind reading. */
struct writer {
	struct memblock_region *out; /* NULL: only counts */
	size_t n;
	struct memblock_region last; /* size 0: none yet */
};

static void flush(struct writer *to)
{
	if (to->last.size == 0)
		return;
	if (to->out)
		to->out[to->n] = to->last;
	to->n++;
}

static void put(struct writer *to, struct memblock_region r)
{
	if (r.size == 0)
		return;
	if (to->last.size && region_end(&to->last) == r.base &&
	    same_kind(&to->last, &r)) {
		to->last.size += r.size;
		return;
	}
	flush(to);
	to->last = r;
}

static struct memblock_region part(const struct memblock_region *r,
				   phys_addr_t base, phys_addr_t end)
{
	struct memblock_region p = *r;

	p.base = phys_max(r->base, base);
	end = phys_min(region_end(r), end);
	p.size = p.base < end ? end - p.base : 0;
	return p;
}

static struct memblock_region changed(struct memblock_region r,
				      const struct memblock_change_ *c)
{
	if (c->remove)
		r.size = 0;
	r.flags = (r.flags & ~c->clear) | c->set;
	if (c->has_nid)
		r.nid = c->nid;
	return r;
}

/* Writes each region as up to three parts: below, in and above the range. */
static size_t write_changed(const struct memblock_type *type, struct window w,
			    const struct memblock_region *range,
			    const struct memblock_change_ *c,
			    struct memblock_region *out)
{
	struct writer to = { .out = out };
	phys_addr_t end = region_end(range);

	for (size_t i = w.lo; i < w.hi; i++) {
		struct memblock_region r = type->regions[i];

		put(&to, part(&r, 0, range->base));
		put(&to, changed(part(&r, range->base, end), c));
		put(&to, part(&r, end, PHYS_ADDR_MAX));
	}
	flush(&to);
	return to.n;
}

static phys_addr_t bytes_within(const struct memblock_type *type,
				struct window w,
				const struct memblock_region *range)
{
	phys_addr_t bytes = 0;

	for (size_t i = w.lo; i < w.hi; i++)
		bytes += part(&type->regions[i], range->base,
			      region_end(range)).size;
	return bytes;
}

/* The neighbours that touch are looked at too: they may merge. */
static int plan_change(struct memblock *mb, struct memblock_type *type,
		       const struct memblock_region *range,
		       const struct memblock_change_ *c, struct window *w,
		       size_t *n)
{
	size_t all;
	int status;

	*w = touching(type, range);
	*n = write_changed(type, *w, range, c, NULL);
	all = total(type, *w, *n);
	if (all <= type->max)
		return CORE_OK;
	status = memblock_grow_(mb, type, all, range->base, range->size);
	return status ? status : plan_change(mb, type, range, c, w, n);
}

int memblock_change_(struct memblock *mb, struct memblock_type *type,
		     phys_addr_t base, phys_addr_t size,
		     const struct memblock_change_ *c)
{
	struct memblock_region range = { base, size, 0, 0 };
	struct window w;
	size_t n;
	int status = check_range(base, size);

	if (!status)
		status = plan_change(mb, type, &range, c, &w, &n);
	if (status)
		return status;
	if (c->remove)
		type->total_size -= bytes_within(type, w, &range);
	/* A window that grows must not write over what is above it. */
	if (w.lo + n > w.hi)
		move_tail(type, w, n);
	write_changed(type, w, &range, c, type->regions + w.lo);
	if (w.lo + n < w.hi)
		move_tail(type, w, n);
	return CORE_OK;
}

int memblock_remove_range(struct memblock_type *type, phys_addr_t base,
			  phys_addr_t size)
{
	struct memblock_change_ c = { .remove = true };

	return memblock_change_(NULL, type, base, size, &c);
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
