/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Walks over one set without another: from each address, upwards and downwards,
 * with each filter, and the first step with each hint.
 */
#include "tests/prove/pairs.h"

#define NONE ((size_t)-1)

/* One way of walking: over which memory, and without reserved or not. */
struct way {
	const struct memblock_filter *filter;
	bool without;
};

static bool gives(const struct pair *p, const struct way *w, size_t i)
{
	cell c = p->memory.at[i];

	if (!c || (w->without && p->reserved.at[i]))
		return false;
	if (!w->filter)
		return true;
	if (w->filter->nid >= 0 && w->filter->nid != cell_nid(c))
		return false;
	return !(cell_flags(c) & w->filter->skip_flags) &&
	       !(w->filter->need_flags & ~cell_flags(c));
}

/* Cells i and i + 1 are given as one range. */
static bool joined(const struct pair *p, const struct way *w, size_t i)
{
	return gives(p, w, i) && gives(p, w, i + 1) &&
	       p->memory.at[i] == p->memory.at[i + 1];
}

static bool is_range(const struct pair *p, const struct memblock_range *r,
		     size_t from, size_t to)
{
	return r->base == grid_address(&p->grid, from) &&
	       r->end == grid_address(&p->grid, to) &&
	       r->flags == cell_flags(p->memory.at[from]) &&
	       r->nid == cell_nid(p->memory.at[from]);
}

static bool up(const struct pair *p, const struct way *w,
	       struct memblock_range *r)
{
	return memblock_next_range(&p->mb.memory,
				   w->without ? &p->mb.reserved : NULL,
				   w->filter, r);
}

static bool down(const struct pair *p, const struct way *w,
		 struct memblock_range *r)
{
	return memblock_prev_range(&p->mb.memory,
				   w->without ? &p->mb.reserved : NULL,
				   w->filter, r);
}

/* One step upwards from cell `from`; the end of the range, NONE after the last
 * one, n + 1 when the result is wrong. */
static size_t step_up(struct pair *p, const struct way *w, size_t from,
		      struct memblock_range *r)
{
	struct memblock_range before = *r;
	size_t n = p->grid.n, to;

	while (from < n && !gives(p, w, from))
		from++;
	enumerate_count(p->t, 1);
	if (from == n)
		return up(p, w, r) || r->end != before.end ||
				       r->base != before.base
			       ? n + 1
			       : NONE;
	for (to = from + 1; to < n && joined(p, w, to - 1);)
		to++;
	return up(p, w, r) && is_range(p, r, from, to) ? to : n + 1;
}

static size_t step_down(struct pair *p, const struct way *w, size_t to,
			struct memblock_range *r)
{
	struct memblock_range before = *r;
	size_t n = p->grid.n, from;

	while (to > 0 && !gives(p, w, to - 1))
		to--;
	enumerate_count(p->t, 1);
	if (to == 0)
		return down(p, w, r) || r->base != before.base ||
				       r->end != before.end
			       ? n + 1
			       : NONE;
	for (from = to - 1; from > 0 && joined(p, w, from - 1);)
		from--;
	return down(p, w, r) && is_range(p, r, from, to) ? from : n + 1;
}

/* A whole walk, and the first step once more with each hint. */
static bool from_cell(struct pair *p, const struct way *w, size_t start,
		      size_t step(struct pair *, const struct way *, size_t,
				  struct memblock_range *))
{
	struct memblock_range r;
	size_t n = p->grid.n, at = start;

	r = memblock_range_at_(grid_address(&p->grid, start));
	while (at != NONE) {
		at = step(p, w, at, &r);
		if (at == n + 1)
			return pair_differs(p, "a walk gives another range");
	}
	for (size_t k = 0; k <= (size_t)ENUMERATE_REGIONS + 1; k++) {
		r = memblock_range_at_(grid_address(&p->grid, start));
		r.hint_a = k;
		r.hint_b = (k + start) % (ENUMERATE_REGIONS + 2);
		if (step(p, w, start, &r) == n + 1)
			return pair_differs(p, "a hint gives another range");
	}
	return true;
}

static bool one_pair(struct pair *p, const void *with)
{
	static const struct memblock_filter node0 = { .nid = 0 };
	static const struct memblock_filter nomap = {
		.nid = NUMA_NO_NODE,
		.need_flags = MEMBLOCK_NOMAP,
	};
	static const struct way ways[] = {
		{ NULL, false },  { NULL, true },   { &memblock_mapped, true },
		{ &node0, true }, { &nomap, true },
	};

	(void)with;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		for (size_t at = 0; at <= p->grid.n; at++)
			if (!from_cell(p, &ways[i], at, step_up) ||
			    !from_cell(p, &ways[i], at, step_down))
				return false;
	return true;
}

bool enumerate_walks(struct enumerate_task *t)
{
	const cell memory[] = { cell_of(0, 0), cell_of(MEMBLOCK_NOMAP, 1) };
	const cell reserved[] = { cell_of(0, -1),
				  cell_of(MEMBLOCK_RSRV_KERN, -1) };

	return pair_every(t, grid_at_bottom(t->n, 1), memory, reserved,
			  one_pair, NULL) &&
	       pair_every(t, grid_at_top(t->n, 1), memory, reserved, one_pair,
			  NULL);
}
