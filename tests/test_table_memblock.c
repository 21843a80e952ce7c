/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock_from_table(): a kernel continues with the loader's sets.
 */
#include "tests/lib/test.h"

#include "core/memblock/alloc.h"
#include "tests/lib/givenkernel.h"

FIXTURE(forget_kernel, forget_kernel);

TEST(the_kernel_has_the_sets_of_the_loader)
{
	given_a_loader();
	rebuild();
	assert_false(memblock_has_mirror(&theirs));
	expect_set(&theirs.reserved,
		   "0-200000 200000-280000:20 300000-321000"
		   " 400000-413000 420000-421000 440000-450000"
		   " 480000-488000");
}

TEST(flags_and_nodes_come_back)
{
	given_map("200000-400000:7 400000-500000:0 500000-600000:7");
	given_loader_range(0x200000, 0x4000, OWNER_MODULE, "m");
	when("profile=linux-arm64");
	memblock_memory_set_node(&conversion.mb, 0x200000, 0x100000, 1);
	memblock_mark_hotplug(&conversion.mb, 0x200000, 0x80000);
	memblock_mark_mirror(&conversion.mb, 0x300000, 0x100000);
	memblock_mark_driver_managed(&conversion.mb, 0x500000, 0x100000);
	memblock_reserved_mark_noinit(&conversion.mb, 0x201000, 0x1000);
	memblock_reserved_mark_kern(&conversion.mb, 0x202000, 0x1000);
	memblock_reserved_set_node(&conversion.mb, 0x203000, 0x1000, 7);
	when_table();
	rebuild();
	expect_set(&theirs.memory,
		   "200000-280000:1@1 280000-300000@1"
		   " 300000-400000:2 400000-500000:4 500000-600000:8");
	assert_true(memblock_has_mirror(&theirs));
	expect_set(&theirs.reserved, "200000-201000 201000-202000:10"
				     " 202000-203000:20 203000-204000@7");
}

TEST(a_node_that_the_table_has_no_number_for_is_none)
{
	given_map("200000-400000:7");
	when("profile=linux-arm64");
	memblock_memory_set_node(&conversion.mb, 0x200000, 0x200000, 0x10001);
	when_table();
	kernel_with(2);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	expect_set(&theirs.memory, "200000-400000");
}

/* What an entry does not have is 0. */
TEST(entries_may_be_smaller)
{
	given_map("200000-400000:7");
	when("profile=linux-arm64");
	when_table();
	section_of(MBT_MEMORY)->entry_size = 16;
	kernel_with(2);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	expect_set(&theirs.memory, "200000-400000@0");
}

TEST(the_first_region_may_be_the_only_mirrored_one)
{
	given_map("200000-400000:7");
	when("profile=linux-arm64");
	memblock_mark_mirror(&conversion.mb, 0x200000, 0x100000);
	when_table();
	rebuild();
	assert_true(memblock_has_mirror(&theirs));
}

TEST(a_region_may_have_several_flags)
{
	given_map("200000-400000:7");
	when("profile=linux-arm64");
	memblock_mark_hotplug(&conversion.mb, 0x200000, 0x200000);
	memblock_mark_mirror(&conversion.mb, 0x200000, 0x200000);
	when_table();
	rebuild();
	expect_set(&theirs.memory, "200000-400000:3");
}

TEST(a_region_may_end_at_the_last_address)
{
	given_map("200000-400000:7");
	when("profile=linux-arm64");
	when_table();
	region_of(MBT_MEMORY, 0)->base = 0xfffffffffffff000;
	region_of(MBT_MEMORY, 0)->size = 0xfff;
	kernel_with(2);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	expect_set(&theirs.memory, "fffffffffffff000-ffffffffffffffff");
	region_of(MBT_MEMORY, 0)->size = 1;
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	expect_set(&theirs.memory, "fffffffffffff000-fffffffffffff001");
}

TEST(two_nodes_that_touch_take_two_regions)
{
	given_map("200000-400000:7");
	when("profile=linux-arm64");
	memblock_memory_set_node(&conversion.mb, 0x200000, 0x100000, 0);
	memblock_memory_set_node(&conversion.mb, 0x300000, 0x100000, 1);
	when_table();
	kernel_with(1);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_ENOSPC);
	rebuild();
	expect_set(&theirs.memory, "200000-300000@0 300000-400000@1");
}

TEST(a_first_region_at_0_on_node_0_takes_a_region)
{
	given_map("0-400000:7");
	when("profile=linux-arm64");
	memblock_memory_set_node(&conversion.mb, 0, 0x200000, 0);
	when_table();
	kernel_with(1);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_ENOSPC);
	rebuild();
	expect_set(&theirs.memory, "0-200000@0 200000-400000");
}

TEST(an_empty_table_gives_empty_sets)
{
	given_map("0-1000:11:UC");
	when("profile=linux-arm64");
	when_table();
	rebuild();
}

TEST(a_table_without_sections_has_no_regions_and_no_strings)
{
	struct mbt_header empty = { .header_size = sizeof(empty) };

	assert_int_equal(memblock_table_regions(&empty), 0);
	assert_string_equal(mbt_string(&empty, 1), "");
}

TEST(too_few_regions_are_refused_and_nothing_changes)
{
	struct memblock before;

	given_a_loader();
	for (size_t n = 0; n < 7; n++) {
		kernel_with(n);
		before = theirs;
		assert_int_equal(memblock_from_table(&theirs, table),
				 CORE_ENOSPC);
		assert_memory_equal(&theirs, &before, sizeof(theirs));
		for (size_t i = 0; i < 3 * n * sizeof(*kernel_store); i++)
			assert_int_equal(((uint8_t *)kernel_store)[i], 0x5a);
	}
	/* Seven regions, of nine that have owners. */
	kernel_with(7);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
}

TEST(disorder_is_refused_and_nothing_changes)
{
	struct mbt_region *r;

	given_a_loader();
	r = region_of(MBT_PHYSMAP, 1);
	kernel_with(20);
	memblock_add(&theirs, 0x1000, 0x1000);
	r->base = 0;
	assert_int_equal(memblock_from_table(&theirs, table), CORE_EFORMAT);
	r->base = 0x100000;
	r->size = UINT64_MAX;
	assert_int_equal(memblock_from_table(&theirs, table), CORE_EFORMAT);
	r->size = 0;
	assert_int_equal(memblock_from_table(&theirs, table), CORE_EFORMAT);
	section_of(MBT_PHYSMAP)->tag = 100;
	assert_int_equal(memblock_from_table(&theirs, table), CORE_EFORMAT);
	assert_int_equal(memblock_free_lifetime(&theirs, table, 0), CORE_OK);
	section_of(MBT_RESERVED)->tag = 101;
	/* Room for the remaining sets. */
	assert_int_equal(memblock_table_regions(table),
			 3 * section_of(MBT_MEMORY)->count);
	assert_int_equal(memblock_free_lifetime(&theirs, table, 0),
			 CORE_EFORMAT);
	expect_set(&theirs.memory, "1000-2000");
	expect_set(&theirs.reserved, "");
}
