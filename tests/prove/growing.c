/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every operation on a range of a map whose arrays may grow, and are full: the
 * place of each new array, what reserved becomes, and what is left when there
 * is no place. The arrays are in the memory that the map describes.
 */
#include "core/memblock/alloc.h"
#include "tests/prove/places.h"

#include <stdio.h>
#include <string.h>

/* Pages in which up to ten regions fit. */
#define UNIT  256
#define SHIFT 8
/* The regions that moving an array may add to reserved. */
#define MOVING 3
#define KERN   cell_of(MEMBLOCK_RSRV_KERN, -1)

static uint8_t ram[CELLS_MAX * UNIT] __attribute__((aligned(64)));

/* The cells of a map, and where its arrays are: the first page, or NOWHERE
 * while it is the first array. */
struct model {
	struct cells set[SETS];
	size_t max[SETS];
	size_t page[SETS];
};

/* The arrays before the operation. */
struct start {
	const struct mutator *m;
	size_t spare; /* regions that fit into reserved */
	bool grown;   /* the array that is changed is in the last page */
	bool bottom_up;
	size_t limit; /* cells */
};

static size_t pages_for(size_t max)
{
	size_t bytes = max * sizeof(struct memblock_region);

	return (bytes + UNIT - 1) / UNIT;
}

static size_t regions(const struct pair *p, const struct model *m, int set)
{
	return cells_regions(&m->set[set], p->grid.n);
}

/* --- what is right -------------------------------------------------------- */

static size_t place_outside(struct pair *p, const struct model *m, size_t n,
			    size_t from, size_t to, size_t limit)
{
	struct wish w = { n, 1, to, limit, -1, 0 };
	size_t at;

	p->memory = m->set[SET_MEMORY];
	p->reserved = m->set[SET_RESERVED];
	at = place_for(p, &w);
	if (at != NOWHERE)
		return at;
	w.start = 0;
	w.end = from < limit ? from : limit;
	return place_for(p, &w);
}

static bool grow(struct pair *p, struct model *m, int set, size_t n,
		 size_t from, size_t to, size_t limit)
{
	const struct change taken = { EFFECT_ADD, .with = KERN };
	const struct change freed = { .effect = EFFECT_REMOVE };
	size_t max = m->max[set] ? 2 * m->max[set] : 3, old = m->page[set], at;

	while (max < n)
		max *= 2;
	at = place_outside(p, m, pages_for(max), from, to, limit);
	if (at == NOWHERE)
		return false;
	cells_apply(&m->set[SET_RESERVED], &taken, at, at + pages_for(max));
	if (old != NOWHERE)
		cells_apply(&m->set[SET_RESERVED], &freed, old,
			    old + pages_for(m->max[set]));
	m->page[set] = at;
	m->max[set] = max;
	return true;
}

static bool make_room(struct pair *p, struct model *m, int set, size_t n,
		      size_t from, size_t to, size_t limit)
{
	size_t moving = regions(p, m, SET_RESERVED) + MOVING;

	if (set == SET_RESERVED)
		return grow(p, m, set, n + MOVING, from, to, limit);
	if (moving > m->max[SET_RESERVED] &&
	    !grow(p, m, SET_RESERVED, moving + MOVING, from, to, limit))
		return false;
	return grow(p, m, set, n, from, to, limit);
}

static int apply(struct pair *p, struct model *m, const struct start *s,
		 size_t from, size_t to)
{
	int set = s->m->set;

	for (;;) {
		struct cells after = m->set[set];
		size_t n;

		cells_apply(&after, &s->m->change, from, to);
		n = cells_regions(&after, p->grid.n);
		if (n <= m->max[set]) {
			m->set[set] = after;
			return CORE_OK;
		}
		if (!make_room(p, m, set, n, from, to, s->limit))
			return CORE_ENOMEM;
	}
}

/* --- what is -------------------------------------------------------------- */

/* The three sets in arrays that are full, except for s->spare. */
static void set_up(struct pair *p, const struct model *m, const struct start *s,
		   struct memblock_region *arrays)
{
	memblock_init(&p->mb, arrays, (size_t)SETS * CELLS_ROOM);
	p->mb.page_shift = SHIFT;
	p->mb.virt_offset = (uintptr_t)ram - (uintptr_t)p->grid.origin;
	p->mb.bottom_up = s->bottom_up;
	p->mb.current_limit = grid_address(&p->grid, s->limit);
	memblock_allow_resize(&p->mb);
	for (int set = 0; set < SETS; set++) {
		struct memblock_type *type = map_set(&p->mb, set);

		if (m->page[set] != NOWHERE) {
			p->mb.grown[set] = grid_address(&p->grid, m->page[set]);
			type->regions =
				memblock_phys_to_virt(&p->mb, p->mb.grown[set]);
		}
		cells_to_set(&p->grid, &m->set[set], type);
		type->max = m->max[set];
	}
}

static bool is(const struct pair *p, const struct model *m,
	       const struct memblock_region *arrays)
{
	for (int set = 0; set < SETS; set++) {
		struct memblock mb = p->mb;
		const struct memblock_type *type = map_set(&mb, set);
		const void *array = arrays + (size_t)set * CELLS_ROOM;

		if (m->page[set] != NOWHERE)
			array = ram + m->page[set] * UNIT;
		if (!cells_match(&p->grid, &m->set[set], type) ||
		    type->max != m->max[set] ||
		    (const void *)type->regions != array)
			return false;
	}
	return true;
}

