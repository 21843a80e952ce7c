/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Calls are random, but meet often: addresses are points of a grid of 48, at
 * the bottom or at the top of the address space or in the arena; some are a
 * few bytes beside them. A few arguments are invalid.
 */
#include "tests/differential/generate.h"

#define POINTS 48

/* A grid of addresses; the last point at the top is 2^64. */
struct grid {
	uint64_t origin, unit;
};

static struct {
	uint64_t random;
	struct grid low, top, arena;
	bool top_too;
	unsigned int weights; /* of all operations */
} g;

const struct diff_operation diff_operations[DIFF_OPS] = {
#define DIFF_ROW(name, kind, set, weight) \
	{ #name, DIFF_##kind, DIFF_##set, weight },
	DIFF_OPERATIONS(DIFF_ROW)
#undef DIFF_ROW
};

/* splitmix64 */
static uint64_t rnd(void)
{
	uint64_t x = g.random += 0x9e3779b97f4a7c15;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

static uint64_t below(uint64_t n)
{
	return rnd() % n;
}

static bool one_in(uint64_t n)
{
	return below(n) == 0;
}

/* --- sequences ----------------------------------------------------------- */

void generate_begin(uint64_t seed, struct diff_state *state)
{
	static const uint64_t units[] = { 1, 0x800, 0x1000, 0x1000, 0x4000 };
	uint64_t unit;

	g.random = seed;
	unit = units[below(5)];
	g.low = (struct grid){ 0, unit };
	g.top = (struct grid){ 0 - POINTS * unit, unit };
	g.arena = (struct grid){ ARENA_BASE + below(8) * 0x4000,
				 0x1000ull << below(3) };
	g.top_too = !one_in(3);
	g.weights = 0;
	for (int i = 0; i < DIFF_OPS; i++)
		g.weights += diff_operations[i].weight;
	state->can_resize = one_in(3);
	state->bottom_up = one_in(2);
	state->movable = one_in(3);
	state->kernelcore = one_in(3);
	state->mirror = false;
	state->limit = UINT64_MAX;
	for (int i = 0; i < DIFF_SETS; i++) {
		struct diff_set *set = &state->set[i];

		set->cnt = 0;
		set->total = 0;
		set->array = 0;
		set->max = one_in(4) ? 64 : 4 + below(16);
	}
}

/* --- arguments ----------------------------------------------------------- */

/* Memory of a growing sequence is in the arena, because allocations write to
 * it. */
static struct grid grid_for(const struct diff_state *state, bool memory)
{
	if (state->can_resize && (memory || !one_in(6)))
		return g.arena;
	return g.top_too && one_in(3) ? g.top : g.low;
}

static uint64_t point(struct grid grid)
{
	uint64_t at = grid.origin + below(POINTS) * grid.unit;

	if (one_in(12))
		at += below(2 * grid.unit) - grid.unit;
	return at;
}

static uint64_t length(struct grid grid)
{
	uint64_t n = one_in(8) ? 1 + below(POINTS) : 1 + below(6);

	if (one_in(12))
		return n * grid.unit - below(grid.unit);
	return n * grid.unit;
}

static void pick_range(struct grid grid, uint64_t *base, uint64_t *size)
{
	*base = point(grid);
	*size = length(grid);
	if (one_in(40))
		*size = 0;
	else if (one_in(60))
		*size = UINT64_MAX - below(2 * grid.unit);
	else if (one_in(60))
		*size = UINT64_MAX - *base - below(2);
}

/* Cuts the range to the arena. */
static void keep_in_arena(uint64_t *base, uint64_t *size)
{
	uint64_t top = ARENA_BASE + ARENA_SIZE;

	if (*base < ARENA_BASE)
		*base = ARENA_BASE;
	if (*base > top)
		*base = top;
	if (*size > top - *base)
		*size = top - *base;
}

static uint32_t pick_flags(enum diff_set_id set)
{
	static const uint32_t memory[] = { 0, 0, 0, 1, 2, 4, 8, 0x40, 3, 6 };
	static const uint32_t reserved[] = { 0, 0, 0x10, 0x20, 0x80, 0xa0 };

	if (set == DIFF_RESERVED)
		return reserved[below(6)];
	return memory[below(10)];
}

static int pick_nid(void)
{
	return one_in(2) ? -1 : (int)below(4);
}

static uint64_t pick_align(struct grid grid)
{
	static const uint64_t odd[] = { 0, 3, 0x1800 };

	if (one_in(50))
		return odd[below(3)];
	return one_in(3) ? 1ull << below(16) : grid.unit;
}

/* The window of an allocation: often open at an end. */
static void pick_window(struct grid grid, struct diff_call *c)
{
	c->start = one_in(2) ? 0 : point(grid);
	c->end = point(grid);
	if (one_in(3))
		c->end = 0;
	else if (one_in(3))
		c->end = UINT64_MAX;
	else if (one_in(40))
		c->end = 1;
}

static void pick_alloc(struct grid grid, struct diff_call *c)
{
	c->size = one_in(50) ? 0 : one_in(4) ? 1 + below(64) : length(grid);
	c->align = pick_align(grid);
	if (c->op == OP_alloc_hugetlb && !one_in(10))
		c->size = grid.unit << below(3);
	/* A node that Linux does not know; no region is on it. */
	if (one_in(60))
		c->nid = 20;
	pick_window(grid, c);
}

/* The size of a range that does not wrap. */
static uint64_t fit(uint64_t base, uint64_t size)
{
	return size > UINT64_MAX - base ? UINT64_MAX - base : size;
}

static void pick_ask(struct grid grid, struct diff_call *c)
{
	c->set = (enum diff_set_id)below(DIFF_SETS);
	c->more[0][0] = point(grid);
	c->more[0][1] = length(grid);
	if (c->op == OP_search_pfn_nid) {
		c->base >>= 12;
		if (one_in(4))
			c->base += 1ull << (52 + below(12));
	} else if (c->op == OP_reserved_kern_size ||
		   c->op == OP_reserved_hugetlb_size) {
		c->base = one_in(2) ? UINT64_MAX : c->base;
		if (one_in(20))
			c->nid = 20;
	} else if (c->op == OP_settings) {
		c->end = one_in(2) ? UINT64_MAX : 0x1000 + point(grid);
		c->end = c->end < 0x1000 ? 0x1000 : c->end;
	} else if (c->op == OP_addrs_overlap) {
		/* Neither may wrap. */
		c->size = fit(c->base, length(grid));
		c->more[0][1] = fit(c->more[0][0], c->more[0][1]);
	}
}

static enum diff_op pick_op(void)
{
	uint64_t at = below(g.weights);
	int i = 0;

	for (; at >= diff_operations[i].weight; i++)
		at -= diff_operations[i].weight;
	return (enum diff_op)i;
}

static void pick_arguments(struct grid grid, struct diff_call *c)
{
	switch (diff_operations[c->op].kind) {
	case DIFF_LIMITS:
		c->align = pick_align(grid);
		if (c->op != OP_cap_memory_range && !one_in(30))
			c->size = length(grid) * 4;
		break;
	case DIFF_ALLOCATES:
	case DIFF_POINTS:
		pick_alloc(grid, c);
		break;
	case DIFF_ASKS:
		pick_ask(grid, c);
		break;
	case DIFF_WALKS:
		c->set = (enum diff_set_id)below(DIFF_PHYSMAP);
		break;
	default:
		break;
	}
}

void generate_call(const struct diff_state *state, struct diff_call *c)
{
	const struct diff_operation *op;
	struct grid grid;
	bool memory;

	*c = (struct diff_call){ .op = pick_op() };
	op = &diff_operations[c->op];
	memory = op->set != DIFF_RESERVED && op->set != DIFF_SETS;
	grid = grid_for(state, memory);
	c->set = op->set;
	c->nid = pick_nid();
	c->flags = pick_flags(op->set);
	c->on = one_in(2);
	pick_range(grid, &c->base, &c->size);
	for (int i = 0; i < 2; i++)
		pick_range(grid, &c->more[i][0], &c->more[i][1]);
	if (c->op == OP_make_room)
		c->set = (enum diff_set_id)below(DIFF_SETS);
	/* Bulk operations are for any set. */
	if ((c->op == OP_add_many || c->op == OP_setclr_flag_many) &&
	    one_in(2)) {
		c->set = DIFF_RESERVED;
		c->flags = pick_flags(c->set);
	}
	if (c->op == OP_remove_many && !state->can_resize && one_in(2))
		c->set = DIFF_MEMORY;
	if (state->can_resize && memory)
		keep_in_arena(&c->base, &c->size);
	/* Only Linux's pointer is NULL then. */
	if (c->op == OP_free && state->can_resize && c->base == 0)
		c->base = grid.unit;
	pick_arguments(grid, c);
}
