/* SPDX-License-Identifier: BSD-2-Clause */
/* That the set stays sorted when a range is added, from the contracts of
 * insert() and join() in add.c. */
#define PART(m, n) STAYS_SORTED(m, n)
#define ADDED                        \
	ensures sized : SIZED(type); \
	ensures ordered : ORDERED(type);

#include "tests/prove/wp/add.c"
