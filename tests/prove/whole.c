/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whole sets: copying and comparing every two of them, and validating every
 * array of up to three regions, whether it is a set or not.
 */
#include "tests/prove/pairs.h"

/* --- two sets ------------------------------------------------------------- */

static bool same(const struct pair *p)
{
	for (size_t i = 0; i < p->grid.n; i++)
		if (p->memory.at[i] != p->reserved.at[i])
			return false;
	return true;
}

static bool copies(struct pair *p)
{
	size_t n = p->mb.memory.cnt, cnt = p->mb.reserved.cnt;

	for (size_t max = cnt; max <= n || max == cnt; max++) {
		int right = n > max ? CORE_ENOSPC : CORE_OK, status;

		pair_reset(p);
		p->mb.reserved.max = max;
		enumerate_count(p->t, 1);
		status = memblock_type_copy(&p->mb.reserved, &p->mb.memory);
		if (status != right ||
		    !cells_match(&p->grid, status ? &p->reserved : &p->memory,
				 &p->mb.reserved))
			return pair_differs(p, "type_copy");
	}
	pair_reset(p);
	return true;
}

/* Both sets as memory, reserved or physmap of two maps. */
static bool maps(struct pair *p)
{
	struct memblock_region array[3 * CELLS_ROOM];

	for (int set = 0; set < SETS; set++) {
		struct memblock a, b;
		struct memblock_region empty[1];

		memblock_init(&a, array, 3 * CELLS_ROOM);
		memblock_init(&b, empty, 0);
		*map_set(&a, set) = p->mb.memory;
		*map_set(&b, set) = p->mb.reserved;
		enumerate_count(p->t, 2);
		if (memblock_equal(&a, &b) != same(p))
			return pair_differs(p, "equal");
		a.bottom_up = true;
		if (memblock_copy(&b, &a) != CORE_OK ||
		    !memblock_equal(&a, &b) || !b.bottom_up)
			return pair_differs(p, "copy");
		map_set(&b, set)->max = 0;
		if (memblock_copy(&b, &a) !=
		    (p->mb.memory.cnt ? CORE_ENOSPC : CORE_OK))
			return pair_differs(p, "copy without room");
		pair_reset(p);
	}
	return true;
}

/* The second set as physmap: memory must be inside of it. */
static bool inside(struct pair *p)
{
	struct memblock mb = p->mb;
	bool right = true;

	mb.physmap = p->mb.reserved;
	memblock_type_init(&mb.reserved, "reserved", NULL, 0);
	for (size_t i = 0; i < p->grid.n; i++)
		right = right && !(p->memory.at[i] && !p->reserved.at[i]);
	if (mb.physmap.cnt == 0)
		right = true;
	enumerate_count(p->t, 1);
	if (memblock_validate(&mb) != (right ? CORE_OK : CORE_EBUG))
		return pair_differs(p, "validate");
	return true;
}

static bool one_pair(struct pair *p, const void *with)
{
	(void)with;
	enumerate_count(p->t, 1);
	if (memblock_type_equal(&p->mb.memory, &p->mb.reserved) != same(p))
		return pair_differs(p, "type_equal");
	return copies(p) && maps(p) && inside(p);
}

/* --- one array ------------------------------------------------------------ */

#define PLACES 5 /* bases */
#define SIZES  4
#define KINDS  3
#define SHAPES (PLACES * SIZES * KINDS)

static struct memblock_region region(phys_addr_t origin, size_t shape)
{
	size_t kind = shape / (PLACES * SIZES);

	return (struct memblock_region){
		.base = origin + shape % PLACES,
		.size = shape / PLACES % SIZES,
		.flags = kind == 1 ? MEMBLOCK_HOTPLUG : MEMBLOCK_NONE,
		.nid = kind == 2 ? 1 : 0,
	};
}

/* The invariants as core/memblock/set.h has them. */
static bool is_set(const struct memblock_region *r, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned __int128 end =
			(unsigned __int128)r[i].base + r[i].size;

		if (r[i].size == 0 || end > PHYS_ADDR_MAX)
			return false;
		if (i + 1 == n)
			continue;
		if (r[i + 1].base < end)
			return false;
		if (r[i + 1].base == end && r[i].flags == r[i + 1].flags &&
		    r[i].nid == r[i + 1].nid)
			return false;
	}
	return true;
}

static bool one_array(struct enumerate_task *t, phys_addr_t origin, size_t n,
		      size_t shapes)
{
	struct memblock_region r[3];
	struct memblock_type type = { .cnt = n, .regions = r };
	phys_addr_t total = 0;
	bool right;

	for (size_t i = 0; i < n; i++, shapes /= SHAPES) {
		r[i] = region(origin, shapes % SHAPES);
		total += r[i].size;
	}
	right = is_set(r, n);
	for (int wrong = 0; wrong < 3; wrong++) {
		type.max = wrong == 1 ? n - 1 : n;
		type.total_size = total + (wrong == 2);
		if (wrong == 1 && n == 0)
			continue;
		enumerate_count(t, 1);
		if ((memblock_type_validate(&type) == CORE_OK) !=
		    (right && !wrong))
			return enumerate_differs(
				t, "type_validate: n %zu, %llu+%llu %llu+%llu",
				n, (unsigned long long)r[0].base,
				(unsigned long long)r[0].size,
				(unsigned long long)r[1].base,
				(unsigned long long)r[1].size);
	}
	return true;
}

static bool arrays(struct enumerate_task *t)
{
	size_t most = t->n > 3 ? 3 : 2, all = 1;

	for (size_t n = 0; n <= most; n++, all *= SHAPES)
		for (size_t i = t->first; i < all; i += t->step)
			if (!one_array(t, 0, n, i) ||
			    !one_array(t, PHYS_ADDR_MAX - 3, n, i))
				return false;
	return true;
}

bool enumerate_whole(struct enumerate_task *t)
{
	const cell kinds[] = { cell_of(0, 0), cell_of(MEMBLOCK_HOTPLUG, 0) };
	const cell others[] = { cell_of(0, 0), cell_of(0, 1) };

	return arrays(t) &&
	       pair_every(t, grid_at_bottom(t->n, 1), kinds, kinds, one_pair,
			  NULL) &&
	       pair_every(t, grid_at_top(t->n, 1), others, kinds, one_pair,
			  NULL);
}
