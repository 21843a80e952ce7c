/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The memblock that a kernel rebuilds from the last table
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

/* An empty memblock; the array of each set has exactly this many regions, from
 * kernel_store, which is filled with 0x5a. */
extern struct memblock_region *kernel_store;
void kernel_with(size_t regions);

/* Removes kernel and table; the state before any test. */
int forget_kernel(void **state);

/* The including test brings cmocka.h. */
#define given_a_loader()               \
	do {                           \
		given_map(LOADER_MAP); \
		given_all_facts();     \
		when("");              \
		when_table();          \
	} while (0)
/* Uses exactly as many regions as memblock_table_regions() returns. */
#define rebuild()                                                      \
	do {                                                           \
		kernel_with(memblock_table_regions(table) / 3);        \
		assert_int_equal(memblock_from_table(&theirs, table),  \
				 CORE_OK);                             \
		assert_int_equal(memblock_validate(&theirs), CORE_OK); \
		assert_true(memblock_equal(&theirs, &conversion.mb));  \
	} while (0)

/* The sets of the table and of the conversion have equal sizes, also for each
 * lifetime. */
void expect_equal_sums(void);
/* mbt_next_free() returns the free ranges of "theirs". */
void expect_equal_free(void);

#endif
