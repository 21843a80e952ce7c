/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sets as cells, one for each unit of a small grid of addresses: what a set
 * holds can be read off, and what an operation must do to it is an assignment
 * to some cells. Every set whose ends lie on the grid is one row of cells, and
 * every row of cells is one set, because neighbours that touch differ in flags
 * or node.
 */
#ifndef TESTS_PROVE_CELLS_H
#define TESTS_PROVE_CELLS_H

#include "core/memblock/memblock.h"

#define CELLS_MAX 12
/* More than any operation can leave on a grid. */
#define CELLS_ROOM (CELLS_MAX + 1)

/* Flags and node of one unit; 0: the unit is not in the set. */
typedef uint16_t cell;

struct cells {
	cell at[CELLS_MAX];
};

struct grid {
	size_t n;           /* cells */
	phys_addr_t origin; /* address of the first one */
	phys_addr_t unit;   /* bytes in each */
};

static inline phys_addr_t grid_address(const struct grid *g, size_t i)
{
	return g->origin + i * g->unit;
}

/* The grid of n cells of unit bytes that starts at address 0, and the one that
 * ends at PHYS_ADDR_MAX. */
static inline struct grid grid_at_bottom(size_t n, phys_addr_t unit)
{
	return (struct grid){ n, 0, unit };
}

static inline struct grid grid_at_top(size_t n, phys_addr_t unit)
{
	return (struct grid){ n, PHYS_ADDR_MAX - n * unit, unit };
}

/* Below the top, and on multiples of unit: where memory is allocated. */
static inline struct grid grid_below_top(size_t n, phys_addr_t unit)
{
	return (struct grid){ n, 0 - (n + 1) * unit, unit };
}

/* --- one cell ------------------------------------------------------------ */

/* flags up to 0xff, nid from -1 to 2. */
static inline cell cell_of(uint32_t flags, int nid)
{
	return (cell)(1u | (uint32_t)(nid + 1) << 1 | flags << 8);
}

static inline uint32_t cell_flags(cell c)
{
	return c >> 8;
}

static inline int32_t cell_nid(cell c)
{
	return (c >> 1 & 3) - 1;
}

/* --- all cells ----------------------------------------------------------- */

/* The number of regions in cells [0, n). */
size_t cells_regions(const struct cells *c, size_t n);

/* The end of the region that holds cell i. */
size_t cells_region_end(const struct cells *c, size_t n, size_t i);

/* The number of units in the set. */
size_t cells_units(const struct cells *c, size_t n);

/* Writes the set that the cells stand for; type keeps its array, which has room
 * for it, and max. */
void cells_to_set(const struct grid *g, const struct cells *c,
		  struct memblock_type *type);

/* True when type is exactly the set of the cells. */
bool cells_match(const struct grid *g, const struct cells *c,
		 const struct memblock_type *type);

/* The regions as text, for messages: "0-2(flags 1, node -1) 4-5(...)". */
#define CELLS_TEXT 512
const char *cells_text(const struct cells *c, size_t n, char text[CELLS_TEXT]);

/* --- every set ----------------------------------------------------------- */

struct cells_list {
	struct cells *at;
	size_t n;
};

/* Every set of up to `regions` regions on n cells, whose regions are of the
 * given kinds. */
struct cells_list cells_every(size_t n, size_t regions, const cell *kinds,
			      size_t n_kinds);

/* Frees a list. */
void cells_free(struct cells_list *list);

/* --- changes ------------------------------------------------------------- */

enum effect { EFFECT_ADD, EFFECT_REMOVE, EFFECT_CHANGE };

struct change {
	enum effect effect;
	cell with;           /* add: what the empty cells become */
	uint32_t clear, set; /* change: flags */
	bool has_nid;        /* change: nid replaces the node */
	int nid;
};

/* Applies the change to cells [from, to). */
void cells_apply(struct cells *c, const struct change *change, size_t from,
		 size_t to);

#endif
