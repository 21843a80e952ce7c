/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Adding, removing, marking and clearing many ranges at once, in every order,
 * and appending them one by one.
 */
#include "core/memblock/builder.h"
#include "tests/prove/enumerate.h"

#include <string.h>

#define RANGES_MAX 3
#define PLAIN      cell_of(0, -1)
#define HOT        cell_of(MEMBLOCK_HOTPLUG, -1)

struct bulk {
	struct enumerate_task *t;
	struct grid grid;
	struct cells before;
	struct memblock_region array[CELLS_ROOM + 1];
	struct memblock_type type;
	size_t from[RANGES_MAX], to[RANGES_MAX], n; /* the ranges */
};

static bool fails(const struct bulk *b, const char *name, int status)
{
	char text[CELLS_TEXT];

	return enumerate_differs(
		b->t,
		"%s of %zu ranges, [%zu, %zu) [%zu, %zu) [%zu, %zu), to %s: "
		"status %d",
		name, b->n, b->from[0], b->to[0], b->from[1], b->to[1],
		b->from[2], b->to[2], cells_text(&b->before, b->grid.n, text),
		status);
}

static void reset(struct bulk *b, size_t max)
{
	memblock_type_init(&b->type, "memory", b->array, max);
	cells_to_set(&b->grid, &b->before, &b->type);
	memset(&b->array[max], 0x5a, sizeof(*b->array));
}

static bool is(const struct bulk *b, const struct cells *c)
{
	static const struct memblock_region guard = { 0x5a5a5a5a5a5a5a5a,
						      0x5a5a5a5a5a5a5a5a,
						      0x5a5a5a5a, 0x5a5a5a5a };

	return cells_match(&b->grid, c, &b->type) &&
	       !memcmp(&b->array[b->type.max], &guard, sizeof(guard));
}

static void write_ranges(const struct bulk *b, struct memblock_region *r)
{
	for (size_t i = 0; i < b->n; i++)
		r[i] = (struct memblock_region){
			.base = grid_address(&b->grid, b->from[i]),
			.size = (b->to[i] - b->from[i]) * b->grid.unit,
		};
}

/* What has a form for many ranges. */
static const struct many {
	const char *name;
	struct change change;
} manys[] = {
	{ .name = "add_many", .change = { .effect = EFFECT_ADD } },
	{ .name = "remove_many", .change = { .effect = EFFECT_REMOVE } },
	{ .name = "set_many",
	  .change = { .effect = EFFECT_CHANGE, .set = MEMBLOCK_HOTPLUG } },
	{ .name = "clear_many",
	  .change = { .effect = EFFECT_CHANGE, .clear = MEMBLOCK_HOTPLUG } },
};

static int call(const struct many *many, struct memblock_type *type,
		struct memblock_region *r, size_t n)
{
	if (many->change.effect == EFFECT_ADD)
		return memblock_add_many(type, r, n, -1, 0);
	if (many->change.effect == EFFECT_REMOVE)
		return memblock_remove_many(type, r, n);
	return memblock_setclr_flag_many(type, r, n, many->change.set,
					 MEMBLOCK_HOTPLUG);
}

static bool do_many(struct bulk *b, const struct many *many)
{
	struct change change = many->change;
	struct memblock_region r[RANGES_MAX];
	size_t cnt = cells_regions(&b->before, b->grid.n), need, max;
	struct cells after = b->before;

	change.with = PLAIN;
	for (size_t i = 0; i < b->n; i++)
		cells_apply(&after, &change, b->from[i], b->to[i]);
	need = cells_regions(&after, b->grid.n);
	max = need > cnt ? need - 1 : cnt;
	for (; max <= need || max == cnt; max++) {
		int right = need > max ? CORE_ENOSPC : CORE_OK, status;

		reset(b, max);
		write_ranges(b, r);
		enumerate_count(b->t, 1);
		status = call(many, &b->type, r, b->n);
		if (status != right || !is(b, status ? &b->before : &after))
			return fails(b, many->name, status);
	}
	return true;
}

