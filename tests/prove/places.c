/* SPDX-License-Identifier: BSD-2-Clause */
/* Where memory is free, by looking at every place. */
#include "tests/prove/places.h"

static bool is_free(const struct pair *p, const struct wish *w, size_t i)
{
	cell c = p->memory.at[i];
	uint32_t never = MEMBLOCK_NOMAP | MEMBLOCK_DRIVER_MANAGED;

	if (p->mb.movable_node)
		never |= MEMBLOCK_HOTPLUG;
	return c && !p->reserved.at[i] && !(cell_flags(c) & never) &&
	       !(w->need & ~cell_flags(c)) &&
	       (w->nid < 0 || w->nid == cell_nid(c));
}

static bool fits(const struct pair *p, const struct wish *w, size_t at)
{
	phys_addr_t addr = grid_address(&p->grid, at);

	if (addr >> p->mb.page_shift == 0 ||
	    addr & (w->align * p->grid.unit - 1) || at + w->n > w->end)
		return false;
	for (size_t i = at; i < at + w->n; i++)
		if (!is_free(p, w, i) || p->memory.at[i] != p->memory.at[at])
			return false;
	return true;
}

size_t place_for(const struct pair *p, const struct wish *w)
{
	size_t found = NOWHERE;

	for (size_t i = w->start; i + w->n <= p->grid.n; i++) {
		if (!fits(p, w, i))
			continue;
		found = i;
		if (p->mb.bottom_up)
			break;
	}
	return found;
}
