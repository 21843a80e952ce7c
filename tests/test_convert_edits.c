/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/convert/x86.c: mem= and memmap= edit the E820 table, from which memory
 * is built, as in Linux on x86. Type 4026531839 is SOFT_RESERVED, 0xefffffff.
 */
#include "tests/lib/test.h"

#include "tests/lib/givenmap.h"
#include "tests/lib/rangetext.h"

/* 4 MiB with a hole below 1 MiB, and 1 MiB at 4 GiB. */
#define SMALL "0-a0000:7 100000-400000:7 100000000-100100000:7"

/* --- mem= ---------------------------------------------------------------- */

TEST(mem_is_an_address_and_no_memory_is_above_it)
{
	given_map(SMALL);
	when("mem=2M");
	expect("1000-a0000 100000-200000");
	expect_physmap("0-a0000 100000-400000 100000000-100100000");
	assert_int_equal(conversion.uncapped, 0x9f000 + 0x400000);
	when("mem=4G"); /* in a hole */
	expect("1000-a0000 100000-400000");
	when("mem=8G"); /* above all */
	expect("1000-a0000 100000-400000 100000000-100100000");
	when("mem=512K");
	expect("1000-80000");
	when("mem=4K"); /* page 0 is never memory */
	expect("");
	assert_int_equal(conversion.uncapped, 0x9f000 + 0x400000);
	when("mem=99E");
	expect("1000-a0000 100000-400000 100000000-100100000");
}

TEST(mem_within_a_page_loses_that_page)
{
	given_map(SMALL);
	when("mem=0x200001");
	expect("1000-a0000 100000-200000");
	when("mem=0x1fffff");
	expect("1000-a0000 100000-1ff000");
}

TEST(the_smallest_of_several_mem_applies)
{
	given_map(SMALL);
	when("mem=3M mem=2M mem=8G");
	expect("1000-a0000 100000-200000");
}

TEST(mem_keeps_reservations_and_what_is_not_ram)
{
	given_map("100000-200000:7 200000-300000:4 300000-400000:9"
		  " 400000-500000:7:WB|SP");
	when("mem=1M");
	expect("");
	expect_e820("300000-400000:3 400000-500000:4026531839");
	expect_owners("0-100000 low 1 MiB, 200000-300000 boot services,"
		      " 400000-500000 soft reserved");
}

TEST(mem_as_an_amount_keeps_the_lowest_bytes)
{
	given_map("100000-400000:7 500000-600000:4 100000000-100100000:7");
	when("mem=0x380000 mem-kind=amount");
	expect("100000-400000 500000-580000");
	expect_e820("100000-400000:1 500000-600000:1 100000000-100100000:1");
	expect_owners("0-100000 low 1 MiB, 500000-580000 boot services");
	assert_int_equal(conversion.uncapped, 0x500000);
	when("mem=1M mem=5M mem-kind=amount"); /* the last one */
	expect("100000-400000 500000-600000 100000000-100100000");
}

/* --- memmap= ------------------------------------------------------------- */

TEST(memmap_edits_the_table)
{
	given_map(SMALL);
	when("memmap=1M$2M");
	expect("1000-a0000 100000-200000 300000-400000 100000000-100100000");
	expect_e820("0-a0000:1 100000-200000:1 200000-300000:2"
		    " 300000-400000:1 100000000-100100000:1");
	when("memmap=1M#2M");
	expect("1000-a0000 100000-200000 300000-400000 100000000-100100000");
	when("memmap=1M!2M");
	expect("1000-a0000 100000-200000 300000-400000 100000000-100100000");
	when("memmap=1M%2M-1+2");
	expect("1000-a0000 100000-200000 300000-400000 100000000-100100000");
	when("memmap=1M%2M");
	expect("1000-a0000 100000-200000 300000-400000 100000000-100100000");
	when("memmap=1M%2M-2");
	expect("1000-a0000 100000-400000 100000000-100100000");
	when("memmap=3M");
	expect("1000-a0000 100000-300000");
	/* The firmware's map is still known. */
	expect_firmware_e820("0-a0000:1 100000-400000:1"
			     " 100000000-100100000:1");
	expect_physmap("0-a0000 100000-400000 100000000-100100000");
}

