/* SPDX-License-Identifier: BSD-2-Clause */
/* One cell per page, and the comparison with the code's sets. */
#include "tests/lib/oracle_pages.h"

#include <string.h>

#define PRESENT 0x80000000u

_Alignas(PAGE_SIZE_4K) uint8_t oracle_ram[ORACLE_PAGES * PAGE_SIZE_4K];

oracle_cell oracle_cell_of(uint32_t flags, int nid)
{
	return PRESENT | (uint32_t)(nid + 1) << 16 | flags;
}

uint32_t oracle_flags(oracle_cell c)
{
	return c & 0xff;
}

int oracle_nid(oracle_cell c)
{
	return (int)((c & ~PRESENT) >> 16) - 1;
}

phys_addr_t oracle_address(const struct oracle *o, size_t page)
{
	return o->origin + page * o->unit;
}

bool oracle_is_aligned(const struct oracle *o)
{
	return (o->origin & (o->unit - 1)) == 0;
}

size_t oracle_frame(const struct oracle *o)
{
	return (size_t)((phys_addr_t)1 << o->mb.page_shift) / o->unit;
}

struct memblock_type *oracle_type(struct oracle *o, enum oracle_set set)
{
	struct memblock_type *const types[] = { &o->mb.memory, &o->mb.reserved,
						&o->mb.physmap };

	return types[set];
}

size_t oracle_runs(const oracle_cells c)
{
	size_t n = 0;

	for (size_t i = 0; i < ORACLE_PAGES; i++)
		n += c[i] && (i == 0 || c[i] != c[i - 1]);
	return n;
}

size_t oracle_pages(const oracle_cells c)
{
	size_t n = 0;

	for (size_t i = 0; i < ORACLE_PAGES; i++)
		n += c[i] != 0;
	return n;
}

size_t oracle_run_end(const oracle_cells c, size_t page)
{
	size_t end = page + 1;

	while (end < ORACLE_PAGES && c[end] == c[page])
		end++;
	return end;
}

/* --- changes ------------------------------------------------------------- */

static oracle_cell changed(oracle_cell c, const struct oracle_change *to)
{
	switch (to->effect) {
	case ORACLE_FILL:
		return c ? c : to->with;
	case ORACLE_CHANGE:
		return c ? oracle_cell_of((oracle_flags(c) & ~to->off) | to->on,
					  to->has_nid ? to->nid : oracle_nid(c))
			 : 0;
	case ORACLE_DROP:
		return 0;
	case ORACLE_NOTHING:
		break;
	}
	return c;
}

void oracle_apply(oracle_cells c, const struct oracle_change *change)
{
	for (size_t k = 0; k < change->n; k++)
		for (size_t i = change->ranges[k].from;
		     i < change->ranges[k].to; i++)
			c[i] = changed(c[i], change);
}

void oracle_clear(oracle_cells c, size_t from, size_t to, uint32_t spare)
{
	for (size_t i = from; i < to; i++)
		if (!(oracle_flags(c[i]) & spare))
			c[i] = 0;
}

/* --- comparing ----------------------------------------------------------- */

static bool is_run(const struct oracle *o, const oracle_cells c, size_t from,
		   size_t to, const struct memblock_region *r)
{
	return r->base == oracle_address(o, from) &&
	       r->size == (to - from) * o->unit &&
	       r->flags == oracle_flags(c[from]) &&
	       r->nid == oracle_nid(c[from]);
}

bool oracle_same_set(const struct oracle *o, const struct memblock_type *type,
		     const oracle_cells c)
{
	size_t n = 0;

	for (size_t i = 0, end; i < ORACLE_PAGES; i = end) {
		end = oracle_run_end(c, i);
		if (!c[i])
			continue;
		if (n == type->cnt || !is_run(o, c, i, end, &type->regions[n]))
			return false;
		n++;
	}
	return n == type->cnt;
}

const char *oracle_compare(struct oracle *o)
{
	static const char *const differs[] = {
		"memory differs",
		"reserved differs",
		"physmap differs",
	};

	for (int set = 0; set < ORACLE_SETS; set++) {
		struct memblock_type *type =
			oracle_type(o, (enum oracle_set)set);

		if (memblock_type_validate(type))
			return "a set is not valid";
		if (!oracle_same_set(o, type, o->cells[set]))
			return differs[set];
	}
	return NULL;
}

bool oracle_has_room(const struct oracle *o, enum oracle_set set,
		     const struct oracle_change *change)
{
	oracle_cells next;

	memcpy(next, o->cells[set], sizeof(next));
	oracle_apply(next, change);
	return oracle_runs(next) <= o->max[set];
}

const char *oracle_judge(struct oracle *o, enum oracle_set set,
			 const struct oracle_change *change, bool grows,
			 int status)
{
	struct oracle_range none = { 0 };
	struct oracle_range r = change->n ? change->ranges[0] : none;
	bool fits = oracle_has_room(o, set, change), moved;
	const char *differs;

	grows = grows && o->mb.can_resize;
	differs = oracle_follow_arrays(o, r, &moved);
	if (differs)
		return differs;
	if (moved && (fits || !grows))
		return "an array has grown for nothing";
	if (fits || (grows && status == CORE_OK))
		oracle_apply(o->cells[set], change);
	else if (!grows && status != CORE_ENOSPC)
		return "room where there is none";
	else if (grows &&
		 (status != CORE_ENOMEM || !oracle_no_place(o, set, r)))
		return "an array does not grow";
	if (fits && status != CORE_OK)
		return "no room where there is some";
	return oracle_compare(o);
}
