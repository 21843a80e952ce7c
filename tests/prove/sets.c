/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every operation on a range of a set whose array does not grow: with an array
 * that just holds the result, and with one that is one region too small.
 */
#include "tests/prove/enumerate.h"

#include <string.h>

static const struct memblock_region guard = {
	.base = 0x5a5a5a5a5a5a5a5a,
	.size = 0xa5a5a5a5a5a5a5a5,
	.flags = 0x5a5a5a5a,
	.nid = 0x5a5a5a5a,
};

/* One set before the operations, and the arrays that they work on. */
struct bench {
	struct enumerate_task *t;
	const struct mutator *m;
	struct grid grid;
	struct cells before;
	struct memblock_type start; /* the set of before */
	struct memblock_region start_array[CELLS_ROOM];
	struct memblock mb;
	struct memblock_region array[CELLS_ROOM + 1];
};

static bool fails(const struct bench *b, size_t from, size_t to, size_t max,
		  int status)
{
	char text[CELLS_TEXT];

	return enumerate_differs(
		b->t, "%s [%zu, %zu) of %s, origin %#llx, max %zu: status %d",
		b->m->name, from, to, cells_text(&b->before, b->grid.n, text),
		(unsigned long long)b->grid.origin, max, status);
}

static int call(struct bench *b, size_t max, phys_addr_t base, phys_addr_t size)
{
	struct memblock_type *type = map_set(&b->mb, b->m->set);

	memcpy(b->array, b->start_array, b->start.cnt * sizeof(*b->array));
	b->array[max] = guard;
	type->cnt = b->start.cnt;
	type->max = max;
	type->total_size = b->start.total_size;
	type->regions = b->array;
	enumerate_count(b->t, 1);
	return b->m->call(&b->mb, base, size);
}

static bool is(struct bench *b, const struct cells *c, size_t max)
{
	const struct memblock_type *type = map_set(&b->mb, b->m->set);

	return cells_match(&b->grid, c, type) && type->max == max &&
	       type->regions == b->array &&
	       !memcmp(&b->array[max], &guard, sizeof(guard));
}

/* phys_free_exact() frees only what is reserved completely. */
static bool refuses(const struct bench *b, size_t from, size_t to)
{
	if (b->m->call != memblock_phys_free_exact)
		return false;
	while (from < to && b->before.at[from])
		from++;
	return from < to;
}

static bool one_range(struct bench *b, size_t from, size_t to)
{
	phys_addr_t base = grid_address(&b->grid, from);
	phys_addr_t size = (to - from) * b->grid.unit;
	struct cells after = b->before;
	bool refused = refuses(b, from, to);
	size_t need, max;

	if (!refused)
		cells_apply(&after, &b->m->change, from, to);
	need = cells_regions(&after, b->grid.n);
	max = need > b->start.cnt ? need - 1 : b->start.cnt;
	for (; max <= need || max == b->start.cnt; max++) {
		int status = call(b, max, base, size);
		int right = need > max ? CORE_ENOSPC : CORE_OK;

		if (refused)
			right = CORE_ENOENT;
		if (status != right ||
		    !is(b, status ? &b->before : &after, max))
			return fails(b, from, to, max, status);
	}
	return true;
}

/* Ranges that are not ranges: without bytes, and beyond the top. */
static bool bad_ranges(struct bench *b, size_t from)
{
	phys_addr_t base = grid_address(&b->grid, from);
	size_t max = b->start.cnt;
	int status = call(b, max, base, 0);

	if (status != CORE_EINVAL || !is(b, &b->before, max))
		return fails(b, from, from, max, status);
	if (base == 0)
		return true;
	status = call(b, max, base, PHYS_ADDR_MAX - base + 1);
	if (status != CORE_EWRAP || !is(b, &b->before, max))
		return fails(b, from, b->grid.n + 1, max, status);
	return true;
}

static bool one_set(struct bench *b)
{
	b->start.regions = b->start_array;
	cells_to_set(&b->grid, &b->before, &b->start);
	for (size_t from = 0; from <= b->grid.n; from++) {
		if (!bad_ranges(b, from))
			return false;
		for (size_t to = from + 1; to <= b->grid.n; to++)
			if (!one_range(b, from, to))
				return false;
	}
	enumerate_end_set(b->t);
	return true;
}

static bool one_mutator(struct enumerate_task *t, const struct mutator *m,
			struct grid grid, const struct cells_list *list)
{
	struct bench b = { .t = t, .m = m, .grid = grid };

	memblock_init(&b.mb, NULL, 0);
	/* Address 0 is not a null pointer. */
	b.mb.virt_offset = 0x1000;
	enumerate_begin(t, list->n);
	for (size_t i = t->first; i < list->n; i += t->step) {
		b.before = list->at[i];
		if (!one_set(&b))
			return false;
	}
	return true;
}

static bool all(struct enumerate_task *t, const struct mutator *m, size_t n)
{
	bool right = true;

	for (; n > 0 && right; n--, m++) {
		struct cells_list list =
			cells_every(t->n, ENUMERATE_REGIONS, m->kinds, 2);

		right = one_mutator(t, m, grid_at_bottom(t->n, 1), &list) &&
			one_mutator(t, m, grid_at_top(t->n, 1), &list);
		cells_free(&list);
	}
	return right;
}

bool enumerate_sets(struct enumerate_task *t)
{
	return all(t, set_mutators, n_set_mutators);
}

bool enumerate_maps(struct enumerate_task *t)
{
	return all(t, map_mutators, n_map_mutators);
}
