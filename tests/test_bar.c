/* SPDX-License-Identifier: BSD-2-Clause */
/* core/screen/bar.c: the address space as a bar that is too narrow for it. */
#include "tests/lib/test.h"

#include "core/screen/bar.h"

static struct segment segments[3];

/* Three spans in two cells; the first two are the smallest. */
static void given_bar(enum memory_class first, enum memory_class second)
{
	const struct span spans[] = {
		{ { 0x1000, 0x1000 }, first },
		{ { 0x2000, 0x2000 }, second },
		{ { 0x4000, 0x8000 }, CLASS_ACPI },
	};

	assert_int_equal(bar_lay_out(segments, spans, 0, 2, 2, 1), 2);
}

static void expect_segment(size_t i, phys_addr_t base, phys_addr_t size,
			   enum memory_class class, phys_addr_t weight)
{
	assert_int_equal(segments[i].range.base, base);
	assert_int_equal(segments[i].range.size, size);
	assert_int_equal(segments[i].class, class);
	assert_int_equal(segments[i].weight, weight);
}

TEST(the_smallest_neighbours_become_one_segment)
{
	given_bar(CLASS_FREE, CLASS_FREE);
	expect_segment(0, 0x1000, 0x3000, CLASS_FREE, 0x3000);
	expect_segment(1, 0x4000, 0x8000, CLASS_ACPI, 0x8000);
	assert_int_equal(segments[0].first, 0);
	assert_int_equal(segments[0].last, 1);
	assert_int_equal(segments[1].first, 2);
	assert_int_equal(segments[1].last, 2);
}

TEST(a_segment_has_the_class_of_most_of_its_bytes)
{
	given_bar(CLASS_FREE, CLASS_BOOT);
	expect_segment(0, 0x1000, 0x3000, CLASS_BOOT, 0x2000);
}

TEST(an_address_has_its_place_in_the_bar)
{
	given_bar(CLASS_FREE, CLASS_BOOT);
	assert_int_equal(bar_place(segments, 2, 0x1000), 0);
	assert_int_equal(bar_place(segments, 2, 0x3fff), 0);
	assert_int_equal(bar_place(segments, 2, 0x4000), 1);
	assert_int_equal(bar_place(segments, 2, 0xc000), 2);
}
