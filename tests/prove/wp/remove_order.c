/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * That the set stays sorted when a range is removed, from what remove.c proves
 * of cut() about the order of the regions.
 */
#define PART(n) STAYS_SORTED(n)
#define REMOVED ensures ordered : ORDERED(type);

#include "tests/prove/wp/remove.c"
