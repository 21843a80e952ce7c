/* SPDX-License-Identifier: BSD-2-Clause */
/* Which memory is allocated: core/memblock/{alloc,find}.c. */
#include "tests/lib/test.h"

#include "core/memblock/alloc.h"
#include "core/memblock/pfn.h"
#include "tests/lib/given.h"

/* --- where --------------------------------------------------------------- */

TEST(the_highest_fit_is_allocated_first)
{
	given("1000-9000 10000-20000");
	assert_int_equal(memblock_phys_alloc(&mb, 0x100, 0x100), 0x1ff00);
	assert_int_equal(memblock_phys_alloc(&mb, 0x2000, 0x1000), 0x1d000);
	expect_reserved("1d000-1f000:20 1ff00-20000:20");
}

TEST(bottom_up_allocates_the_lowest_fit)
{
	given("0-9000 10000-20000");
	mb.bottom_up = true;
	assert_int_equal(memblock_phys_alloc(&mb, 0x100, 0x100), 0x1000);
	assert_int_equal(memblock_phys_alloc(&mb, 0x8000, 0x1000), 0x10000);
	expect_reserved("1000-1100:20 10000-18000:20");
}

TEST(page_0_is_never_allocated)
{
	given("0-1000");
	assert_int_equal(memblock_phys_alloc(&mb, 1, 1), 0);
	given("0-1800");
	assert_int_equal(memblock_phys_alloc(&mb, 0x800, 1), 0x1000);
	assert_int_equal(memblock_phys_alloc(&mb, 1, 1), 0);
	expect_reserved("1000-1800:20");
}

TEST(a_map_without_arrays_has_nothing_below_a_limit_of_0)
{
	memblock_init(&mb, NULL, 0);
	mb.current_limit = 0;
	assert_int_equal(memblock_find_in_range(&mb, 0, 0, 1, 1), 0);
}

TEST(a_block_is_inside_one_region)
{
	given("1000-3000@0 3000-5000@1");
	assert_int_equal(memblock_phys_alloc(&mb, 0x3000, 0x1000), 0);
	assert_int_equal(memblock_phys_alloc(&mb, 0x2000, 0x1000), 0x3000);
}

TEST(reservations_are_avoided)
{
	given("1000-9000");
	given_reserved("2000-3000 5000-8800");
	assert_int_equal(memblock_phys_alloc(&mb, 0x1000, 0x1000), 0x4000);
	assert_int_equal(memblock_phys_alloc(&mb, 0x1000, 0x1000), 0x3000);
	assert_int_equal(memblock_phys_alloc(&mb, 0x1000, 0x1000), 0x1000);
	assert_int_equal(memblock_phys_alloc(&mb, 0x1000, 0x1000), 0);
	assert_int_equal(memblock_phys_alloc(&mb, 0x800, 0x800), 0x8800);
}

TEST(a_reservation_across_regions_blocks_both)
{
	given("1000-4000@0 4000-8000@1");
	given_reserved("3000-6000 7000-7800");
	assert_int_equal(memblock_phys_alloc(&mb, 0x2000, 0x1000), 0x1000);
	mb.bottom_up = true;
	given_reserved("1000-1800 2000-5000");
	assert_int_equal(memblock_phys_alloc(&mb, 0x3000, 0x1000), 0x5000);
}

TEST(a_search_downwards_sees_what_is_reserved_below_a_hole)
{
	given_room(64, "8000-f000 10000-20000 30000-40000");
	given_reserved("9000-a000 b000-c000 d000-e000 "
		       "10000-11000 12000-13000 14000-15000 16000-17000 "
		       "18000-19000 1a000-1b000 1c000-1f000 "
		       "30000-32000 33000-35000 36000-38000 39000-3b000 "
		       "3c000-40000");
	assert_int_equal(memblock_phys_alloc(&mb, 0x3000, 0x1000), 0);
	given("16000-1c000 1d000-22000");
	given_reserved("17000-18000 1a000-1b000 1e000-22000");
	assert_int_equal(memblock_phys_alloc(&mb, 0x4000, 0x1000), 0);
	given("8000-f000 10000-20000");
	given_reserved("8000-8800 b000-c000 11000-13000 15000-17000 "
		       "19000-1f000");
	assert_int_equal(memblock_phys_alloc(&mb, 0x6000, 0x1000), 0);
}

