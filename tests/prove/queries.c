/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every query of one set, at each byte and for each range of bytes. A cell is
 * two bytes, so that addresses inside of it are asked for, too.
 */
#include "tests/prove/enumerate.h"

#include <stdlib.h>

#define UNIT 2

struct asked {
	struct enumerate_task *t;
	struct grid grid;
	struct cells cells;
	struct memblock mb; /* memory and reserved are the set of the cells */
};

static bool fails(const struct asked *a, const char *name, size_t from,
		  size_t to)
{
	char text[CELLS_TEXT];

	return enumerate_differs(
		a->t, "%s [%zu, %zu) bytes in %s, origin %#llx", name, from, to,
		cells_text(&a->cells, a->grid.n, text),
		(unsigned long long)a->grid.origin);
}

/* The cell that holds byte i of the grid; 0 after its end. */
static cell at(const struct asked *a, size_t i)
{
	return i < a->grid.n * UNIT ? a->cells.at[i / UNIT] : 0;
}

static bool is_found(const struct asked *a, const struct memblock_region *r,
		     size_t i)
{
	phys_addr_t addr = a->grid.origin + i;

	if (!at(a, i) || !r)
		return !at(a, i) && !r;
	return r >= a->mb.memory.regions &&
	       r < a->mb.memory.regions + a->mb.memory.cnt && r->base <= addr &&
	       addr - r->base < r->size;
}

static bool one_address(struct asked *a, size_t i)
{
	phys_addr_t addr = a->grid.origin + i;
	bool in = at(a, i);
	bool mapped = in && !(cell_flags(at(a, i)) & MEMBLOCK_NOMAP);

	enumerate_count(a->t, 4);
	if (!is_found(a, memblock_search(&a->mb.memory, addr), i))
		return fails(a, "search", i, i + 1);
	if (memblock_is_memory(&a->mb, addr) != in ||
	    memblock_is_reserved(&a->mb, addr) != in)
		return fails(a, "is_memory, is_reserved", i, i + 1);
	if (memblock_is_map_memory(&a->mb, addr) != mapped)
		return fails(a, "is_map_memory", i, i + 1);
	return true;
}

/* What the bytes [from, to) are. */
struct seen {
	bool any, all, one; /* in the set; in one region */
};

static struct seen look(const struct asked *a, size_t from, size_t to)
{
	struct seen s = { .all = from < to, .one = from < to || at(a, from) };

	for (size_t i = from; i < to; i++) {
		s.any = s.any || at(a, i);
		s.all = s.all && at(a, i);
		s.one = s.one && at(a, i) && at(a, i) == at(a, from);
	}
	return s;
}

/* A range without bytes overlaps nothing and is in the region around it. to may
 * be after the grid: at the top of the address space, the range then
 * wraps. */
static bool one_range(struct asked *a, size_t from, size_t to)
{
	phys_addr_t base = a->grid.origin + from, size = to - from;
	struct seen s = look(a, from, to);

	enumerate_count(a->t, 4);
	if (memblock_overlaps_region(&a->mb.memory, base, size) != s.any ||
	    memblock_is_region_reserved(&a->mb, base, size) != s.any)
		return fails(a, "overlaps_region", from, to);
	if (memblock_covers(&a->mb.memory, base, size) != s.all)
		return fails(a, "covers", from, to);
	if (memblock_is_region_memory(&a->mb, base, size) != s.one)
		return fails(a, "is_region_memory", from, to);
	return true;
}

static bool sizes(struct asked *a)
{
	size_t n = a->grid.n, from = 0, to = n;
	phys_addr_t units = cells_units(&a->cells, n) * UNIT;

	while (from < n && !a->cells.at[from])
		from++;
	while (to > 0 && !a->cells.at[to - 1])
		to--;
	enumerate_count(a->t, 4);
	if (memblock_phys_mem_size(&a->mb) != units ||
	    memblock_reserved_size(&a->mb) != units)
		return fails(a, "phys_mem_size, reserved_size", 0, 0);
	if (memblock_start_of_DRAM(&a->mb) !=
	    (from < n ? grid_address(&a->grid, from) : 0))
		return fails(a, "start_of_DRAM", 0, 0);
	if (memblock_end_of_DRAM(&a->mb) !=
	    (to ? grid_address(&a->grid, to) : 0))
		return fails(a, "end_of_DRAM", 0, 0);
	return true;
}

static bool every_range(struct asked *a)
{
	size_t bytes = a->grid.n * UNIT;

	for (size_t from = 0; from <= bytes; from++) {
		if (!one_address(a, from))
			return false;
		for (size_t to = from; to <= bytes + 1; to++)
			if (!one_range(a, from, to))
				return false;
	}
	return sizes(a);
}

/* The array ends with the last region, so that AddressSanitizer finds a query
 * that reads another one. */
static bool one_set(struct asked *a)
{
	size_t cnt = cells_regions(&a->cells, a->grid.n);
	struct memblock_region *array = malloc(cnt * sizeof(*array));
	bool right;

	if (cnt && !array)
		abort();
	memblock_init(&a->mb, NULL, 0);
	memblock_type_init(&a->mb.memory, "memory", array, cnt);
	cells_to_set(&a->grid, &a->cells, &a->mb.memory);
	a->mb.reserved = a->mb.memory;
	right = every_range(a);
	free(array);
	enumerate_end_set(a->t);
	return right;
}

static bool on_grid(struct enumerate_task *t, struct grid grid)
{
	const cell kinds[] = { cell_of(0, -1), cell_of(MEMBLOCK_NOMAP, -1) };
	struct cells_list list = cells_every(t->n, ENUMERATE_REGIONS, kinds, 2);
	struct asked a = { .t = t, .grid = grid };
	bool right = true;

	enumerate_begin(t, list.n);
	for (size_t i = t->first; i < list.n && right; i += t->step) {
		a.cells = list.at[i];
		right = one_set(&a);
	}
	cells_free(&list);
	return right;
}

bool enumerate_queries(struct enumerate_task *t)
{
	return on_grid(t, grid_at_bottom(t->n, UNIT)) &&
	       on_grid(t, grid_at_top(t->n, UNIT));
}
