/* SPDX-License-Identifier: BSD-2-Clause */
/* Restricting memory: core/memblock/limit.c. */
#include "tests/lib/test.h"

#include "tests/lib/given.h"

TEST(trim_rounds_inwards_and_keeps_the_total)
{
	given("1001-3fff 4000-5000:4 5001-7fff");
	assert_int_equal(memblock_trim_memory(&mb, 0x1000), CORE_OK);
	expect("2000-3000 4000-5000:4 6000-7000");
	assert_int_equal(memblock_phys_mem_size(&mb), 0x3000);
}

TEST(trim_drops_what_has_no_aligned_part)
{
	given("1001-1fff 3000-4000 fffffffffffff001-ffffffffffffffff");
	assert_int_equal(memblock_trim_memory(&mb, 0x1000), CORE_OK);
	expect("3000-4000");
	assert_int_equal(memblock_trim_memory(&mb, 1), CORE_OK);
	expect("3000-4000");
}

TEST(trim_requires_a_power_of_two)
{
	given("1001-2fff");
	assert_int_equal(memblock_trim_memory(&mb, 0), CORE_EINVAL);
	assert_int_equal(memblock_trim_memory(&mb, 0x3000), CORE_EINVAL);
	expect("1001-2fff");
}

TEST(enforce_keeps_the_lowest_bytes_of_both_sets)
{
	given("1000-2000:4 3000-5000 6000-7000:4");
	given_reserved("0-400 3800-4800 5400-5800");
	assert_int_equal(memblock_enforce_memory_limit(&mb, 0x2000), CORE_OK);
	expect("1000-2000:4 3000-4000");
	expect_reserved("0-400 3800-4000");
}

TEST(an_amount_that_ends_with_a_region_keeps_it_whole)
{
	given("1000-2000 3000-5000");
	given_reserved("2800-3400");
	assert_int_equal(memblock_enforce_memory_limit(&mb, 0x1000), CORE_OK);
	expect("1000-2000");
	expect_reserved("");
}

TEST(a_limit_above_the_size_changes_nothing)
{
	given("1000-2000 3000-5000");
	given_reserved("8000-9000");
	assert_int_equal(memblock_enforce_memory_limit(&mb, 0x3001), CORE_OK);
	assert_int_equal(memblock_mem_limit_remove_map(&mb, 0x3001), CORE_OK);
	assert_int_equal(memblock_mem_limit_remove_map(&mb, PHYS_ADDR_MAX),
			 CORE_OK);
	expect("1000-2000 3000-5000");
	expect_reserved("8000-9000");
}

TEST(a_limit_of_the_size_cuts_reserved_above_memory)
{
	given("1000-2000 3000-5000");
	given_reserved("4000-6000 8000-9000");
	assert_int_equal(memblock_enforce_memory_limit(&mb, 0x3000), CORE_OK);
	expect("1000-2000 3000-5000");
	expect_reserved("4000-5000");
	given("1000-2000 3000-5000");
	given_reserved("8000-9000");
	assert_int_equal(memblock_mem_limit_remove_map(&mb, 0x3000), CORE_OK);
	expect("1000-2000 3000-5000");
	expect_reserved("");
}

TEST(without_memory_a_limit_and_a_cap_leave_reserved)
{
	given("");
	given_reserved("1000-3000");
	assert_int_equal(memblock_enforce_memory_limit(&mb, 1), CORE_OK);
	assert_int_equal(memblock_mem_limit_remove_map(&mb, 1), CORE_OK);
	assert_int_equal(memblock_cap_memory_range(&mb, 0x2000, 0x1000),
			 CORE_OK);
	expect_reserved("1000-3000");
}

TEST(a_limit_of_0_is_refused)
{
	given("1000-2000");
	assert_int_equal(memblock_enforce_memory_limit(&mb, 0), CORE_EINVAL);
	assert_int_equal(memblock_mem_limit_remove_map(&mb, 0), CORE_EINVAL);
	assert_int_equal(memblock_cap_memory_range(&mb, 0x1000, 0),
			 CORE_EINVAL);
	expect("1000-2000");
	given("");
	assert_int_equal(memblock_enforce_memory_limit(&mb, 0), CORE_EINVAL);
	assert_int_equal(memblock_enforce_memory_limit(&mb, 1), CORE_OK);
}

TEST(cap_spares_nomap_and_cuts_reserved)
{
	given("0-1000:4 1000-4000 4000-6000:4 7000-8000 9000-a000:4");
	given_reserved("0-800 1800-2800 2c00-9000");
	assert_int_equal(memblock_cap_memory_range(&mb, 0x2000, 0x3000),
			 CORE_OK);
	expect("0-1000:4 2000-4000 4000-6000:4 9000-a000:4");
	expect_reserved("2000-2800 2c00-5000");
}

TEST(a_cap_beyond_the_top_reaches_to_it)
{
	given("0-1000 3000-4000");
	given_reserved("0-800 5000-6000");
	assert_int_equal(memblock_cap_memory_range(&mb, 0x2000, PHYS_ADDR_MAX),
			 CORE_OK);
	expect("3000-4000");
	expect_reserved("5000-6000");
}

TEST(remove_map_caps_an_amount_and_spares_nomap)
{
	given("0-1000:4 1000-4000 6000-7000:4");
	given_reserved("2000-3800");
	assert_int_equal(memblock_mem_limit_remove_map(&mb, 0x3000), CORE_OK);
	expect("0-1000:4 1000-3000 6000-7000:4");
	expect_reserved("2000-3000");
}
