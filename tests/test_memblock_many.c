/* SPDX-License-Identifier: BSD-2-Clause */
/* Many ranges in one call: core/memblock/many.c and sort.c. */
#include "tests/lib/test.h"

#include <stdlib.h>

#include "tests/lib/given.h"

static struct memblock_region many[64];

/* Writes the ranges to many[]; returns their number. */
static size_t ranges_of(const char *text)
{
	size_t n = 0;

	/* Ranges may overlap, so this is not a set. */
	for (const char *at = text; *at; n++) {
		char *end;

		many[n].base = strtoull(at, &end, 16);
		many[n].size = strtoull(end + 1, &end, 16) - many[n].base;
		at = *end ? end + 1 : end;
	}
	return n;
}

static int add_many(const char *text, uint32_t flags)
{
	return memblock_add_many(&mb.memory, many, ranges_of(text),
				 NUMA_NO_NODE, flags);
}

static int remove_many(const char *text)
{
	return memblock_remove_many(&mb.memory, many, ranges_of(text));
}

static int mark_many(const char *text, bool set)
{
	return memblock_setclr_flag_many(&mb.memory, many, ranges_of(text), set,
					 MEMBLOCK_NOMAP);
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

TEST(no_ranges_change_nothing)
{
	struct memblock_region ranges[] = { { .base = 0x8000,
					      .size = 0x1000 } };

	given("1000-4000");
	assert_int_equal(
		memblock_add_many(&mb.memory, ranges, 0, NUMA_NO_NODE, 0),
		CORE_OK);
	assert_int_equal(memblock_remove_many(&mb.memory, ranges, 0), CORE_OK);
	expect("1000-4000");
}

TEST(one_range_is_enough)
{
	given("1000-9000");
	assert_int_equal(remove_many("2000-3000"), CORE_OK);
	assert_int_equal(mark_many("4000-5000", true), CORE_OK);
	assert_int_equal(add_many("a000-b000", 0), CORE_OK);
	expect("1000-2000 3000-4000 4000-5000:4 5000-9000 a000-b000");
}

TEST(whole_regions_are_removed_between_others)
{
	given("1000-2000 3000-4000 5000-6000 7000-8000 9000-a000");
	assert_int_equal(remove_many("3000-4000 7000-8000"), CORE_OK);
	expect("1000-2000 5000-6000 9000-a000");
	assert_int_equal(remove_many("5000-6000"), CORE_OK);
	expect("1000-2000 9000-a000");
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
	assert_int_equal(remove_many("1000-1800 6000-6000"), CORE_EINVAL);
	assert_int_equal(mark_many("1000-1800 8000-7fff", true), CORE_EWRAP);
	expect("1000-2000");
}

TEST(many_ranges_are_removed_from_any_regions)
{
	given("1000-8000 8000-9000:4 a000-b000 c000-d000");
	assert_int_equal(remove_many("a800-c800 2000-3000 4000-5000 7800-9800 "
				     "e000-f000"),
			 CORE_OK);
	expect("1000-2000 3000-4000 5000-7800 a000-a800 c800-d000");
	assert_int_equal(remove_many("0-20000 30000-40000"), CORE_OK);
	expect("");
	assert_int_equal(remove_many("0-20000"), CORE_OK);
}

TEST(many_ranges_are_marked_and_cleared)
{
	given("1000-5000 6000-7000:4 8000-9000");
	assert_int_equal(mark_many("2000-3000 6800-8800 4800-6000", true),
			 CORE_OK);
	expect("1000-2000 2000-3000:4 3000-4800 4800-5000:4 6000-7000:4 "
	       "8000-8800:4 8800-9000");
	assert_int_equal(mark_many("0-6800 8000-9000", false), CORE_OK);
	expect("1000-5000 6000-6800 6800-7000:4 8000-9000");
}

/* One by one in this order, the first would need two regions more. */
TEST(many_changes_need_room_only_for_the_result)
{
	given_room(4, "1000-4000 5000-6000 6000-7000:4 8000-9000");
	assert_int_equal(remove_many("2000-3000 8000-8800 5000-7000"), CORE_OK);
	expect("1000-2000 3000-4000 8800-9000");
	given_room(4, "1000-4000 5000-6000 6000-7000:4 7000-8000");
	assert_int_equal(mark_many("2000-3000 5000-6000 7000-8000", true),
			 CORE_OK);
	expect("1000-2000 2000-3000:4 3000-4000 5000-8000:4");
	assert_int_equal(mark_many("5000-5800 6000-7000", false), CORE_ENOSPC);
	assert_int_equal(remove_many("5000-5800 6000-7000"), CORE_ENOSPC);
	expect("1000-2000 2000-3000:4 3000-4000 5000-8000:4");
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

/* --- any distance of bases ------------------------------------------------ */

#define SPREAD 200

/* Adds them in one call, backwards, and one by one. */
static void expect_sorted(const phys_addr_t bases[SPREAD])
{
	static struct memblock_region store[2][3 * SPREAD + 12];
	struct memblock_region ranges[SPREAD];
	struct memblock together, single;

	memblock_init(&together, store[0], 3 * SPREAD + 12);
	memblock_init(&single, store[1], 3 * SPREAD + 12);
	for (size_t i = 0; i < SPREAD; i++) {
		ranges[SPREAD - 1 - i] =
			(struct memblock_region){ .base = bases[i], .size = 1 };
		assert_int_equal(memblock_add(&single, bases[i], 1), CORE_OK);
	}
	assert_int_equal(memblock_add_many(&together.memory, ranges, SPREAD,
					   NUMA_NO_NODE, 0),
			 CORE_OK);
	assert_int_equal(memblock_validate(&together), CORE_OK);
	assert_true(memblock_equal(&together, &single));
}

TEST(bases_at_each_power_of_two_are_sorted)
{
	phys_addr_t bases[SPREAD];

	for (size_t i = 0; i < SPREAD; i++)
		bases[i] = ((phys_addr_t)1 << (i * 7 % 64)) + 2 * (i / 64);
	expect_sorted(bases);
}

TEST(bases_of_both_ends_of_the_address_space_are_sorted)
{
	phys_addr_t bases[SPREAD];

	for (size_t i = 0; i < SPREAD; i++)
		bases[i] = i % 3 ? 64 * (i * 77 % SPREAD)
				 : PHYS_ADDR_MAX - 2 - 4 * (i * 31 % SPREAD);
	expect_sorted(bases);
}

TEST(bases_next_to_each_other_are_sorted)
{
	phys_addr_t bases[SPREAD];

	for (phys_addr_t step = 1; step <= 32; step *= 2) {
		for (size_t i = 0; i < SPREAD; i++)
			bases[i] = 0x1000 + step * (i * 37 % 100);
		expect_sorted(bases);
	}
}

/* The first range that is added is the last one of bases. */
TEST(the_first_range_may_be_far_above_or_below_all_others)
{
	phys_addr_t bases[SPREAD];

	for (size_t i = 0; i < SPREAD; i++)
		bases[i] = 0x100000 + 2 * (i * 17 % SPREAD);
	bases[SPREAD - 1] = PHYS_ADDR_MAX - 2;
	expect_sorted(bases);
	bases[SPREAD - 1] = 0;
	expect_sorted(bases);
}

TEST(many_equal_bases_among_others_are_sorted)
{
	phys_addr_t bases[SPREAD];

	for (size_t i = 0; i < SPREAD; i++)
		bases[i] = i % 2 ? 0x5000 : 0x1000 + 2 * (i * 13 % SPREAD);
	expect_sorted(bases);
}

TEST(two_neighbours_in_the_wrong_order_are_sorted)
{
	phys_addr_t bases[SPREAD];

	for (size_t at = 0; at + 1 < SPREAD; at++) {
		for (size_t i = 0; i < SPREAD; i++)
			bases[i] = 2 * (SPREAD - i);
		bases[at] -= 2;
		bases[at + 1] += 2;
		expect_sorted(bases);
	}
}
