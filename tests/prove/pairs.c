/* SPDX-License-Identifier: BSD-2-Clause */
/* Maps: every set of memory beside every set of reserved. */
#include "tests/prove/pairs.h"

void pair_reset(struct pair *p)
{
	struct memblock_region *second = p->array + CELLS_ROOM;

	p->mb.memory.regions = p->array;
	p->mb.reserved.regions = second;
	p->mb.memory.max = p->mb.reserved.max = CELLS_ROOM;
	cells_to_set(&p->grid, &p->memory, &p->mb.memory);
	cells_to_set(&p->grid, &p->reserved, &p->mb.reserved);
}

bool pair_matches(const struct pair *p)
{
	return cells_match(&p->grid, &p->memory, &p->mb.memory) &&
	       cells_match(&p->grid, &p->reserved, &p->mb.reserved);
}

bool pair_differs(const struct pair *p, const char *message)
{
	char memory[CELLS_TEXT], reserved[CELLS_TEXT];

	return enumerate_differs(
		p->t, "%s; memory %s, reserved %s, origin %#llx", message,
		cells_text(&p->memory, p->grid.n, memory),
		cells_text(&p->reserved, p->grid.n, reserved),
		(unsigned long long)p->grid.origin);
}

static struct cells_list every(const struct grid *grid, const cell kinds[2])
{
	return cells_every(grid->n, ENUMERATE_REGIONS, kinds, kinds[1] ? 2 : 1);
}

bool pair_every(struct enumerate_task *t, struct grid grid,
		const cell memory[2], const cell reserved[2], pair_fn *fn,
		const void *with)
{
	struct cells_list a = every(&grid, memory);
	struct cells_list b = every(&grid, reserved);
	struct pair p = { .t = t, .grid = grid };
	bool right = true;

	memblock_init(&p.mb, p.array, 3 * CELLS_ROOM);
	enumerate_begin(t, a.n * b.n);
	for (size_t i = t->first; i < a.n * b.n && right; i += t->step) {
		p.memory = a.at[i / b.n];
		p.reserved = b.at[i % b.n];
		pair_reset(&p);
		right = fn(&p, with);
		enumerate_end_set(t);
	}
	cells_free(&a);
	cells_free(&b);
	return right;
}