/* One of the ranges is not a range. */
static bool refuse_many(struct bulk *b, const struct many *many)
{
	size_t cnt = cells_regions(&b->before, b->grid.n);
	struct memblock_region r[RANGES_MAX];

	for (size_t bad = 0; bad < b->n; bad++) {
		int status;

		reset(b, cnt);
		write_ranges(b, r);
		r[bad].size = 0;
		enumerate_count(b->t, 2);
		status = call(many, &b->type, r, b->n);
		if (status != CORE_EINVAL || !is(b, &b->before))
			return fails(b, many->name, status);
		write_ranges(b, r);
		r[bad].base = PHYS_ADDR_MAX - 1;
		r[bad].size = 2;
		status = call(many, &b->type, r, b->n);
		if (status != CORE_EWRAP || !is(b, &b->before))
			return fails(b, many->name, status);
	}
	return true;
}

/* What appending cells [from, to) of kind c returns, and does when it can. */
static int append_to(const struct bulk *b, struct cells *c, size_t max,
		     size_t from, size_t to, cell kind)
{
	const struct change add = { EFFECT_ADD, .with = kind };
	struct cells after = *c;

	if (from == to)
		return CORE_EINVAL;
	for (size_t i = from; i < b->grid.n; i++)
		if (c->at[i])
			return CORE_EINVAL;
	cells_apply(&after, &add, from, to);
	if (cells_regions(&after, b->grid.n) > max)
		return CORE_ENOSPC;
	*c = after;
	return CORE_OK;
}

/* The ranges after the set, or instead of it. Every second one is hot. */
static bool append(struct bulk *b, bool resume, size_t max)
{
	struct cells c = resume ? b->before : (struct cells){ 0 };
	struct memblock_builder builder;

	reset(b, max);
	builder = resume ? memblock_builder_resume(&b->type)
			 : memblock_builder_begin(&b->type);
	for (size_t i = 0; i < b->n; i++) {
		cell kind = i == 1 ? HOT : PLAIN;
		int right = append_to(b, &c, max, b->from[i], b->to[i], kind);
		int status = memblock_builder_append(
			&builder, grid_address(&b->grid, b->from[i]),
			(b->to[i] - b->from[i]) * b->grid.unit, cell_nid(kind),
			cell_flags(kind));

		enumerate_count(b->t, 1);
		if (status != right)
			return fails(b, "append", status);
	}
	memblock_builder_end(&builder);
	return is(b, &c) || fails(b, "append", 0);
}

static bool with_ranges(struct bulk *b)
{
	size_t cnt = cells_regions(&b->before, b->grid.n);

	for (size_t i = 0; i < sizeof(manys) / sizeof(*manys); i++)
		if (!do_many(b, &manys[i]) || !refuse_many(b, &manys[i]))
			return false;
	for (size_t max = cnt; max <= cnt + 2; max++)
		if (!append(b, true, max) || !append(b, false, max))
			return false;
	return true;
}

/* Every row of up to RANGES_MAX ranges that begins with those of b. */
static bool every_ranges(struct bulk *b)
{
	size_t i = b->n;
	bool right = with_ranges(b);

	if (i == RANGES_MAX || !right)
		return right;
	b->n++;
	for (b->from[i] = 0; b->from[i] < b->grid.n && right; b->from[i]++)
		for (b->to[i] = b->from[i] + 1; b->to[i] <= b->grid.n && right;
		     b->to[i]++)
			right = every_ranges(b);
	b->n = i;
	return right;
}

bool enumerate_bulk(struct enumerate_task *t)
{
	const cell kinds[] = { PLAIN, HOT };
	struct cells_list list = cells_every(t->n, ENUMERATE_REGIONS, kinds, 2);
	struct bulk b = { .t = t };
	bool right = true;

	enumerate_begin(t, 2 * list.n);
	for (size_t i = t->first; i < 2 * list.n && right; i += t->step) {
		b.grid = i % 2 ? grid_at_top(t->n, 1) : grid_at_bottom(t->n, 1);
		b.before = list.at[i / 2];
		right = every_ranges(&b);
		enumerate_end_set(t);
	}
	cells_free(&list);
	return right;
}
