/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/table/write_facts.c: the flags of the platform.
 */
#include "tests/lib/test.h"

#include "tests/lib/giventable.h"

FIXTURE(forget_table, forget_table);

static uint32_t platform_flags(void)
{
	return ((struct mbt_platform *)entry_of(MBT_PLATFORM, 0))->flags;
}

TEST(the_platform_says_whose_rules_the_sets_follow)
{
	given_map(LOADER_MAP);
	when("profile=linux-x86");
	when_table();
	assert_int_equal(platform_flags(), 0);
	when("profile=linux-arm64");
	when_table();
	assert_int_equal(platform_flags(), MBT_PLATFORM_ARM64_RULES);
}

/* The flags of a table whose map has these facts. */
static uint32_t flags_with(const struct facts *map_facts)
{
	given_map(LOADER_MAP);
	when("");
	capture.facts = map_facts;
	when_table();
	return platform_flags();
}

TEST(the_platform_says_that_descriptors_are_not_the_firmwares_own)
{
	assert_int_equal(flags_with(&(struct facts){ .rows = FACTS_ROWS_EFI }),
			 0);
	assert_int_equal(flags_with(&(struct facts){ .rows = FACTS_ROWS_E820 }),
			 MBT_PLATFORM_FROM_E820);
	assert_int_equal(flags_with(&(struct facts){ .rows = FACTS_ROWS_SETS }),
			 MBT_PLATFORM_FROM_SETS);
}

TEST(the_platform_says_that_the_map_is_an_e820_table)
{
	const struct e820_entry row = { { 0, 0x1000 }, E820_RAM };

	given_map(LOADER_MAP);
	when("");
	capture.e820 = &row;
	when_table();
	assert_int_equal(platform_flags(), MBT_PLATFORM_FROM_E820);
}

TEST(the_flags_of_the_platform_are_independent)
{
	const struct facts e820 = { .rows = FACTS_ROWS_E820 };

	given_map(LOADER_MAP);
	when("profile=linux-arm64");
	capture.facts = &e820;
	facts.secure_boot = true;
	when_table();
	assert_int_equal(platform_flags(), MBT_PLATFORM_FROM_E820 |
						   MBT_PLATFORM_SECURE_BOOT |
						   MBT_PLATFORM_ARM64_RULES);
}
