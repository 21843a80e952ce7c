/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Laying ranges over a set: what is there stays as it is, the gaps between
 * it are filled. The regions that the ranges meet are walked twice, once to
 * count what they become, which says whether there is room, and once to write
 * it. What lies above them moves once, and nothing below them is looked at.
 */
#include "core/memblock/memblock_internal.h"

/* Ranges to lay, tidy, and the first that is not yet passed. */
struct ranges {
	const struct memblock_region *r;
	size_t n;
	size_t at;
};

/* What of the ranges lies in a gap between two regions: n pieces, of which
 * the lowest and the highest may touch the regions beside the gap. */
struct gap {
	size_t n;
	phys_addr_t bytes;
	phys_addr_t first_end;
	phys_addr_t last_base;
	bool at_base;
	bool at_end;
};

static struct gap look(struct ranges *add, phys_addr_t base, phys_addr_t end)
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
 * The regions that the window becomes: those it keeps, which may grow over
 * the pieces that touch them, and the pieces that touch none.
 *
 *	window     ....AAAA....bbbb.........   A is of the kind to add
 *	range        ==================
 *	becomes    ..AAAAAAAAAAbbbb====.....   kept 2, added 1
 */
struct plan {
	struct window w;
	size_t kept;
	size_t added;
	phys_addr_t bytes;
};

/* Walks the gaps of the window upwards. out NULL: only counts; otherwise the
 * kept regions grow and move together at the start of the window. */
static void walk_gaps(const struct memblock_type *type, struct plan *p,
		      struct ranges add, const struct memblock_region *kind,
		      struct memblock_region *out)
{
	phys_addr_t base = 0;
	bool open = false; /* the region below the gap is of that kind */

	for (size_t i = p->w.lo; i <= p->w.hi; i++) {
		bool last = i == p->w.hi;
		struct memblock_region r = last ? *kind : type->regions[i];
		bool same = !last && same_kind(&r, kind);
		struct gap g = look(&add, base, last ? PHYS_ADDR_MAX : r.base);
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

/* Puts the pieces that touch none into the gaps, downwards, so that nothing
 * is overwritten before it has been moved. */
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
