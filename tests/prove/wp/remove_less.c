/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * That nothing outside of the range goes when a range is removed, from what
 * remove.c proves of cut() about what it keeps.
 */
#define PART(n) KEEPS(n)
/* clang-format off */
#define REMOVED                                                            \
	ensures no_less: \result == 0 ==>                                  \
		\forall integer k, x; \at(HOLDS(type, k, x), Pre) &&       \
			!(base <= x < end) ==> contains(type, x);
/* clang-format on */

#include "tests/prove/wp/remove.c"
