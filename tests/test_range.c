/* SPDX-License-Identifier: BSD-2-Clause */
/* core/base/range.h: ranges of addresses, and whole pages of them. */
#include "tests/lib/test.h"

#include "core/base/range.h"

#define TOP PHYS_ADDR_MAX /* no range ends above it */

static void expect_range(struct range range, phys_addr_t base, phys_addr_t end)
{
	assert_int_equal(range.base, base);
	assert_int_equal(range_end(range), end);
}

TEST(a_range_that_would_end_below_its_base_is_empty)
{
	expect_range(range_from_to(2, 5), 2, 5);
	expect_range(range_from_to(5, 5), 5, 5);
	expect_range(range_from_to(5, 2), 5, 5);
	expect_range(range_from_to(0, TOP), 0, TOP);
}

TEST(a_range_contains_its_base_and_not_its_end)
{
	assert_false(range_contains(range_from_to(2, 5), 1));
	assert_true(range_contains(range_from_to(2, 5), 2));
	assert_true(range_contains(range_from_to(2, 5), 4));
	assert_false(range_contains(range_from_to(2, 5), 5));
	assert_false(range_contains(range_from_to(2, 2), 2));
}

TEST(ranges_overlap_when_they_share_a_byte)
{
	struct range range = range_from_to(4, 8);

	assert_true(range_overlaps(range, range));
	assert_true(range_overlaps(range, range_from_to(7, 9)));
	assert_true(range_overlaps(range, range_from_to(0, 5)));
	assert_true(range_overlaps(range, range_from_to(5, 6)));
	assert_false(range_overlaps(range, range_from_to(8, 9)));
	assert_false(range_overlaps(range, range_from_to(0, 4)));
	assert_false(range_overlaps(range, range_from_to(6, 6)));
}

TEST(an_intersection_is_what_both_have)
{
	struct range range = range_from_to(4, 8);

	expect_range(range_intersect(range, range_from_to(6, 9)), 6, 8);
	expect_range(range_intersect(range_from_to(0, 5), range), 4, 5);
	expect_range(range_intersect(range, range_from_to(5, 6)), 5, 6);
	assert_int_equal(range_intersect(range, range_from_to(9, 12)).size, 0);
}

TEST(a_join_holds_both_and_the_gap)
{
	expect_range(range_join(range_from_to(1, 2), range_from_to(5, 9)), 1,
		     9);
	expect_range(range_join(range_from_to(5, 9), range_from_to(6, 7)), 5,
		     9);
}

TEST(whole_pages_inside_and_around_a_range)
{
	expect_range(range_inward(range_from_to(0x1001, 0x3fff), 0x1000),
		     0x2000, 0x3000);
	expect_range(range_outward(range_from_to(0x1001, 0x3fff), 0x1000),
		     0x1000, 0x4000);
	expect_range(range_inward(range_from_to(0x1000, 0x3000), 0x1000),
		     0x1000, 0x3000);
	expect_range(range_outward(range_from_to(0x1000, 0x3000), 0x1000),
		     0x1000, 0x3000);
	assert_int_equal(
		range_inward(range_from_to(0x1800, 0x2800), 0x1000).size, 0);
}

/* Its end would be 2^64. */
TEST(the_last_page_of_all_is_never_part_of_a_range)
{
	expect_range(range_inward(range_from_to(0x1000, TOP), 0x10000), 0x10000,
		     TOP - 0xffff);
	expect_range(range_outward(range_from_to(0x1000, TOP), 0x10000), 0,
		     TOP - 0xffff);
	assert_int_equal(
		range_inward(range_from_to(TOP - 0x7ff, TOP), 0x1000).size, 0);
	assert_int_equal(
		range_outward(range_from_to(TOP - 0x7ff, TOP), 0x1000).size, 0);
}
