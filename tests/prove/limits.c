/* SPDX-License-Identifier: BSD-2-Clause */
/* Restricting memory: each alignment, amount and range. */
#include "tests/prove/pairs.h"

typedef unsigned __int128 wide; /* addresses beyond 2^64 */

/* Calls fn, which may change both sets, and compares them with the cells. */
static bool judge(struct pair *p, const struct cells *memory,
		  const struct cells *reserved, const char *name, int right,
		  int status)
{
	struct pair after = *p;

	after.memory = *memory;
	after.reserved = *reserved;
	enumerate_count(p->t, 1);
	if (status != right || !pair_matches(&after))
		return pair_differs(p, name);
	pair_reset(p);
	return true;
}

/* Keeps the cells of each region that are in whole units of align bytes. */
static struct cells trimmed(const struct pair *p, wide align)
{
	struct cells c = p->memory;
	size_t n = p->grid.n;

	for (size_t i = 0, end; i < n; i = end) {
		wide top, first = grid_address(&p->grid, i);

		end = cells_region_end(&c, n, i);
		top = (wide)p->grid.origin + end * p->grid.unit;
		for (size_t k = i; k < end; k++) {
			wide from =
				(wide)grid_address(&p->grid, k) / align * align;

			if (from < first || from + align > top)
				c.at[k] = 0;
		}
		/* Neighbours of one kind do not become one region here. */
	}
	return c;
}

static bool trim(struct pair *p)
{
	for (phys_addr_t align = 1; align <= 8; align *= 2) {
		struct cells c = trimmed(p, align);

		if (!judge(p, &c, &p->reserved, "trim_memory", CORE_OK,
			   memblock_trim_memory(&p->mb, align)))
			return false;
	}
	return judge(p, &p->memory, &p->reserved, "trim_memory", CORE_EINVAL,
		     memblock_trim_memory(&p->mb, 0)) &&
	       judge(p, &p->memory, &p->reserved, "trim_memory", CORE_EINVAL,
		     memblock_trim_memory(&p->mb, 6));
}

/* Keeps [from, to), and in memory cells with a flag of spare. */
static struct cells cut(const struct pair *p, const struct cells *c,
			size_t from, size_t to, uint32_t spare)
{
	struct cells after = *c;

	for (size_t i = 0; i < p->grid.n; i++)
		if ((i < from || i >= to) && !(cell_flags(c->at[i]) & spare))
			after.at[i] = 0;
	return after;
}

static bool amounts(struct pair *p)
{
	size_t n = p->grid.n, all = cells_units(&p->memory, n);

	for (size_t amount = 0; amount <= n + 1; amount++) {
		size_t to = 0;
		struct cells m, r, mapped;
		int right = amount ? CORE_OK : CORE_EINVAL;

		if (amount == 0 || amount > all)
			to = n;
		else
			for (size_t left = amount; left; to++)
				left -= p->memory.at[to] != 0;
		m = cut(p, &p->memory, 0, to, 0);
		mapped = cut(p, &p->memory, 0, to, MEMBLOCK_NOMAP);
		r = cut(p, &p->reserved, 0, to, 0);
		if (!judge(p, &m, &r, "enforce_memory_limit", right,
			   memblock_enforce_memory_limit(
				   &p->mb, amount * p->grid.unit)) ||
		    !judge(p, &mapped, &r, "mem_limit_remove_map", right,
			   memblock_mem_limit_remove_map(
				   &p->mb, amount * p->grid.unit)))
			return false;
	}
	return true;
}

static bool one_cap(struct pair *p, size_t from, size_t to, phys_addr_t size)
{
	struct cells m = cut(p, &p->memory, from, to, MEMBLOCK_NOMAP);
	struct cells r = p->reserved;

	if (cells_units(&p->memory, p->grid.n) > 0)
		r = cut(p, &p->reserved, from, to, 0);
	return judge(p, &m, &r, "cap_memory_range", CORE_OK,
		     memblock_cap_memory_range(
			     &p->mb, grid_address(&p->grid, from), size));
}

static bool caps(struct pair *p)
{
	size_t n = p->grid.n;

	for (size_t from = 0; from <= n; from++) {
		phys_addr_t base = grid_address(&p->grid, from);

		if (!judge(p, &p->memory, &p->reserved, "cap_memory_range",
			   CORE_EINVAL,
			   memblock_cap_memory_range(&p->mb, base, 0)))
			return false;
		for (size_t to = from + 1; to <= n; to++)
			if (!one_cap(p, from, to, (to - from) * p->grid.unit))
				return false;
		/* Beyond the top: clipped to it. */
		if (!one_cap(p, from, n, PHYS_ADDR_MAX))
			return false;
	}
	return true;
}

static bool one_pair(struct pair *p, const void *with)
{
	(void)with;
	return trim(p) && amounts(p) && caps(p);
}

bool enumerate_limits(struct enumerate_task *t)
{
	const cell memory[] = { cell_of(0, -1), cell_of(MEMBLOCK_NOMAP, -1) };
	const cell reserved[] = { cell_of(0, -1), 0 };

	return pair_every(t, grid_at_bottom(t->n, 1), memory, reserved,
			  one_pair, NULL) &&
	       pair_every(t, grid_at_top(t->n, 1), memory, reserved, one_pair,
			  NULL);
}
