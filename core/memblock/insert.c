/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Adding ranges to a set: its regions stay as they are, the gaps between them
 * are filled. The regions of the window are walked twice, first to count what
 * they become, which tells whether there is room, and then to write it. The
 * regions above move once, and those below are not visited.
 */
#include "core/memblock/memblock_internal.h"

/* Ranges to add, sorted and not touching each other. */
struct ranges {
	const struct memblock_region *r;
	size_t n;
	size_t at; /* the first one not yet passed */
};

/* The pieces of the ranges in one gap between two regions. */
struct gap {
	size_t n;              /* pieces */
	phys_addr_t bytes;     /* in all pieces */
	phys_addr_t first_end; /* end of the lowest piece */
	phys_addr_t last_base; /* base of the highest piece */
	bool at_base;          /* the lowest piece touches the region below */
	bool at_end;           /* the highest piece touches the region above */
};

/* Passes the ranges that end in or below the gap [base, end). */
static struct gap pieces_in(struct ranges *add, phys_addr_t base,
			    phys_addr_t end)
{
	struct gap g = { 0 };

	for (; add->at < add->n && add->r[add->at].base < end; add->at++) {
		const struct memblock_region *r = &add->r[add->at];
		phys_addr_t from = phys_max(r->base, base);
		phys_addr_t to = phys_min(region_end(r), end);

		if (from < to) {
			if (g.n++ == 0) {
				g.first_end = to;
				g.at_base = from == base;
			}
			g.last_base = from;
			g.at_end = to == end;
			g.bytes += to - from;
		}
		if (region_end(r) > end)
			break;
	}
	return g;
}

/*
 * What the window becomes: its own regions, some of which grow over pieces that
 * touch them and merge, and new regions of the other pieces.
 *
 *	window     ....AAAA....bbbb.........   A is of the kind to add
 *	range        ==================
 *	becomes    ..AAAAAAAAAAbbbb====.....   kept 2, added 1
 */
struct plan {
	struct window w;
	size_t kept;       /* regions of the window that are left */
	size_t added;      /* new regions */
	phys_addr_t bytes; /* added to the set */
};

/* Walks the gaps of the window upwards and adds to *p what it becomes. Unless
 * out is NULL, the kept regions grow and move to the start of the window. */
static void walk_gaps(const struct memblock_type *type, struct plan *p,
		      struct ranges add, const struct memblock_region *kind,
		      struct memblock_region *out)
{
	phys_addr_t base = 0;
	bool open = false; /* the region below the gap is of the kind to add */

	for (size_t i = p->w.lo; i <= p->w.hi; i++) {
		bool last = i == p->w.hi;
		struct memblock_region r = last ? *kind : type->regions[i];
		bool same = !last && same_kind(&r, kind);
		struct gap g =
			pieces_in(&add, base, last ? PHYS_ADDR_MAX : r.base);
		bool down = g.at_base && open, up = g.at_end && same;
		bool one = down && up && g.n == 1;
		phys_addr_t end = region_end(&r);

		p->added += g.n - (down ? 1 : 0) - (up && !one ? 1 : 0);
		p->kept += last || one ? 0 : 1;
		p->bytes += g.bytes;
		if (out && down)
			out[-1].size = (one ? end : g.first_end) - out[-1].base;
		if (out && up && !one) {
			r.base = g.last_base;
			r.size = end - r.base;
		}
		if (out && !last && !one)
			*out++ = r;
		base = end;
		open = same;
	}
}

/* Writes the new regions into the gaps, downwards, so that no region is
 * overwritten before it has been moved. */
static void fill_gaps(struct memblock_region *start, const struct plan *p,
		      struct ranges add, const struct memblock_region *kind)
{
	struct memblock_region *in = start + p->kept;
	struct memblock_region *out = in + p->added;
	phys_addr_t end = PHYS_ADDR_MAX;
	size_t k = add.n;

	while (out != in) {
		phys_addr_t base = in != start ? region_end(in - 1) : 0;

		for (; k > 0 && region_end(&add.r[k - 1]) > base; k--) {
			const struct memblock_region *r = &add.r[k - 1];
			phys_addr_t from = phys_max(r->base, base);
			phys_addr_t to = phys_min(region_end(r), end);

			if (from < to) {
				*--out = *kind;
				out->base = from;
				out->size = to - from;
			}
			if (r->base < base)
				break;
		}
		if (in == start)
			return;
		*--out = *--in;
		end = out->base;
	}
}

size_t memblock_insert_ranges_(struct memblock_type *type, struct window w,
			       const struct memblock_region *ranges, size_t n,
			       const struct memblock_region *kind)
{
	struct ranges add = { ranges, n, 0 };
	struct plan p = { .w = w };
	struct memblock_region *start = type->regions + w.lo;

	walk_gaps(type, &p, add, kind, NULL);
	n = p.kept + p.added;
	if (regions_after(type, w, n) > type->max)
		return regions_after(type, w, n);
	walk_gaps(type, &(struct plan){ .w = w }, add, kind, start);
	move_tail(type, w, n);
	fill_gaps(start, &p, add, kind);
	type->total_size += p.bytes;
	return 0;
}
