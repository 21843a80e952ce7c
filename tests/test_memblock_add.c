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

/* --- many at once -------------------------------------------------------- */

static int add_many(const char *text, uint32_t flags)
{
	static struct memblock_region store[64];
	size_t n = 0;

	/* Ranges may overlap, so this is not a set. */
	for (const char *at = text; *at; n++) {
		char *end;

		store[n].base = strtoull(at, &end, 16);
		store[n].size = strtoull(end + 1, &end, 16) - store[n].base;
		at = *end ? end + 1 : end;
	}
	return memblock_add_many(&mb.memory, store, n, NUMA_NO_NODE, flags);
}

TEST(many_ranges_are_sorted_and_joined)
{
	given("");
	assert_int_equal(add_many("9000-a000 1000-2000 1800-3000 5000-6000 "
				  "5200-5400 3000-4000",
				  0),
			 CORE_OK);
	expect("1000-4000 5000-6000 9000-a000");
}

TEST(no_ranges_add_nothing)
{
	struct memblock_region ranges[] = { { .base = 0x8000,
					      .size = 0x1000 } };

	given("1000-4000");
	assert_int_equal(
		memblock_add_many(&mb.memory, ranges, 0, NUMA_NO_NODE, 0),
		CORE_OK);
	expect("1000-4000");
}

TEST(many_ranges_of_one_base_are_sorted_and_joined)
{
	static struct memblock_region ranges[60];

	given("");
	for (size_t i = 0; i < 60; i++) {
		ranges[i].base = 0x10000 * (i * 7 % 3);
		ranges[i].size = 0x100 * (1 + i * 11 % 60);
	}
	assert_int_equal(
		memblock_add_many(&mb.memory, ranges, 60, NUMA_NO_NODE, 0),
		CORE_OK);
	expect("0-3a00 10000-13c00 20000-23b00");
}

TEST(many_ranges_fill_the_gaps_between_regions)
{
	given("1000-2000:4 3000-4000 6000-7000 8000-9000:4");
	assert_int_equal(add_many("0-3000 4000-4800 5000-5800 6800-8000 "
				  "8400-9800",
				  0),
			 CORE_OK);
	expect("0-1000 1000-2000:4 2000-4800 5000-5800 6000-8000 8000-9000:4 "
	       "9000-9800");
}

TEST(many_ranges_need_room_only_for_the_result)
{
	given_room(3, "1000-2000 3000-4000 5000-6000");
	assert_int_equal(add_many("0-800 2000-3000", 0), CORE_OK);
	expect("0-800 1000-4000 5000-6000");
	assert_int_equal(add_many("4000-5000 7000-8000 9000-a000", 0),
			 CORE_ENOSPC);
	expect("0-800 1000-4000 5000-6000");
}

TEST(one_bad_range_refuses_all)
{
	given("1000-2000");
	assert_int_equal(add_many("4000-5000 6000-6000", 0), CORE_EINVAL);
	assert_int_equal(add_many("4000-5000 8000-7fff", 0), CORE_EWRAP);
	expect("1000-2000");
}

/* Ascending, descending, equal, organ pipe, and the order that makes the
 * median of three a bad pivot each time. */
TEST(any_order_is_sorted)
{
	enum { N = 400 };
	static struct memblock_region ranges[N];

	for (size_t order = 0; order < 6; order++) {
		given_room(N, "");
		for (size_t i = 0; i < N; i++) {
			size_t k[] = { i,
				       N - 1 - i,
				       7,
				       i < N / 2 ? 2 * i : 2 * (N - i) - 1,
				       i * 7919 % N,
				       i % 2 ? i : (i + N) / 2 };

			ranges[i].base = 0x1000 * k[order];
			ranges[i].size = 0x1000;
		}
		assert_int_equal(memblock_add_many(&mb.memory, ranges, N,
						   NUMA_NO_NODE, 0),
				 CORE_OK);
		assert_int_equal(memblock_type_validate(&mb.memory), CORE_OK);
		assert_int_equal(memblock_phys_mem_size(&mb),
				 order == 2   ? 0x1000
				 : order == 5 ? 0x1000 * 300
					      : 0x1000 * N);
	}
}
