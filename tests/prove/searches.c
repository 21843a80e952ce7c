/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Searches for free memory: each size, alignment, range, node and flag, in both
 * directions. Sizes and limits inside a cell are those of smaller cells.
 */
#include "core/memblock/alloc.h"
#include "tests/prove/places.h"

/* Cells are 16 bytes, and a page is one of them. */
#define UNIT  16
#define SHIFT 4

struct settings {
	bool bottom_up;
	bool movable_node;
	int nid;
	uint32_t need;
	uint32_t flags[2]; /* of the memory of nodes 0 and 1 */
};

static bool one_search(struct pair *p, const struct wish *w)
{
	phys_addr_t start = grid_address(&p->grid, w->start);
	phys_addr_t end = grid_address(&p->grid, w->end);
	size_t place = place_for(p, w);
	phys_addr_t right =
		place == NOWHERE ? 0 : grid_address(&p->grid, place);
	phys_addr_t addr;

	/* An end of 0 stands for current_limit, with which it is tried. */
	p->mb.current_limit = end;
	enumerate_count(p->t, 2);
	addr = memblock_find_in_range_node(&p->mb, w->n * UNIT, w->align * UNIT,
					   start, w->n & 1 ? end : 0, w->nid,
					   w->need);
	if (end && addr != right)
		return pair_differs(p, "another place is found on a node");
	if (w->nid >= 0 || w->need)
		return true;
	addr = memblock_find_in_range(&p->mb, start, end, w->n * UNIT,
				      w->align * UNIT);
	if (end && addr != right)
		return pair_differs(p, "another place is found");
	return true;
}

static bool one_pair(struct pair *p, const void *with)
{
	const struct settings *s = with;
	struct wish w = { .nid = s->nid, .need = s->need };

	p->mb.bottom_up = s->bottom_up;
	p->mb.movable_node = s->movable_node;
	p->mb.page_shift = SHIFT;
	for (w.start = 0; w.start <= p->grid.n; w.start++)
		for (w.end = 0; w.end <= p->grid.n; w.end++)
			for (w.n = 1; w.n <= 3; w.n++)
				for (w.align = 1; w.align <= 4; w.align *= 2)
					if (!one_search(p, &w))
						return false;
	/* Requests that no place can satisfy. */
	enumerate_count(p->t, 2);
	if (memblock_find_in_range(&p->mb, 0, PHYS_ADDR_MAX, 0, UNIT) ||
	    memblock_find_in_range(&p->mb, 0, PHYS_ADDR_MAX, UNIT, 3 * UNIT))
		return pair_differs(p, "a place for nothing is found");
	return true;
}

bool enumerate_searches(struct enumerate_task *t)
{
	static const struct settings settings[] = {
		{ false, false, -1, 0, { 0, MEMBLOCK_HOTPLUG } },
		{ true, false, -1, 0, { 0, MEMBLOCK_HOTPLUG } },
		{ false, true, 1, 0, { 0, MEMBLOCK_HOTPLUG } },
		{ true, true, 0, 0, { 0, MEMBLOCK_HOTPLUG } },
		{ false, false, -1, MEMBLOCK_HOTPLUG, { 0, MEMBLOCK_HOTPLUG } },
		{ false, false, -1, 0, { MEMBLOCK_NOMAP, 0 } },
		{ true, true, -1, 0, { 0, MEMBLOCK_DRIVER_MANAGED } },
	};
	const cell reserved[] = { cell_of(0, -1), 0 };
	bool right = true;

	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings) && right;
	     i++) {
		const struct settings *with = &settings[i];
		const cell memory[] = { cell_of(with->flags[0], 0),
					cell_of(with->flags[1], 1) };

		right = pair_every(t, grid_at_bottom(t->n, UNIT), memory,
				   reserved, one_pair, with) &&
			pair_every(t, grid_below_top(t->n, UNIT), memory,
				   reserved, one_pair, with);
	}
	return right;
}