static bool one_range(struct pair *p, const struct model *before,
		      const struct start *s, size_t from, size_t to)
{
	struct memblock_region arrays[SETS * CELLS_ROOM];
	struct model after = *before;
	struct cells memory = p->memory, reserved = p->reserved;
	int right, status;
	char text[96];

	set_up(p, before, s, arrays);
	right = apply(p, &after, s, from, to);
	enumerate_count(p->t, 1);
	status = s->m->call(&p->mb, grid_address(&p->grid, from),
			    (to - from) * UNIT);
	p->memory = memory;
	p->reserved = reserved;
	if (status == right && is(p, &after, arrays))
		return true;
	snprintf(text, sizeof(text),
		 "growing, %s [%zu, %zu), spare %zu%s: status %d", s->m->name,
		 from, to, s->spare, s->grown ? ", grown" : "", status);
	return pair_differs(p, text);
}

/* phys_free_exact() fails before it needs room. */
static bool is_exact(const struct pair *p, const struct start *s, size_t from,
		     size_t to)
{
	if (s->m->call != memblock_phys_free_exact)
		return true;
	while (from < to && p->reserved.at[from])
		from++;
	return from == to;
}

static bool one_start(struct pair *p, const struct start *s)
{
	size_t n = p->grid.n - s->grown;
	struct model m = { { p->memory, p->reserved, p->memory },
			   { 0 },
			   { NOWHERE, NOWHERE, NOWHERE } };

	for (int set = 0; set < SETS; set++)
		m.max[set] = regions(p, &m, set);
	m.max[SET_RESERVED] += s->spare;
	if (s->grown) {
		if (p->reserved.at[n] != KERN || !p->memory.at[n])
			return true;
		m.page[s->m->set] = n;
	}
	for (size_t from = 0; from <= n; from++)
		for (size_t to = from + 1; to <= n; to++)
			if (is_exact(p, s, from, to) &&
			    !one_range(p, &m, s, from, to))
				return false;
	return true;
}

static bool one_pair(struct pair *p, const void *with)
{
	struct start s = { .m = with };

	for (int i = 0; i < 8; i++) {
		s.spare = i & 1 ? MOVING : 0;
		s.grown = i & 2;
		s.bottom_up = i & 4;
		s.limit = p->grid.n - (i == 5);
		if (!one_start(p, &s))
			return false;
	}
	return true;
}

/* --- discarding ------------------------------------------------------------
 */

struct given {
	const struct pair *p;
	struct cells pages;
	uint64_t frames;
};

static void take(void *ctx, struct memblock_block block)
{
	struct given *g = ctx;
	const struct change one = { EFFECT_ADD, .with = KERN };
	size_t at = (size_t)((block.base - g->p->grid.origin) / UNIT);

	cells_apply(&g->pages, &one, at, at + ((size_t)1 << block.order));
	g->frames += (uint64_t)1 << block.order;
	/* Nobody may read an array after it is given away. */
	memset(ram + at * UNIT, 0xdd, UNIT << block.order);
}

/* memblock_discard() gives the pages of exactly the arrays that have grown. */
static bool discards(struct pair *p, const struct model *m)
{
	struct given g = { .p = p };
	uint64_t frames = memblock_discard(&p->mb, 2, take, &g);
	size_t pages = 0;

	enumerate_count(p->t, 1);
	for (int set = 0; set < SETS; set++) {
		size_t n = m->page[set] != NOWHERE ? pages_for(m->max[set]) : 0;

		for (size_t i = 0; i < n; i++)
			if (!g.pages.at[m->page[set] + i])
				return false;
		pages += n;
		if (map_set(&p->mb, set)->cnt || map_set(&p->mb, set)->max)
			return false;
	}
	return frames == pages && g.frames == pages &&
	       cells_units(&g.pages, p->grid.n) == pages;
}

/* --- room ----------------------------------------------------------------- */

/* memblock_make_room() for each number of regions. */
static bool one_room(struct pair *p, int set, size_t n, bool may)
{
	struct memblock_region arrays[SETS * CELLS_ROOM];
	const struct start s = { .limit = p->grid.n };
	struct model m = { { p->memory, p->reserved, p->memory },
			   { 0 },
			   { NOWHERE, NOWHERE, NOWHERE } };
	struct cells memory = p->memory, reserved = p->reserved;
	int right = CORE_OK, status;

	for (int k = 0; k < SETS; k++)
		m.max[k] = regions(p, &m, k);
	set_up(p, &m, &s, arrays);
	p->mb.can_resize = may;
	if (n > m.max[set] && !may)
		right = CORE_ENOSPC;
	else if (n > m.max[set] && !make_room(p, &m, set, n, 0, 0, s.limit))
		right = CORE_ENOMEM;
	enumerate_count(p->t, 1);
	status = memblock_make_room(&p->mb, map_set(&p->mb, set), n);
	p->memory = memory;
	p->reserved = reserved;
	if (status != right || !is(p, &m, arrays))
		return pair_differs(p, "make_room");
	return discards(p, &m) || pair_differs(p, "discard");
}

static bool room(struct pair *p, const void *with)
{
	(void)with;
	for (int set = 0; set < SETS; set++)
		for (size_t n = 0; n <= 24; n++)
			if (!one_room(p, set, n, true) ||
			    !one_room(p, set, n, false))
				return false;
	return true;
}

bool enumerate_growing(struct enumerate_task *t)
{
	const cell plain[] = { cell_of(0, -1), 0 };
	const cell kern[] = { KERN, 0 };
	const struct grid grid = grid_at_bottom(t->n, UNIT);

	for (size_t i = 0; i < n_map_mutators; i++) {
		const struct mutator *m = &map_mutators[i];
		bool reserved = m->set == SET_RESERVED;

		if (!pair_every(t, grid, reserved ? plain : m->kinds,
				reserved ? m->kinds : kern, one_pair, m))
			return false;
	}
	return pair_every(t, grid, plain, kern, room, NULL);
}