/* Each cut splits the one row once more, and there is nothing added that the
 * table has room for besides. */
TEST(many_cuts_of_one_row_have_room)
{
	given_map("100000-140000:7");
	when("memmap=4K%1040K,4K%1056K,4K%1072K,4K%1088K,4K%1104K,4K%1120K");
	expect("100000-104000 105000-108000 109000-10c000 10d000-110000"
	       " 111000-114000 115000-118000 119000-140000");
}

TEST(memmap_may_add_memory_that_firmware_did_not_report)
{
	given_map(SMALL);
	when("memmap=1M@8M");
	expect("1000-a0000 100000-400000 800000-900000 100000000-100100000");
	expect_physmap("0-a0000 100000-400000 800000-900000"
		       " 100000000-100100000");
	when("memmap=exactmap,640K@0,1M@1M");
	expect("1000-a0000 100000-200000");
	expect_physmap("0-a0000 100000-400000 100000000-100100000");
	when("memmap=exactmap");
	expect("");
}

/* Memory that mem= cuts off was added before: it is also in physmap. */
TEST(memory_that_mem_cuts_from_memmap_is_in_physmap)
{
	given_map("100000-400000:7");
	when("memmap=1M@8M mem=2M");
	expect("100000-200000");
	expect_physmap("100000-400000 800000-900000");
	assert_int_equal(conversion.uncapped, 0x400000);
	when("memmap=1M@8M mem=2M mem-kind=amount");
	expect("100000-300000");
	expect_physmap("100000-400000 800000-900000");
}

TEST(memmap_cannot_turn_reserved_into_ram)
{
	given_map("100000-200000:7 200000-300000:0");
	when("memmap=2M@1M");
	expect("100000-200000");
	when("memmap=1M%2M-2+1");
	expect("100000-300000");
}

TEST(soft_reserved_may_come_from_memmap)
{
	given_map(SMALL);
	when("memmap=1M%2M+0xefffffff");
	expect("1000-a0000 100000-200000 300000-400000 100000000-100100000");
	expect_owners("0-100000 low 1 MiB, 200000-300000 soft reserved");
}

TEST(edits_apply_in_their_order)
{
	given_map(SMALL);
	when("mem=2M memmap=1M@8M");
	expect("1000-a0000 100000-200000 800000-900000");
	when("memmap=1M@8M mem=2M");
	expect("1000-a0000 100000-200000");
	when("memmap=1M@8M memmap=exactmap memmap=1M@9M");
	expect("900000-a00000");
	when("memmap=2M memmap=1M@8M,1M$0x880000");
	expect("1000-a0000 100000-200000 800000-880000");
}

TEST(edits_of_the_file_apply_first)
{
	given_map(SMALL);
	when2("mem=2M", "memmap=1M@8M");
	expect("1000-a0000 100000-200000 800000-900000");
	when2("memmap=1M@8M", "mem=2M");
	expect("1000-a0000 100000-200000");
	/* An option on the command line replaces the one in the file. */
	when2("memmap=1M@8M mem=2M", "memmap=1M@9M");
	expect("1000-a0000 100000-200000 900000-a00000");
	when2("mem=2M", "mem=3M");
	expect("1000-a0000 100000-300000");
}

/* Edits apply in their order, so with a cap less may become reserved and more
 * be added. No sum of bytes may wrap. */
TEST(a_cap_that_makes_memory_grow_does_no_harm)
{
	given_map("100000-300000:7");
	when("mem=2M memmap=1M%2M-1+2,1M@2M");
	expect("100000-300000");
	assert_int_equal(conversion.uncapped, 0x100000);
}