TEST(a_search_upwards_sees_what_is_reserved_above_a_hole)
{
	given("10000-13000 14000-1b000");
	given_reserved("10000-11000 12000-13000 15000-16000 17000-18000 "
		       "19000-1a000");
	mb.bottom_up = true;
	assert_int_equal(memblock_phys_alloc(&mb, 0x3000, 0x1000), 0);
	given("e000-13000 14000-1a000");
	given_reserved("e000-12000 15000-16000 18000-19000");
	mb.bottom_up = true;
	assert_int_equal(memblock_phys_alloc(&mb, 0x4000, 0x1000), 0);
	given("10000-18000 19000-20000");
	given_reserved("10000-11000 12000-13000 14000-15000 16000-1a000 "
		       "1c000-1e000");
	mb.bottom_up = true;
	assert_int_equal(memblock_phys_alloc(&mb, 0x3000, 0x1000), 0);
}

TEST(a_gap_across_the_middle_of_the_address_space_is_found)
{
	given("7fffffffffff0000-8000000000010000");
	given_reserved("7fffffffffff0000-7fffffffffff8000 "
		       "8000000000008000-8000000000010000");
	for (int up = 0; up <= 1; up++) {
		mb.bottom_up = up;
		assert_true(memblock_find_in_range(&mb, 0, 0, 0x10000, 1) ==
			    0x7fffffffffff8000);
	}
}

/* Reserves n pages with a free one below each, and two below the one at the
 * index; returns the lowest of the two. */
static phys_addr_t given_one_large_gap(int n, int at)
{
	phys_addr_t page = 0x1000, base = page, found = 0;

	given_room((size_t)n, "1000-16000");
	for (int i = 0; i < n; i++) {
		if (i == at)
			found = base;
		base += i == at ? 2 * page : page;
		memblock_reserve(&mb, base, page);
		base += page;
	}
	mb.current_limit = base;
	return found;
}

static void expect_the_large_gap(int n, int at)
{
	phys_addr_t addr = given_one_large_gap(n, at);

	for (int up = 0; up <= 1; up++) {
		mb.bottom_up = up;
		assert_int_equal(
			memblock_find_in_range(&mb, 0, 0, 0x2000, 0x1000),
			addr);
	}
}

TEST(any_of_many_gaps_may_be_the_only_one_that_is_large_enough)
{
	for (int n = 1; n <= 10; n++)
		for (int at = 0; at < n; at++)
			expect_the_large_gap(n, at);
}

TEST(a_gap_that_alignment_makes_too_small_is_passed)
{
	given_room(9, "1000-18000");
	given_reserved("1000-3000 4000-5000 6000-7000 8000-9000 a000-b000 "
		       "d000-e000 f000-10000 11000-12000 13000-14000");
	mb.bottom_up = true;
	assert_int_equal(memblock_find_in_range(&mb, 0, 0, 0x2000, 0x4000),
			 0x14000);
}

TEST(alignment_may_leave_no_place)
{
	given("1800-2800");
	assert_int_equal(memblock_phys_alloc(&mb, 0x1000, 0x1000), 0);
	mb.bottom_up = true;
	assert_int_equal(memblock_phys_alloc(&mb, 0x1000, 0x1000), 0);
	assert_int_equal(memblock_phys_alloc(&mb, 0x800, 0x1000), 0x2000);
	given("fffffffffffff000-ffffffffffffffff");
	mb.bottom_up = true;
	assert_int_equal(memblock_phys_alloc(&mb, 0x100, 0x2000), 0);
}

