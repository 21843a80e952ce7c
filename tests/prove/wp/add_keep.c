/* SPDX-License-Identifier: BSD-2-Clause */
/* That a range is added, and nothing goes, from the contracts of insert() and
 * join() in add.c. */
/* A formatter takes ==> apart in macros. */
/* clang-format off */
#define PART(m, n) KEEPS(m, n)
#define ADDED                                                              \
	ensures all: \exists integer i; 0 <= i < type->cnt &&              \
		R(i).base <= base && end <= R(i).base + R(i).size;         \
	ensures kept: \forall integer k, x; holds{Pre}(type, k, x) ==>     \
		\exists integer i; holds(type, i, x) &&                    \
			like{Pre, Here}(type, i, k);
/* clang-format on */

#include "tests/prove/wp/add.c"
