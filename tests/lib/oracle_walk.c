/* SPDX-License-Identifier: BSD-2-Clause */
/* The model: one set minus another, from any place, upwards and downwards. */
#include "tests/lib/oracle_pages.h"

struct walk {
	const struct memblock_type *a, *b;
	const oracle_cell *of, *without;
	const struct memblock_filter *filter;
};

static bool gives(const struct walk *w, size_t page)
{
	oracle_cell c = w->of[page];

	if (!c || (w->without && w->without[page]))
		return false;
	if (!w->filter)
		return true;
	if (w->filter->nid != NUMA_NO_NODE && w->filter->nid != oracle_nid(c))
		return false;
	return !(oracle_flags(c) & w->filter->skip_flags) &&
	       !(w->filter->need_flags & ~oracle_flags(c));
}

/* Whether pages [from, to) are one result: same region, no gap. */
static bool is_piece(const struct oracle *o, const struct walk *w,
		     const struct memblock_range *r, size_t from, size_t to)
{
	return r->base == oracle_address(o, from) &&
	       r->end == oracle_address(o, to) &&
	       r->flags == oracle_flags(w->of[from]) &&
	       r->nid == oracle_nid(w->of[from]);
}

static const char *walk_up(const struct oracle *o, const struct walk *w,
			   size_t page)
{
	/* Any hint must work. */
	struct memblock_range r = { .end = oracle_address(o, page),
				    .hint_a = o->guess % 7,
				    .hint_b = o->guess / 7 };

	while (page < ORACLE_PAGES) {
		size_t from = page++;

		if (!gives(w, from))
			continue;
		while (page < ORACLE_PAGES && gives(w, page) &&
		       w->of[page] == w->of[from])
			page++;
		if (!memblock_next_range(w->a, w->b, w->filter, &r) ||
		    !is_piece(o, w, &r, from, page))
			return "the walk up gives another range";
	}
	if (memblock_next_range(w->a, w->b, w->filter, &r))
		return "the walk up gives one range more";
	return NULL;
}

static const char *walk_down(const struct oracle *o, const struct walk *w,
			     size_t page)
{
	struct memblock_range r = { .base = oracle_address(o, page),
				    .hint_a = o->guess % 7,
				    .hint_b = o->guess / 7 };

	while (page > 0) {
		size_t to = page--;

		if (!gives(w, page))
			continue;
		while (page > 0 && gives(w, page - 1) &&
		       w->of[page - 1] == w->of[to - 1])
			page--;
		if (!memblock_prev_range(w->a, w->b, w->filter, &r) ||
		    !is_piece(o, w, &r, page, to))
			return "the walk down gives another range";
	}
	if (memblock_prev_range(w->a, w->b, w->filter, &r))
		return "the walk down gives one range more";
	return NULL;
}

const char *oracle_walk(struct oracle *o, struct oracle_range range,
			unsigned int arg)
{
	struct memblock_filter filter = {
		.nid = (int)(arg >> 2 & 3) - 1,
		.skip_flags = arg & 0x10 ? 1u << (arg & 3) : 0,
		.need_flags = arg & 0x20 ? 1u << (arg >> 6 & 3) : 0,
	};
	struct walk w = { &o->mb.memory, &o->mb.reserved,
			  o->cells[ORACLE_MEMORY], o->cells[ORACLE_RESERVED],
			  &filter };
	const char *differs;

	o->guess = (o->guess * 31 + arg) % 100;
	if (arg % 5 == 0)
		w.filter = NULL;
	if (arg % 3 == 0)
		w.b = NULL, w.without = NULL;
	if (arg % 7 == 0)
		w.a = &o->mb.physmap, w.of = o->cells[ORACLE_PHYSMAP];
	differs = walk_up(o, &w, range.from);
	return differs ? differs : walk_down(o, &w, range.from);
}
