/* SPDX-License-Identifier: BSD-2-Clause */
/* Adding to one set: core/memblock/{add,insert,sort}.c. */
#include "tests/lib/test.h"

#include "tests/lib/given.h"

static int add(phys_addr_t base, phys_addr_t end)
{
	return memblock_add_range(&mb.memory, base, end - base, NUMA_NO_NODE,
				  0);
}

static int add_flags(phys_addr_t base, phys_addr_t end, uint32_t flags)
{
	return memblock_add_range(&mb.memory, base, end - base, NUMA_NO_NODE,
				  flags);
}

TEST(add_keeps_the_order_of_addresses)
{
	given("3000-4000");
	assert_int_equal(add(0x1000, 0x2000), CORE_OK);
	assert_int_equal(add(0x5000, 0x6000), CORE_OK);
	expect("1000-2000 3000-4000 5000-6000");
}

TEST(add_fills_the_gap_between_two_regions)
{
	given("1000-2000 3000-4000");
	assert_int_equal(add(0x2000, 0x3000), CORE_OK);
	expect("1000-4000");
}

TEST(add_of_an_existing_range_changes_nothing)
{
	given("1000-4000:4");
	assert_int_equal(add(0x1000, 0x4000), CORE_OK);
	assert_int_equal(add(0x2000, 0x3000), CORE_OK);
	expect("1000-4000:4");
}

TEST(add_keeps_existing_flags_and_nodes)
{
	given("1000-2000:4 3000-4000@1 5000-6000");
	assert_int_equal(add_flags(0, 0x7000, 2), CORE_OK);
	expect("0-1000:2 1000-2000:4 2000-3000:2 3000-4000@1 4000-5000:2 "
	       "5000-6000 6000-7000:2");
}

TEST(add_merges_only_with_equal_flags_and_node)
{
	given("0-1000 2000-3000:4 4000-5000");
	assert_int_equal(add(0x1000, 0x4000), CORE_OK);
	expect("0-2000 2000-3000:4 3000-5000");

	given("0-1000@1 2000-3000@2");
	assert_int_equal(memblock_add_range(&mb.memory, 0x1000, 0x1000, 2, 0),
			 CORE_OK);
	expect("0-1000@1 1000-3000@2");
}

TEST(add_swallows_many_regions)
{
	given("1000-2000 3000-4000 5000-6000 7000-8000:4 9000-a000 c000-d000");
	assert_int_equal(add(0x1800, 0xb000), CORE_OK);
	expect("1000-7000 7000-8000:4 8000-b000 c000-d000");
}

TEST(add_accepts_single_bytes_and_both_ends_of_the_space)
{
	given("");
	assert_int_equal(add(0, 1), CORE_OK);
	assert_int_equal(add(PHYS_ADDR_MAX - 1, PHYS_ADDR_MAX), CORE_OK);
	expect("0-1 fffffffffffffffe-ffffffffffffffff");
	assert_int_equal(add(0, PHYS_ADDR_MAX), CORE_OK);
	expect("0-ffffffffffffffff");
}

TEST(add_needs_no_room_if_the_range_merges)
{
	given_room(2, "1000-2000 3000-4000");
	assert_int_equal(add(0x4000, 0x5000), CORE_OK);
	assert_int_equal(add(0x800, 0x1800), CORE_OK);
	expect("800-2000 3000-5000");
	assert_int_equal(add(0x2000, 0x3000), CORE_OK);
	expect("800-5000");
}

TEST(add_uses_the_last_free_region)
{
	given_room(3, "1000-2000 3000-4000");
	assert_int_equal(add(0x5000, 0x6000), CORE_OK);
	expect("1000-2000 3000-4000 5000-6000");
}

TEST(add_without_room_changes_nothing)
{
	given_room(2, "1000-2000:4 3000-4000:4");
	assert_int_equal(add(0x2000, 0x3000), CORE_ENOSPC);
	assert_int_equal(add(0, 0x1000), CORE_ENOSPC);
	assert_int_equal(add(0x1800, 0x5000), CORE_ENOSPC);
	expect("1000-2000:4 3000-4000:4");
}
