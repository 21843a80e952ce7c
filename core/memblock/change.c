/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Changing flags or node of the part of a range that is in a set. The regions
 * at the two ends of the range are split there, unless both parts would be of
 * one kind.
 */
#include "core/memblock/memblock_internal.h"

/* regions[i], and its neighbours of the new kind that touch the part of it that
 * is in the range. */
static inline struct window merging(const struct memblock_type *type, size_t i,
				    const struct memblock_region *range,
				    const struct memblock_region *new)
{
	const struct memblock_region *r = &type->regions[i];
	struct window w = { i, i + 1 };

	if (r->base >= range->base && i > 0 && touch(r - 1, r) &&
	    same_kind(r - 1, new))
		w.lo--;
	if (region_end(r) <= region_end(range) && w.hi < type->cnt &&
	    touch(r, r + 1) && same_kind(r + 1, new))
		w.hi++;
	return w;
}

/* Writes new in the place of the window, and below and above it what is left of
 * old; there is room. */
static inline void replace(struct memblock_type *type, struct window w,
			   const struct memblock_region *old,
			   const struct memblock_region *new)
{
	bool below = old->base < new->base;
	bool above = region_end(old) > region_end(new);
	struct memblock_region *r = &type->regions[w.lo];

	move_tail(type, w, 1 + (below ? 1u : 0) + (above ? 1u : 0));
	if (below)
		put(r++, old->base, new->base, old);
	put(r++, new->base, region_end(new), new);
	if (above)
		put(r, region_end(new), region_end(old), old);
}

/*
 * Changes the part of regions[i] in the range, which overlaps no other region.
 * Neighbours that touch the part and are of its new kind merge with it. Returns
 * what an operation returns.
 *
 *	set        AAAAbbbbbbbb		b becomes A in the range
 *	range          ====
 *	becomes    AAAAAAAAbbbb		no region more than before
 */
static size_t change_one(struct memblock_type *type, size_t i,
			 const struct memblock_region *range,
			 const struct memblock_change_ *c)
{
	struct memblock_region *r = &type->regions[i];
	struct memblock_region old = *r, new = changed(&old, c);
	struct window w = merging(type, i, range, &new);
	bool below = r->base < range->base;
	bool above = region_end(r) > region_end(range);
	size_t n = 1u + below + above;

	if (same_kind(&old, &new))
		return 0;
	if (n == w.hi - w.lo && n == 1) {
		r->flags = new.flags;
		r->nid = new.nid;
		return 0;
	}
	if (regions_after(type, w, n) > type->max)
		return regions_after(type, w, n);
	new.base = below ? range->base : type->regions[w.lo].base;
	new.size = (above ? region_end(range)
			  : region_end(&type->regions[w.hi - 1])) -
		   new.base;
	replace(type, w, &old, &new);
	return 0;
}

/* --- changing several regions -------------------------------------------- */

/* Writes the regions that the window becomes, in order. The last one is held
 * back, because the next piece may merge with it; so writing never overtakes
 * reading. */
struct writer {
	struct memblock_region *out; /* NULL: only counts */
	size_t n;
	struct memblock_region last; /* size 0: none yet */
};

static void add_piece(struct writer *to, phys_addr_t base, phys_addr_t end,
		      const struct memblock_region *kind)
{
	struct memblock_region *last = &to->last;

	if (base >= end)
		return;
	if (last->size && region_end(last) == base && same_kind(last, kind)) {
		last->size += end - base;
		return;
	}
	if (to->out && last->size)
		to->out[to->n - 1] = *last;
	to->n++;
	put(last, base, end, kind);
}

/* Writes each region's parts below, in and above the range; returns their
 * number. Nothing is read after a region that is split at its top, so that
 * writing never overtakes reading. */
static size_t write_changed(const struct memblock_type *type, struct window w,
			    const struct memblock_region *range,
			    const struct memblock_change_ *c,
			    struct memblock_region *out)
{
	struct writer to = { .out = out };
	phys_addr_t base = range->base, end = region_end(range);

	for (size_t i = w.lo; i < w.hi; i++) {
		struct memblock_region old = type->regions[i];
		struct memblock_region new = changed(&old, c);
		phys_addr_t top = region_end(&old);

		add_piece(&to, old.base, phys_min(top, base), &old);
		add_piece(&to, phys_max(old.base, base), phys_min(top, end),
			  &new);
		add_piece(&to, phys_max(old.base, end), top, &old);
	}
	if (out)
		out[to.n - 1] = to.last;
	return to.n;
}

/* The same as change_one() for a range that overlaps the regions of w. */
static size_t change_many(struct memblock_type *type, struct window w,
			  const struct memblock_region *range,
			  const struct memblock_change_ *c)
{
	struct memblock_region *r = type->regions;
	size_t n;

	/* Neighbours that touch the changed part may merge with it. */
	if (w.lo > 0 && touch(&r[w.lo - 1], &r[w.lo]))
		w.lo--;
	if (region_end(&r[w.hi - 1]) <= region_end(range) && w.hi < type->cnt &&
	    touch(&r[w.hi - 1], &r[w.hi]))
		w.hi++;
	n = write_changed(type, w, range, c, NULL);
	if (regions_after(type, w, n) > type->max)
		return regions_after(type, w, n);

	/* A window that grows must not overwrite the regions above it. */
	if (w.lo + n > w.hi)
		move_tail(type, w, n);
	write_changed(type, w, range, c, r + w.lo);
	if (w.lo + n < w.hi)
		move_tail(type, w, n);
	return 0;
}

size_t memblock_type_change_(struct memblock_type *type, phys_addr_t base,
			     phys_addr_t end,
			     const struct memblock_change_ *how)
{
	const struct memblock_region range = { .base = base,
					       .size = end - base };
	struct window w = overlapping(type, base, end);

	/*@ assert two: w.lo + 1 < w.hi ==> base < type->regions[w.lo].base +
	      type->regions[w.lo].size && type->regions[w.lo + 1].base < end; */
	if (w.hi - w.lo == 1)
		return change_one(type, w.lo, &range, how);
	return w.lo < w.hi ? change_many(type, w, &range, how) : 0;
}

int memblock_setclr_flag(struct memblock_type *type, phys_addr_t base,
			 phys_addr_t size, bool set, uint32_t flag)
{
	const struct memblock_change_ how = { .clear = flag,
					      .set = set ? flag : 0 };

	return memblock_type_apply_(type, memblock_type_change_, base, size,
				    &how);
}

int memblock_set_node(struct memblock_type *type, phys_addr_t base,
		      phys_addr_t size, int nid)
{
	const struct memblock_change_ how = { .has_nid = true, .nid = nid };

	return memblock_type_apply_(type, memblock_type_change_, base, size,
				    &how);
}
