/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/table/write_sets.c: one entry of MBT_RESERVED for each owner.
 */
#include "tests/lib/test.h"

#include "tests/lib/giventable.h"

FIXTURE(forget_table, forget_table);

TEST(the_owner_with_the_longest_lifetime_gets_the_page)
{
	/* Boot services in the low 1 MiB, a stack across a module's end, two
	 * owners for good of whom the loader is asked first. */
	given_map("80000-180000:4 180000-400000:7");
	given_loader_range(0x200000, 0x3000, OWNER_MODULE, "m");
	given_loader_range(0x202000, 0x3000, OWNER_STACK, NULL);
	given_loader_range(0xf0000, 0x20000, OWNER_RESERVE_MEM, "r");
	when("");
	when_table();
	expect_reserved("0-180000 200000-205000");
	expect_regions(MBT_RESERVED,
		       "0-f0000 low 1 MiB (6), f0000-110000 reserve_mem r"
		       " (6), 110000-180000 boot services (0),"
		       " 200000-203000 module m (5), 203000-205000 stack (4)");
}

TEST(a_cap_cuts_page_owners)
{
	given_map("0-400000:7");
	given_loader_range(0x1ff000, 0x2000, OWNER_MODULE, "m");
	given_loader_range(0x300000, 0x2000, OWNER_MODULE, "n");
	when("profile=linux-arm64 mem=2M");
	when_table();
	expect_regions(MBT_MEMORY, "0-200000");
	expect_regions(MBT_RESERVED, "1ff000-200000 module m (5)");
	expect_regions(MBT_PHYSMAP, "0-400000");
}

TEST(neighbours_with_different_names_stay_apart)
{
	given_map("200000-400000:7");
	given_loader_range(0x200000, 0x1000, OWNER_MODULE, "a");
	given_loader_range(0x201000, 0x1000, OWNER_MODULE, "b");
	when("profile=linux-arm64");
	when_table();
	expect_reserved("200000-202000");
	expect_regions(MBT_RESERVED,
		       "200000-201000 module a (5), 201000-202000 module b"
		       " (5)");
}

TEST(a_node_boundary_splits_a_reservation)
{
	given_map("200000-400000:7");
	given_loader_range(0x200000, 0x2000, OWNER_MODULE, "m");
	given_loader_range(0x202000, 0x2000, OWNER_MODULE, "n");
	when("profile=linux-arm64");
	assert_int_equal(
		memblock_reserved_set_node(&conversion.mb, 0x201000, 0x2000, 1),
		0);
	when_table();
	expect_regions(MBT_RESERVED,
		       "200000-201000 module m (5), 201000-202000@1 module m"
		       " (5), 202000-203000@1 module n (5), 203000-204000"
		       " module n (5)");
}

/* Owners cover only what is reserved. */
TEST(later_freed_ranges_are_not_reserved)
{
	given_map("200000-400000:7");
	given_loader_range(0x200000, 0x2000, OWNER_MODULE, "m");
	given_loader_range(0x300000, 0x2000, OWNER_MODULE, "n");
	when("profile=linux-arm64");
	assert_int_equal(memblock_phys_free(&conversion.mb, 0x301000, 0x1000),
			 0);
	when_table();
	expect_regions(MBT_RESERVED,
		       "200000-202000 module m (5), 300000-301000 module n"
		       " (5)");
}

TEST(what_is_not_reserved_any_more_has_no_entry)
{
	given_map("200000-400000:7");
	given_loader_range(0x200000, 0x2000, OWNER_MODULE, "m");
	given_loader_range(0x300000, 0x2000, OWNER_MODULE, "n");
	when("profile=linux-arm64");
	assert_int_equal(memblock_phys_free(&conversion.mb, 0x300000, 0x2000),
			 0);
	when_table();
	expect_regions(MBT_RESERVED, "200000-202000 module m (5)");
}

TEST(what_has_no_owner_has_no_entry)
{
	given_map("200000-400000:7");
	given_loader_range(0x200000, 0x2000, OWNER_MODULE, "m");
	given_loader_range(0x300000, 0x2000, OWNER_MODULE, "n");
	when("profile=linux-arm64");
	conversion.page_owner_cnt = 1;
	when_table();
	expect_regions(MBT_RESERVED, "200000-202000 module m (5)");
}
