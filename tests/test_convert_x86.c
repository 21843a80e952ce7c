/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/convert/x86.c: from descriptors through E820 to memory, as in Linux on
 * x86. Type 4026531839 is SOFT_RESERVED, 0xefffffff.
 */
#include "tests/lib/test.h"

#include "tests/lib/givenmap.h"
#include "tests/lib/rangetext.h"

TEST(each_type_becomes_its_e820_entry)
{
	given_map("100000-101000:0 102000-103000:1 104000-105000:2"
		  " 106000-107000:3 108000-109000:4 10a000-10b000:5"
		  " 10c000-10d000:6 10e000-10f000:7 110000-111000:8"
		  " 112000-113000:9 114000-115000:10 116000-117000:11"
		  " 118000-119000:12 11a000-11b000:13 11c000-11d000:14"
		  " 11e000-11f000:15 120000-121000:16"
		  " 122000-123000:0x70000000 124000-125000:0x80000000");
	when("");
	expect_firmware_e820("100000-101000:2 102000-103000:1 104000-105000:1"
			     " 106000-107000:1 108000-109000:1 10a000-10b000:2"
			     " 10c000-10d000:2 10e000-10f000:1 110000-111000:5"
			     " 112000-113000:3 114000-115000:4 116000-117000:2"
			     " 118000-119000:2 11a000-11b000:2 11c000-11d000:7"
			     " 11e000-11f000:1");
	expect("102000-103000 104000-105000 106000-107000 108000-109000"
	       " 10e000-10f000 11e000-11f000");
	/* Everything that is cacheable, except device registers. */
	expect_physmap("100000-101000 102000-103000 104000-105000"
		       " 106000-107000 108000-109000 10a000-10b000"
		       " 10c000-10d000 10e000-10f000 110000-111000"
		       " 112000-113000 114000-115000 11a000-11b000"
		       " 11c000-11d000 11e000-11f000 120000-121000"
		       " 122000-123000 124000-125000");
	expect_owners("0-100000 low 1 MiB, 106000-107000 boot services,"
		      " 108000-109000 boot services,"
		      " 11e000-11f000 unaccepted");
}

TEST(neighbours_of_one_e820_type_are_joined)
{
	given_map("100000-200000:1 200000-300000:3 300000-400000:7"
		  " 400000-500000:0 500000-600000:5:WB|RUNTIME");
	when("");
	expect_firmware_e820("100000-400000:1 400000-600000:2");
	expect("100000-400000");
}

TEST(cacheable_reserved_memory_is_in_physmap)
{
	given_map("100000-200000:0:WB 200000-300000:0:UC 300000-400000:13:UC"
		  " 400000-500000:0x70000000:UC 500000-600000:11:WB");
	when("");
	expect("");
	expect_physmap("100000-200000");
	expect_dispositions("excluded ignored ignored ignored ignored");
}

TEST(page_0_and_the_bios_area_are_not_memory)
{
	given_map("0-200000:7");
	when("");
	expect("1000-a0000 100000-200000");
	expect_physmap("0-200000");
	expect_firmware_e820("0-200000:1");
	given_map("0-1000:7 9f000-100000:4");
	when("");
	expect("9f000-a0000");
	given_map("800-2800:7");
	when("");
	expect("1000-2000");
}

TEST(the_low_mib_is_reserved_with_or_without_memory)
{
	given_map("200000-300000:7");
	when("");
	expect_owners("0-100000 low 1 MiB");
	given_map("0-a0000:7");
	when("");
	expect_reserved("0-100000");
}

/* --- the second pass ----------------------------------------------------- */

TEST(special_purpose_memory_waits_for_its_driver)
{
	given_map("100000-200000:7 200000-300000:7:WB|SP"
		  " 300000-400000:4:WB|SP");
	when("");
	expect("100000-200000");
	expect_physmap("100000-400000");
	expect_owners("0-100000 low 1 MiB, 200000-400000 soft reserved");
	expect_dispositions("memory soft-reserved soft-reserved");
	when("efi=nosoftreserve");
	expect("100000-400000");
	expect_owners("0-100000 low 1 MiB, 300000-400000 boot services");
}

