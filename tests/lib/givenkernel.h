/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The memblock that a kernel makes of the last table
 * (tests/lib/giventable.h):
 *
 *	given_a_loader();
 *	rebuild();
 *	expect_set(&theirs.reserved, "0-200000 200000-280000:20");
 */
#ifndef TESTS_LIB_GIVENKERNEL_H
#define TESTS_LIB_GIVENKERNEL_H

#include "tests/lib/giventable.h"

extern struct memblock theirs;

/* Empty, with arrays of exactly so many regions in each set: kernel_store,
 * each byte 0x5a. */
extern struct memblock_region *kernel_store;
void kernel_with(size_t regions);

/* No kernel and no table, as before any test. */
int forget_kernel(void **state);

/* The including test brings cmocka.h. */
#define given_a_loader()               \
	do {                           \
		given_map(LOADER_MAP); \
		given_all_facts();     \
		when("");              \
		when_table();          \
	} while (0)
/* In as little room as memblock_table_regions() says. */
#define rebuild()                                                      \
	do {                                                           \
		kernel_with(memblock_table_regions(table) / 3);        \
		assert_int_equal(memblock_from_table(&theirs, table),  \
				 CORE_OK);                             \
		assert_int_equal(memblock_validate(&theirs), CORE_OK); \
		assert_true(memblock_equal(&theirs, &conversion.mb));  \
	} while (0)

/* The table's sets have as many bytes, of each lifetime too, as those of the
 * conversion. */
void expect_equal_sums(void);
/* The header's mbt_next_free() finds what memblock finds free in "theirs". */
void expect_equal_free(void);

#endif
