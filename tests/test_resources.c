/* SPDX-License-Identifier: BSD-2-Clause */
/* core/firmware/resources.c: lists of ACPI resource descriptors. */
#include "tests/lib/test.h"

#include "core/base/bytes.h"
#include "core/firmware/resources.h"

static uint8_t list[4 * 46 + 2];
static struct range ranges[4];

static void put(size_t index, uint8_t type, uint64_t base, uint64_t len)
{
	uint8_t *at = list + 46 * index;

	at[0] = 0x8a;
	at[1] = 43;
	at[3] = type;
	put_le(at + 14, base, 8);
	put_le(at + 38, len, 8);
	at[46] = 0x79;
}

TEST(memory_is_taken_and_other_resources_are_not)
{
	put(0, 2, 0, 256);
	put(1, 0, 0xc0000000, 0x1000000);
	put(2, 1, 0x6000, 0x1000);
	put(3, 0, 0x800000000, 0x100000);
	assert_int_equal(resources_memory(ranges, 4, list, sizeof(list)), 2);
	assert_int_equal(ranges[0].base, 0xc0000000);
	assert_int_equal(ranges[0].size, 0x1000000);
	assert_int_equal(ranges[1].base, 0x800000000);
	assert_int_equal(resources_memory(ranges, 1, list, sizeof(list)), 1);
}

TEST(empty_and_wrapping_ranges_are_left_out)
{
	put(0, 0, 0xc0000000, 0);
	put(1, 0, UINT64_MAX, 2);
	put(2, 0, UINT64_MAX, 1);
	assert_int_equal(resources_memory(ranges, 4, list, sizeof(list)), 1);
}

TEST(a_list_ends_at_its_end_or_where_it_is_cut)
{
	put(0, 0, 0x1000, 0x1000);
	assert_int_equal(resources_memory(ranges, 4, list, 46), 1);
	assert_int_equal(resources_memory(ranges, 4, list, 45), 0);
	assert_int_equal(resources_memory(ranges, 4, list + 46, 2), 0);
}