/* With it, Linux adds the map again, and then requires WB. */
TEST(special_purpose_memory_causes_a_second_pass)
{
	static const char map[] = "100000-200000:7 200000-300000:7:UC"
				  " 300000-400000:16 400000-500000:14"
				  " 500000-600000:7:WB|SP";

	given_map(map);
	when("efi=nosoftreserve");
	expect("100000-300000 500000-600000");
	when("");
	expect("100000-200000");
	expect_firmware_e820("100000-300000:1 400000-500000:7"
			     " 500000-600000:4026531839");
	expect_e820("100000-200000:1 200000-400000:2 400000-500000:7"
		    " 500000-600000:4026531839");
	when("efi=nosoftreserve add_efi_memmap");
	expect("100000-200000 500000-600000");
}

/* Only conventional memory does so. */
TEST(special_purpose_loader_data_causes_no_second_pass)
{
	given_map("100000-200000:7:UC 200000-300000:2:WB|SP");
	when("");
	expect("100000-200000");
}

/* In Linux it would turn into reserved. */
TEST(unaccepted_memory_survives_the_second_pass)
{
	given_map("100000-200000:15 200000-300000:15:UC");
	when("add_efi_memmap");
	expect("100000-300000");
}

/* In Linux it follows the edits and adds back what they removed. */
TEST(edits_also_hold_in_the_second_pass)
{
	given_map("100000-400000:7 400000-500000:7:WB|SP");
	when("mem=2M");
	assert_true(conversion.second_pass);
	expect("100000-200000");
	when("memmap=1M%2M");
	expect("100000-200000 300000-400000");
	when("efi=nosoftreserve add_efi_memmap memmap=exactmap,1M@1M");
	expect("100000-200000");
}

TEST(the_second_pass_knows_every_type)
{
	given_map("0-100000:0 100000-200000:3 200000-300000:6:WB|RUNTIME"
		  " 300000-400000:8 400000-500000:9 500000-600000:10"
		  " 600000-700000:11:UC 700000-800000:13"
		  " 800000-900000:0x70000000");
	when("");
	expect_e820("0-100000:2 100000-200000:1 200000-300000:2"
		    " 300000-400000:5 400000-500000:3 500000-600000:4"
		    " 600000-800000:2");
	when("add_efi_memmap");
	expect_e820("0-100000:2 100000-200000:1 200000-300000:2"
		    " 300000-400000:5 400000-500000:3 500000-600000:4"
		    " 600000-900000:2");
}

/* --- attributes ---------------------------------------------------------- */

TEST(mirrored_memory_is_marked_when_asked_for)
{
	given_map("100000-200000:7 200000-300000:7:WB|MORE_RELIABLE"
		  " 300000-400000:0:WB|MORE_RELIABLE 400000-500000:4");
	when("");
	expect("100000-300000 400000-500000");
	when("kernelcore=mirror");
	expect("100000-200000 200000-300000:2 400000-500000");
	assert_true(memblock_has_mirror(&conversion.mb));
}

/* Regions of memory are whole pages, and so are its mirrored parts. */
TEST(mirrors_within_pages_shrink_to_whole_ones)
{
	given_map("100000-200000:7 180800+2:7:WB|MORE_RELIABLE"
		  " 190800+1:7:WB|MORE_RELIABLE");
	when("kernelcore=mirror");
	expect("100000-181000 181000-182000:2 182000-200000");
}

TEST(mirrors_are_marked_below_the_cap)
{
	given_map("100000-400000:7 180000-280000:7:WB|MORE_RELIABLE");
	when("kernelcore=mirror mem=2M");
	expect("100000-180000 180000-200000:2");
}

TEST(runtime_on_usable_types_is_reserved_for_good)
{
	given_map("100000-200000:7:WB|RUNTIME 200000-300000:4:WB|RUNTIME"
		  " 300000-400000:4");
	when("");
	expect("100000-400000");
	expect_owners("0-100000 low 1 MiB, 100000-300000 runtime attribute,"
		      " 300000-400000 boot services");
	expect_anomalies("#0 runtime, #1 runtime");
}

TEST(other_attributes_change_nothing)
{
	given_map("100000-200000:7:WB|NV 200000-300000:7:WB|HOT_PLUGGABLE"
		  " 300000-400000:7:WB|CPU_CRYPTO"
		  " 400000-500000:7:WB|RO|XP|WP|RP|UCE"
		  " 500000-600000:14:WB|NV");
	when("kernelcore=mirror");
	expect("100000-500000");
	expect_physmap("100000-600000");
}
