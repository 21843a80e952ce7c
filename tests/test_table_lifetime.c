/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock_free_lifetime(): the loader's memory is freed.
 */
#include "tests/lib/test.h"

#include "core/memblock/alloc.h"
#include "tests/lib/givenkernel.h"

FIXTURE(forget_kernel, forget_kernel);

TEST(each_lifetime_is_freed_by_itself)
{
	given_a_loader();
	rebuild();
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_SVAM),
		CORE_OK);
	expect_set(&theirs.reserved,
		   "0-100000 200000-280000:20 300000-321000"
		   " 400000-413000 420000-421000 440000-450000"
		   " 480000-488000");
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_KERNEL),
		CORE_OK);
	expect_set(&theirs.reserved,
		   "0-100000 200000-280000:20 400000-413000"
		   " 420000-421000 440000-450000 480000-488000");
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_TABLE),
		CORE_OK);
	expect_set(&theirs.reserved, "0-100000 200000-280000:20 480000-488000");
	/* Freeing it again is not an error. */
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_TABLE),
		CORE_OK);
	assert_int_equal(memblock_free_lifetime(&theirs, table, 99), CORE_OK);
	expect_set(&theirs.reserved, "0-100000 200000-280000:20 480000-488000");
}

/* n adjacent modules and stacks, alternating: one region becomes n pieces. */
static void given_turns(size_t n)
{
	given_map("200000-400000:7");
	for (size_t i = 0; i < n; i++)
		given_loader_range(0x200000 + i * 0x1000, 0x1000,
				   i % 2 ? OWNER_STACK : OWNER_MODULE, "");
	when("profile=linux-arm64");
	when_table();
}

TEST(pieces_fit_into_memblock_table_regions)
{
	given_turns(9);
	rebuild();
	expect_set(&theirs.reserved, "200000-209000");
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_KERNEL),
		CORE_OK);
	expect_set(&theirs.reserved,
		   "200000-201000 202000-203000"
		   " 204000-205000 206000-207000 208000-209000");
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_TABLE),
		CORE_OK);
	expect_set(&theirs.reserved, "");
}

TEST(without_room_for_the_pieces_nothing_is_freed)
{
	given_turns(9);
	for (size_t n = 1; n < 5; n++) {
		kernel_with(n);
		assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
		assert_int_equal(memblock_free_lifetime(&theirs, table,
							MBT_LIFETIME_KERNEL),
				 CORE_ENOSPC);
		expect_set(&theirs.reserved, "200000-209000");
	}
	kernel_with(5);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_KERNEL),
		CORE_OK);
}

/* The reserved region begins below the first range and ends above the last. */
TEST(pieces_beside_the_first_and_last_range_need_room)
{
	given_turns(3);
	kernel_with(4);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	memblock_reserve(&theirs, 0x1ff000, 0x5000);
	memblock_reserve(&theirs, 0x100000, 0x1000);
	memblock_reserve(&theirs, 0x300000, 0x1000);
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_TABLE),
		CORE_ENOSPC);
	expect_set(&theirs.reserved,
		   "100000-101000 1ff000-204000 300000-301000");
}

TEST(ends_of_a_region_are_freed_without_room)
{
	given_turns(3);
	kernel_with(2);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	memblock_reserve(&theirs, 0x300000, 0x1000);
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_TABLE),
		CORE_OK);
	expect_set(&theirs.reserved, "201000-202000 300000-301000");
	/* What is not reserved needs no room either. */
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_TABLE),
		CORE_OK);
}

TEST(a_full_array_is_counted_to_its_end)
{
	given_turns(4);
	kernel_with(1);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_TABLE),
		CORE_ENOSPC);
	expect_set(&theirs.reserved, "200000-204000");
}

TEST(no_region_is_read_after_the_last)
{
	struct memblock_region *array = malloc(sizeof(*array));

	given_turns(1);
	kernel_with(1);
	memblock_type_init(&theirs.reserved, "reserved", array, 1);
	memblock_reserve(&theirs, 0x100000, 0x1000);
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_TABLE),
		CORE_OK);
	expect_set(&theirs.reserved, "100000-101000");
	free(array);
}

TEST(adjacent_ranges_are_freed_together)
{
	given_map("200000-400000:7");
	given_loader_range(0x200000, 0x1000, OWNER_RESERVE_MEM, "r");
	given_loader_range(0x201000, 0x1000, OWNER_MODULE, "a");
	given_loader_range(0x202000, 0x1000, OWNER_MODULE, "b");
	given_loader_range(0x203000, 0x1000, OWNER_RESERVE_MEM, "s");
	when("profile=linux-arm64");
	when_table();
	kernel_with(2);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_TABLE),
		CORE_OK);
	expect_set(&theirs.reserved, "200000-201000 203000-204000");
}

TEST(later_changes_of_the_kernel_are_kept)
{
	given_turns(9);
	kernel_with(20);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	/* Reservations above and below; one module is free already, and half of
	 * another. */
	memblock_reserve(&theirs, 0x1ff000, 0x1000);
	memblock_reserve(&theirs, 0x209000, 0x1000);
	memblock_phys_free(&theirs, 0x202000, 0x1000);
	memblock_phys_free(&theirs, 0x204800, 0x800);
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_TABLE),
		CORE_OK);
	expect_set(&theirs.reserved,
		   "1ff000-200000 201000-202000"
		   " 203000-204000 205000-206000 207000-208000"
		   " 209000-20a000");
}

/* The array grows before anything is freed, and not over the table. */
TEST(an_array_that_must_grow_does_so_first)
{
	static uint8_t ram[0x200000];
	size_t used;

	given_turns(9);
	assert_int_equal(write_table(0x1000, 0x200000), CORE_OK);
	used = table_len;
	kernel_with(3);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	theirs.virt_offset = (uintptr_t)ram - 0x200000;
	memcpy(ram, table, used);
	memblock_allow_resize(&theirs);
	theirs.bottom_up = true;
	assert_int_equal(
		memblock_free_lifetime(&theirs, table, MBT_LIFETIME_KERNEL),
		CORE_OK);
	assert_true(theirs.reserved.max >= 6);
	assert_false(memblock_is_reserved(&theirs, 0x201000));
	assert_true(memblock_is_reserved(&theirs, 0x209000));
	assert_memory_equal(ram, table, used);
}
