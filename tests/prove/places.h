/* SPDX-License-Identifier: BSD-2-Clause */
/* Where memory is free, by looking at every place. */
#ifndef TESTS_PROVE_PLACES_H
#define TESTS_PROVE_PLACES_H

#include "tests/prove/pairs.h"

#define NOWHERE ((size_t)-1)

/* What is looked for, in cells. */
struct wish {
	size_t n;      /* cells */
	size_t align;  /* cells, from address 0 */
	size_t start;  /* lowest cell */
	size_t end;    /* exclusive */
	int nid;       /* negative: any */
	uint32_t need; /* flags */
};

/* The highest place in the grid, or the lowest when mb->bottom_up; NOWHERE.
 * All cells are of one region of memory, and page 0 is not one of them. */
size_t place_for(const struct pair *p, const struct wish *w);

#endif
