/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mbt_next_free(): what a kernel without a memblock may use.
 */
#include "tests/lib/test.h"

#include <inttypes.h>

#include "tests/lib/giventable.h"

static const char *text_of_free(void)
{
	static char text[1024];
	struct mbt_free range = { 0 };
	int n = 0;

	text[0] = '\0';
	while (n < 900 && mbt_next_free(table, &range))
		n += sprintf(text + n, "%s%" PRIx64 "-%" PRIx64, n ? " " : "",
			     range.base, range.end);
	return text;
}
#define expect_free(text) assert_string_equal(text_of_free(), text)

FIXTURE(forget_table, forget_table);

TEST(memory_that_is_not_reserved_is_free)
{
	given_map(LOADER_MAP);
	given_all_facts();
	when("");
	when_table();
	expect_free("280000-300000 321000-400000 413000-420000 421000-440000"
		    " 450000-480000 488000-1000000 1010000-2000000");
}

TEST(a_region_may_be_reserved_whole_or_from_its_neighbours)
{
	given_map("200000-300000:7 400000-500000:7 600000-700000:7"
		  " 800000-900000:7");
	given_loader_range(0x2ff000, 0x101000, OWNER_MODULE, "across");
	given_loader_range(0x400000, 0x100000, OWNER_MODULE, "all");
	given_loader_range(0x600000, 0x1000, OWNER_MODULE, "begin");
	given_loader_range(0x6ff000, 0x1000, OWNER_MODULE, "end");
	when("profile=linux-arm64");
	when_table();
	expect_free("200000-2ff000 601000-6ff000 800000-900000");
}

/* One region with two owners, which the table splits. */
TEST(owners_do_not_split_free_ranges)
{
	given_map("200000-300000:7");
	given_loader_range(0x200000, 0x1000, OWNER_MODULE, "a");
	given_loader_range(0x201000, 0x1000, OWNER_STACK, NULL);
	when("profile=linux-arm64");
	when_table();
	expect_free("202000-300000");
}

TEST(memory_that_may_not_be_mapped_is_not_free)
{
	given_map("200000-300000:7 300000-400000:0 400000-500000:7");
	given_loader_range(0x4ff000, 0x1000, OWNER_MODULE, "m");
	when("profile=linux-arm64");
	when_table();
	expect_regions(MBT_MEMORY, "200000-300000 300000-400000:4"
				   " 400000-500000");
	expect_free("200000-300000 400000-4ff000");
}

TEST(mem_caps_what_is_free)
{
	given_map("200000-900000:7");
	when("mem=4M");
	when_table();
	expect_free("200000-400000");
}

TEST(without_memory_nothing_is_free)
{
	given_map("0-1000:11:UC");
	when("profile=linux-arm64");
	when_table();
	expect_free("");
}

/* Reserved memory is unknown. */
TEST(nothing_is_free_without_the_reserved_set)
{
	given_map("200000-300000:7");
	when("");
	when_table();
	expect_free("200000-300000");
	section_of(MBT_RESERVED)->tag = 0x80000001;
	expect_free("");
}
