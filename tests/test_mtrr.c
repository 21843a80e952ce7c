/* SPDX-License-Identifier: BSD-2-Clause */
/* core/firmware/mtrr.c: pairs of registers. */
#include "tests/lib/test.h"

#include "core/firmware/mtrr.h"

static struct fact_mtrr mtrr;

TEST(a_pair_of_registers_is_a_range_with_a_type)
{
	assert_true(mtrr_decode(&mtrr, 0x80000000, 0xf80000800, 36));
	assert_int_equal(mtrr.range.base, 0x80000000);
	assert_int_equal(mtrr.range.size, 0x80000000);
	assert_int_equal(mtrr.type, MTRR_UC);
	assert_true(mtrr_decode(&mtrr, 6, 0xffffffff00000800, 52));
	assert_int_equal(mtrr.range.base, 0);
	assert_int_equal(mtrr.range.size, UINT64_C(1) << 32);
	assert_int_equal(mtrr.type, MTRR_WB);
}

TEST(a_pair_that_is_off_or_has_holes_is_not_a_range)
{
	assert_false(mtrr_decode(&mtrr, 6, 0xf80000000, 36));
	assert_false(mtrr_decode(&mtrr, 6, 0x800, 36));
	assert_false(mtrr_decode(&mtrr, 6, 0xf40000800, 36));
	assert_false(mtrr_decode(&mtrr, 6, 0x780000800, 36));
}

TEST(amd_has_write_back_memory_above_4_gib_without_an_mtrr)
{
	assert_true(mtrr_top_mem2(&mtrr, 0x760000, 0x83fffffff));
	assert_int_equal(mtrr.range.base, UINT64_C(1) << 32);
	assert_int_equal(mtrr.range.size, 0x83f800000 - (UINT64_C(1) << 32));
	assert_int_equal(mtrr.type, MTRR_WB);
	/* One of the bits; no memory there. */
	assert_false(mtrr_top_mem2(&mtrr, 0x200000, 0x840000000));
	assert_false(mtrr_top_mem2(&mtrr, 0x400000, 0x840000000));
	assert_false(mtrr_top_mem2(&mtrr, 0x600000, 0x100000000));
	assert_false(mtrr_top_mem2(&mtrr, 0x600000, 0));
}

TEST(types_have_names)
{
	assert_string_equal(mtrr_type_name(MTRR_WB), "write-back");
	assert_string_equal(mtrr_type_name(MTRR_UC), "uncacheable");
	assert_string_equal(mtrr_type_name(2), "of an unknown type");
	assert_string_equal(mtrr_type_name(7), "of an unknown type");
}
