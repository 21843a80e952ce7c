/* SPDX-License-Identifier: BSD-2-Clause */
/* That nothing but the range is added, from the contracts of insert() and
 * join() in add.c. */
/* A formatter takes ==> apart in macros. */
/* clang-format off */
#define PART(m, n) NO_MORE(m, n)
#define ADDED                                                              \
	ensures no_more: \forall integer i, x; holds(type, i, x) ==>       \
		(base <= x < end && R(i).flags == \old(how->set) &&        \
		 R(i).nid == \old(how->nid)) ||                            \
		\exists integer k; holds{Pre}(type, k, x) &&               \
			like{Pre, Here}(type, i, k);
/* clang-format on */

#include "tests/prove/wp/add.c"
