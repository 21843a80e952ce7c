/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The model: each for_each_ loop over the sets. The results of a loop are
 * converted back to cells, and their order and pieces are compared.
 */
#include "tests/lib/oracle_pages.h"

#include <string.h>

/* The results of a loop so far. */
struct given {
	const struct oracle *o;
	oracle_cells cells;
	bool starts[ORACLE_PAGES]; /* a piece begins here */
	phys_addr_t at;            /* of the last piece */
	size_t n;
	bool down;
	bool wrong;
};

static void give(struct given *to, phys_addr_t base, phys_addr_t end,
		 uint32_t flags, int nid)
{
	const struct oracle *o = to->o;
	size_t from = (size_t)((base - o->origin) / o->unit);
	size_t top = (size_t)((end - o->origin) / o->unit);

	if (from >= top || top > ORACLE_PAGES ||
	    (to->n > 0 && (to->down ? end > to->at : base < to->at))) {
		to->wrong = true;
		return;
	}
	to->at = to->down ? base : end;
	to->n++;
	to->starts[from] = true;
	for (size_t i = from; i < top; i++)
		to->cells[i] = oracle_cell_of(flags, nid);
}

static void give_range(struct given *to, const struct memblock_range *i)
{
	give(to, i->base, i->end, i->flags, i->nid);
}

static void give_region(struct given *to, const struct memblock_region *r)
{
	give(to, r->base, r->base + r->size, r->flags, r->nid);
}

static void loop_regions(struct oracle *o, struct given *to, unsigned int which)
{
	const struct memblock_region *r;

	if (which == 0) {
		for_each_mem_region(&o->mb, r)
			give_region(to, r);
	} else if (which == 1) {
		for_each_reserved_mem_region(&o->mb, r)
			give_region(to, r);
	} else {
		for_each_memblock_type_region(&o->mb.physmap, r)
			give_region(to, r);
	}
}

static void loop_ranges(struct oracle *o, struct given *to, unsigned int which,
			const struct memblock_filter *filter)
{
	struct memblock_range i;

	to->down = which == 5 || which == 7;
	switch (which) {
	case 4:
		for_each_mem_range(&o->mb, &i)
			give_range(to, &i);
		break;
	case 5:
		for_each_mem_range_rev(&o->mb, &i)
			give_range(to, &i);
		break;
	case 6:
		for_each_free_mem_range(&o->mb, filter, &i)
			give_range(to, &i);
		break;
	case 7:
		for_each_free_mem_range_reverse(&o->mb, filter, &i)
			give_range(to, &i);
		break;
	case 8:
		for_each_reserved_mem_range(&o->mb, &i)
			give_range(to, &i);
		break;
	default:
		for_each_physmem_range(&o->mb, &o->mb.memory, &i)
			give_range(to, &i);
	}
}

/* The same loop, over cells. */
struct loop {
	enum oracle_set of;
	int without; /* -1: nothing */
	struct memblock_filter filter;
};

static const struct memblock_filter all = { .nid = NUMA_NO_NODE };
static const struct memblock_filter mapped = { .nid = NUMA_NO_NODE,
					       .skip_flags = MEMBLOCK_NOMAP };

static struct loop loop_of(unsigned int which,
			   const struct memblock_filter *filter)
{
	switch (which) {
	case 0:
		return (struct loop){ ORACLE_MEMORY, -1, all };
	case 1:
	case 8:
		return (struct loop){ ORACLE_RESERVED, -1, all };
	case 2:
		return (struct loop){ ORACLE_PHYSMAP, -1, all };
	case 4:
	case 5:
		return (struct loop){ ORACLE_MEMORY, -1, mapped };
	case 6:
	case 7:
		return (struct loop){ ORACLE_MEMORY, ORACLE_RESERVED, *filter };
	default:
		return (struct loop){ ORACLE_PHYSMAP, ORACLE_MEMORY, all };
	}
}

static oracle_cell expected(const struct oracle *o, const struct loop *l,
			    size_t i)
{
	oracle_cell c = o->cells[l->of][i];

	if (l->without >= 0 && o->cells[l->without][i])
		return 0;
	if (l->filter.nid >= 0 && l->filter.nid != oracle_nid(c))
		return 0;
	return oracle_flags(c) & l->filter.skip_flags ? 0 : c;
}

const char *oracle_loops(struct oracle *o, struct oracle_range r,
			 unsigned int arg)
{
	const struct memblock_filter filter = {
		.nid = (int)(arg >> 4 & 3) - 1,
		.skip_flags = 1u << (arg >> 6 & 3),
	};
	unsigned int which = (arg & 15) % 10;
	struct loop l = loop_of(which, &filter);
	struct given given = { .o = o };
	size_t pieces = 0;
	oracle_cell before = 0;

	(void)r;
	if (which < 3)
		loop_regions(o, &given, which);
	else
		loop_ranges(o, &given, which, &filter);
	for (size_t i = 0; i < ORACLE_PAGES; i++) {
		oracle_cell c = expected(o, &l, i);

		if (c != given.cells[i])
			return "a loop gives other pages";
		if (c && c != before && !given.starts[i])
			return "a loop gives two regions as one";
		pieces += c && c != before;
		before = c;
	}
	if (given.wrong || given.n != pieces)
		return "a loop gives other pieces";
	return NULL;
}