TEST(start_and_end_bound_the_search)
{
	given("1000-9000");
	assert_int_equal(
		memblock_phys_alloc_range(&mb, 0x1000, 0x1000, 0x3000, 0x6000),
		0x5000);
	mb.bottom_up = true;
	assert_int_equal(
		memblock_phys_alloc_range(&mb, 0x1000, 0x1000, 0x3000, 0x6000),
		0x3000);
	assert_int_equal(
		memblock_phys_alloc_range(&mb, 0x2000, 0x1000, 0x3000, 0x6000),
		0);
}

TEST(an_end_of_1_is_an_end)
{
	given("1000-9000");
	assert_int_equal(memblock_phys_alloc_range(&mb, 0x1000, 0x1000, 0, 1),
			 0);
	expect_reserved("");
}

TEST(a_node_may_have_any_number)
{
	given("1000-2000@5000 2000-3000");
	assert_int_equal(
		memblock_alloc_range_nid(&mb, 0x800, 0x800, 0, 0, 5000, true),
		0x1800);
	assert_int_equal(
		memblock_alloc_range_nid(&mb, 0x800, 0x800, 0, 0, 5001, true),
		0);
	expect_reserved("1800-2000:20@5000");
	assert_int_equal(memblock_reserved_kern_size(&mb, PHYS_ADDR_MAX, 5001),
			 0);
}

TEST(an_explicit_end_goes_beyond_the_limit)
{
	given("1000-9000");
	mb.current_limit = 0x4000;
	assert_int_equal(memblock_phys_alloc(&mb, 0x1000, 0x1000), 0x3000);
	assert_int_equal(memblock_phys_alloc_range(&mb, 0x1000, 0x1000, 0,
						   MEMBLOCK_ALLOC_ANYWHERE),
			 0x8000);
}

/* --- which memory -------------------------------------------------------- */

TEST(nomap_and_driver_managed_memory_is_never_allocated)
{
	given("1000-2000 2000-3000:4 3000-4000:8");
	assert_int_equal(memblock_phys_alloc(&mb, 0x1000, 0x1000), 0x1000);
	assert_int_equal(memblock_phys_alloc(&mb, 0x1000, 0x1000), 0);
}

TEST(upwards_such_memory_is_not_allocated_either)
{
	given("1000-9000:4 9000-11000:8 11000-19000@1 19000-21000@2");
	mb.bottom_up = true;
	assert_int_equal(memblock_phys_alloc(&mb, 0x1000, 0x1000), 0x11000);
	assert_int_equal(memblock_phys_alloc_try_nid(&mb, 0x1000, 0x1000, 2),
			 0x19000);
}

TEST(hotplug_memory_is_allocated_unless_nodes_move)
{
	given("1000-2000 2000-3000:1");
	mb.movable_node = true;
	assert_int_equal(memblock_phys_alloc(&mb, 0x800, 0x800), 0x1800);
	mb.movable_node = false;
	assert_int_equal(memblock_phys_alloc(&mb, 0x800, 0x800), 0x2800);
}

TEST(mirrored_memory_is_preferred_when_asked_for)
{
	given("1000-2000:2 2000-4000");
	assert_int_equal(memblock_phys_alloc(&mb, 0x800, 0x800), 0x3800);
	mb.has_mirror = true;
	assert_int_equal(memblock_phys_alloc(&mb, 0x1000, 0x800), 0x1000);
	assert_int_equal(memblock_phys_alloc(&mb, 0x1000, 0x800), 0x2800);
}

TEST(the_node_is_dropped_before_the_mirror)
{
	given("1000-2000:2@0 2000-3000@1");
	mb.has_mirror = true;
	assert_int_equal(memblock_phys_alloc_try_nid(&mb, 0x800, 0x800, 1),
			 0x1800);
	assert_int_equal(
		memblock_alloc_range_nid(&mb, 0x800, 0x800, 0, 0, 1, true),
		0x2800);
}

