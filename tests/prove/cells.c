/* SPDX-License-Identifier: BSD-2-Clause */
/* Sets as cells. */
#include "tests/prove/cells.h"

#include <stdio.h>
#include <stdlib.h>

size_t cells_regions(const struct cells *c, size_t n)
{
	size_t regions = 0;
	cell last = 0;

	for (size_t i = 0; i < n; i++) {
		regions += c->at[i] && c->at[i] != last;
		last = c->at[i];
	}
	return regions;
}

size_t cells_region_end(const struct cells *c, size_t n, size_t i)
{
	size_t end = i + 1;

	while (end < n && c->at[end] == c->at[i])
		end++;
	return end;
}

size_t cells_units(const struct cells *c, size_t n)
{
	size_t units = 0;

	for (size_t i = 0; i < n; i++)
		units += c->at[i] != 0;
	return units;
}

void cells_to_set(const struct grid *g, const struct cells *c,
		  struct memblock_type *type)
{
	struct memblock_region *r = type->regions;

	for (size_t i = 0, end; i < g->n; i = end) {
		end = cells_region_end(c, g->n, i);
		if (c->at[i])
			*r++ = (struct memblock_region){
				.base = grid_address(g, i),
				.size = (end - i) * g->unit,
				.flags = cell_flags(c->at[i]),
				.nid = cell_nid(c->at[i]),
			};
	}
	type->cnt = (size_t)(r - type->regions);
	type->total_size = cells_units(c, g->n) * g->unit;
}

static bool is_region(const struct grid *g, cell c, size_t from, size_t to,
		      const struct memblock_region *r)
{
	return r->base == grid_address(g, from) &&
	       r->size == (to - from) * g->unit && r->flags == cell_flags(c) &&
	       r->nid == cell_nid(c);
}

bool cells_match(const struct grid *g, const struct cells *c,
		 const struct memblock_type *type)
{
	size_t k = 0, units = 0;

	if (type->cnt > type->max)
		return false;
	for (size_t i = 0, end; i < g->n; i = end) {
		end = cells_region_end(c, g->n, i);
		if (!c->at[i])
			continue;
		if (k == type->cnt ||
		    !is_region(g, c->at[i], i, end, &type->regions[k++]))
			return false;
		units += end - i;
	}
	return k == type->cnt && type->total_size == units * g->unit;
}

const char *cells_text(const struct cells *c, size_t n, char text[CELLS_TEXT])
{
	size_t at = 0;

	text[0] = '\0';
	for (size_t i = 0, end; i < n; i = end) {
		end = cells_region_end(c, n, i);
		if (c->at[i] && at < CELLS_TEXT)
			at += (size_t)snprintf(
				text + at, CELLS_TEXT - at,
				"%s%zu-%zu(flags %#x, node %d)", at ? " " : "",
				i, end, (unsigned int)cell_flags(c->at[i]),
				(int)cell_nid(c->at[i]));
	}
	return text;
}

/* The next row of digits below `base`; false after the last one. */
static bool next_digits(size_t *digit, size_t n, size_t base)
{
	for (size_t i = 0; i < n; i++) {
		if (++digit[i] < base)
			return true;
		digit[i] = 0;
	}
	return false;
}

struct cells_list cells_every(size_t n, size_t regions, const cell *kinds,
			      size_t n_kinds)
{
	struct cells_list list = { 0 };
	size_t digit[CELLS_MAX] = { 0 };
	size_t room = 0;

	do {
		struct cells c = { 0 };

		for (size_t i = 0; i < n; i++)
			c.at[i] = digit[i] ? kinds[digit[i] - 1] : 0;
		if (cells_regions(&c, n) > regions)
			continue;
		if (list.n == room) {
			room = room ? 2 * room : 256;
			list.at = realloc(list.at, room * sizeof(*list.at));
			if (!list.at)
				abort();
		}
		list.at[list.n++] = c;
	} while (next_digits(digit, n, n_kinds + 1));
	return list;
}

static cell changed(cell c, const struct change *change)
{
	uint32_t flags = (cell_flags(c) & ~change->clear) | change->set;

	return cell_of(flags, change->has_nid ? change->nid : cell_nid(c));
}

void cells_apply(struct cells *c, const struct change *change, size_t from,
		 size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (change->effect == EFFECT_ADD)
			c->at[i] = c->at[i] ? c->at[i] : change->with;
		else if (change->effect == EFFECT_REMOVE)
			c->at[i] = 0;
		else if (c->at[i])
			c->at[i] = changed(c->at[i], change);
	}
}

void cells_free(struct cells_list *list)
{
	free(list->at);
	*list = (struct cells_list){ 0 };
}