TEST(another_node_is_used_unless_the_node_is_exact)
{
	given("1000-2000@0 2000-3000@1");
	assert_int_equal(memblock_phys_alloc_try_nid(&mb, 0x1000, 0x1000, 0),
			 0x1000);
	assert_int_equal(
		memblock_alloc_range_nid(&mb, 0x1000, 0x1000, 0, 0, 0, true),
		0);
	assert_int_equal(memblock_phys_alloc_try_nid(&mb, 0x1000, 0x1000, 0),
			 0x2000);
	expect_reserved("1000-2000:20@0 2000-3000:20");
	assert_int_equal(memblock_reserved_kern_size(&mb, PHYS_ADDR_MAX, 0),
			 0x1000);
}

/* --- failures ------------------------------------------------------------ */

static int ask(phys_addr_t size, phys_addr_t align, phys_addr_t start,
	       phys_addr_t end)
{
	struct memblock_request rq = { size,         align, start, end,
				       NUMA_NO_NODE, false, 0,     false };
	phys_addr_t addr = 0x1234;
	int status = memblock_alloc_in(&mb, &rq, &addr);

	if (status)
		assert_int_equal(addr, 0x1234);
	return status;
}

TEST(invalid_requests_are_refused)
{
	given("1000-9000");
	assert_int_equal(ask(0, 1, 0, 0), CORE_EINVAL);
	assert_int_equal(ask(1, 0, 0, 0), CORE_EINVAL);
	assert_int_equal(ask(1, 3, 0, 0), CORE_EINVAL);
	assert_int_equal(ask(1, 1, 0x5000, 0x5000), CORE_EINVAL);
	assert_int_equal(ask(1, 1, 0x5000, 0x4000), CORE_EINVAL);
	mb.current_limit = 0x4000;
	assert_int_equal(ask(1, 1, 0x5000, 0), CORE_EINVAL);
	assert_int_equal(memblock_find_in_range(&mb, 0, 0, 0, 1), 0);
	assert_int_equal(memblock_find_in_range(&mb, 0, 0, 1, 3), 0);
	expect_reserved("");
}

TEST(lack_of_memory_and_lack_of_room_differ)
{
	given_room(1, "1000-9000");
	given_reserved("2000-3000");
	assert_int_equal(ask(0x8000, 1, 0, 0), CORE_ENOMEM);
	assert_int_equal(ask(0x1000, 1, 0, 0), CORE_ENOSPC);
	expect_reserved("2000-3000");
}

TEST(finding_reserves_nothing)
{
	given("1000-9000:2 9000-a000");
	assert_int_equal(memblock_find_in_range(&mb, 0, 0, 0x1000, 0x1000),
			 0x9000);
	assert_int_equal(memblock_find_in_range(&mb, 0, 0x4000, 0x1000, 0x1000),
			 0x3000);
	assert_int_equal(memblock_find_in_range_node(&mb, 0x1000, 0x1000, 0, 0,
						     NUMA_NO_NODE,
						     MEMBLOCK_MIRROR),
			 0x8000);
	expect_reserved("");
	given("1000-2000 2000-3000:4 3000-4000:8 4000-5000:1");
	mb.movable_node = true;
	for (uint32_t flag = 1; flag <= 8; flag *= 2)
		assert_int_equal(
			memblock_find_in_range_node(&mb, 0x1000, 0x1000, 0, 0,
						    NUMA_NO_NODE, flag),
			0);
}

TEST(a_request_may_add_flags)
{
	struct memblock_request rq = { .size = 0x1000,
				       .align = 0x1000,
				       .nid = NUMA_NO_NODE,
				       .flags = MEMBLOCK_RSRV_NOINIT };
	phys_addr_t addr;

	given("1000-9000");
	assert_int_equal(memblock_alloc_in(&mb, &rq, &addr), CORE_OK);
	expect_reserved("8000-9000:30");
}
