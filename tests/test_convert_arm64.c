/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/convert/convert.c: attributes decide; memory that must not be mapped has
 * NOMAP (:4); mem= is an amount.
 */
#include "tests/lib/test.h"

#include "tests/lib/givenmap.h"
#include "tests/lib/rangetext.h"

static void given_arm64(const char *text)
{
	given_map(text);
	capture.profile = PROFILE_LINUX_ARM64;
}

TEST(each_type_becomes_memory_nomap_or_nothing)
{
	given_arm64("0-1000:0 2000-3000:1 4000-5000:2 6000-7000:3 8000-9000:4"
		    " a000-b000:5:WB|RUNTIME c000-d000:6:WB|RUNTIME"
		    " e000-f000:7 10000-11000:8 12000-13000:9 14000-15000:10"
		    " 16000-17000:11:UC|RUNTIME 18000-19000:12:UC"
		    " 1a000-1b000:13 1c000-1d000:14 1e000-1f000:15"
		    " 20000-21000:16 22000-23000:0x70000000"
		    " 24000-25000:0x80000000");
	when("");
	expect("0-1000:4 2000-3000 4000-5000 6000-7000 8000-9000 a000-b000:4"
	       " c000-d000:4 e000-f000 10000-11000:4 12000-13000"
	       " 14000-15000:4 1a000-1b000:4 1c000-1d000 1e000-1f000:4"
	       " 20000-21000:4 22000-23000:4 24000-25000:4");
	expect_physmap("0-1000 2000-3000 4000-5000 6000-7000 8000-9000"
		       " a000-b000 c000-d000 e000-f000 10000-11000"
		       " 12000-13000 14000-15000 1a000-1b000 1c000-1d000"
		       " 1e000-1f000 20000-21000 22000-23000 24000-25000");
	expect_owners("12000-13000 ACPI reclaim");
	expect_reserved("12000-13000");
}

TEST(cacheability_decides_what_is_memory)
{
	given_arm64("100000-200000:7:WB 200000-300000:7:WT 300000-400000:7:WC"
		    " 400000-500000:7:UC 500000-600000:7:0x0"
		    " 600000-700000:0:UC 700000-800000:11:WB");
	when("");
	expect("100000-200000 200000-400000:4 700000-800000:4");
	expect_physmap("100000-600000 700000-800000");
	expect_dispositions(
		"memory nomap nomap excluded excluded ignored nomap");
	expect_anomalies("#1 not-wb, #2 not-wb, #3 not-wb, #4 not-wb");
}

/* Linux reserves them by type, mapped or not. */
TEST(acpi_tables_are_reserved_whatever_their_cacheability)
{
	given_arm64("100000-200000:9:WB 200000-300000:9:WT"
		    " 300000-400000:9:WC 400000-500000:9:UC"
		    " 500000-600000:9:WB|SP");
	when("");
	expect("100000-200000 200000-400000:4");
	expect_owners("100000-400000 ACPI reclaim");
	expect_dispositions("memory nomap nomap excluded soft-reserved");
}

TEST(special_purpose_memory_of_any_type_waits)
{
	given_arm64("100000-200000:7:WB|SP 200000-300000:0:WB|SP"
		    " 300000-400000:7");
	when("");
	expect("300000-400000");
	expect_physmap("100000-400000");
	expect_reserved("");
	when("efi=nosoftreserve");
	expect("100000-200000 200000-300000:4 300000-400000");
}

TEST(boot_services_are_free)
{
	given_arm64("0-100000:3 100000-200000:4");
	when("");
	expect("0-200000");
	expect_reserved("");
}

TEST(runtime_on_usable_types_is_reserved_for_good)
{
	given_arm64("100000-200000:7:WB|RUNTIME 200000-300000:4:WB|RUNTIME");
	when("");
	expect("100000-300000");
	expect_owners("100000-300000 runtime attribute");
}

TEST(mirrored_memory_is_marked_when_asked_for)
{
	given_arm64("100000-200000:7 200000-300000:7:WB|MORE_RELIABLE"
		    " 300000-400000:6:WB|MORE_RELIABLE|RUNTIME");
	when("");
	expect("100000-300000 300000-400000:4");
	assert_false(memblock_has_mirror(&conversion.mb));
	when("kernelcore=mirror");
	expect("100000-200000 200000-300000:2 300000-400000:6");
	assert_true(memblock_has_mirror(&conversion.mb));
}

TEST(mirrored_memory_above_the_cap_is_not_marked)
{
	given_arm64("100000-200000:7 200000-300000:7:WB|MORE_RELIABLE"
		    " 400000-500000:11:MORE_RELIABLE");
	when("kernelcore=mirror mem=1M");
	expect("100000-200000");
	assert_false(memblock_has_mirror(&conversion.mb));
}

TEST(where_descriptors_overlap_nomap_wins)
{
	given_arm64("100000-500000:7 200000-300000:6:WB|RUNTIME");
	when("");
	expect("100000-200000 200000-300000:4 300000-500000");
	given_arm64("200000-300000:7 100000-500000:6:WB|RUNTIME");
	when("");
	expect("100000-500000:4");
	given_arm64("100000-300000:7 200000-400000:0 300000-500000:7");
	when("");
	expect("100000-200000 200000-400000:4 400000-500000");
}

/* NOMAP grows to whole pages, memory shrinks. */
TEST(within_a_page_the_stricter_type_wins)
{
	given_arm64("100000-101000:7 101800+1:6:WB|RUNTIME 102800+1:7");
	when("");
	expect("100000-101000 101000-103000:4");
	expect_physmap("100000-103000");
	expect_anomalies("#1 misaligned, #2 misaligned");
}

TEST(nomap_at_the_top_ends_below_2_to_the_64)
{
	given_arm64("ffffffffffffe800+1:6:WB|RUNTIME");
	when("");
	expect("ffffffffffffe000-fffffffffffff000:4");
	given_arm64("fffffffffffff000+1:6:WB|RUNTIME");
	when("");
	expect("");
}

/* Rounding its start up would wrap to 0. */
TEST(the_last_page_of_the_address_space_is_not_memory)
{
	given_arm64("ffffffffffffd200+2:6:WB|RUNTIME ffffffffffffd400+2:7");
	when("");
	expect("ffffffffffffd000-fffffffffffff000:4");
}

/* --- mem= ---------------------------------------------------------------- */

#define BANKS                                                        \
	"100000-200000:7 200000-280000:6:WB|RUNTIME 280000-400000:7" \
	" 800000-900000:7 900000-a00000:0:WB"

TEST(mem_keeps_the_lowest_bytes_including_nomap)
{
	given_arm64(BANKS);
	when("mem=2M");
	expect("100000-200000 200000-280000:4 280000-300000 900000-a00000:4");
	expect_physmap("100000-400000 800000-a00000");
	assert_int_equal(conversion.uncapped, 0x500000);
	when("mem=0x380000");
	expect("100000-200000 200000-280000:4 280000-400000 800000-880000"
	       " 900000-a00000:4");
}

TEST(mem_beyond_all_memory_changes_nothing)
{
	given_arm64(BANKS);
	when("mem=5M");
	expect("100000-200000 200000-280000:4 280000-400000 800000-900000"
	       " 900000-a00000:4");
	when("mem=1T");
	expect("100000-200000 200000-280000:4 280000-400000 800000-900000"
	       " 900000-a00000:4");
}

TEST(the_last_mem_is_used_and_partial_pages_are_dropped)
{
	given_arm64(BANKS);
	when("mem=1M mem=4K");
	expect("100000-101000 200000-280000:4 900000-a00000:4");
	when("mem=8191");
	expect("100000-101000 200000-280000:4 900000-a00000:4");
}

TEST(mem_may_be_an_address)
{
	given_arm64(BANKS);
	when("mem=3M mem-kind=address");
	expect("100000-200000 200000-280000:4 280000-300000 900000-a00000:4");
	when("mem=6M mem-kind=address");
	expect("100000-200000 200000-280000:4 280000-400000 900000-a00000:4");
	when("mem=4K mem-kind=address");
	expect("200000-280000:4 900000-a00000:4");
}

TEST(mem_cuts_what_is_reserved_above_it)
{
	given_arm64("100000-200000:7 200000-300000:9 300000-400000:7"
		    " 400000-500000:9");
	capture.image = (struct capture_range){ 0x380000, 0x20000 };
	when("");
	expect_owners("200000-300000 ACPI reclaim, 380000-3a0000 memblock.efi"
		      " image, 400000-500000 ACPI reclaim");
	when("mem=0x180000");
	expect("100000-280000");
	expect_owners("200000-280000 ACPI reclaim");
	when("mem=1M");
	expect_owners("");
	expect_reserved("");
	/* One ends where the next begins, and there memory is cut. */
	given_arm64("100000-200000:9 200000-300000:7:WB|RUNTIME");
	when("mem=1M");
	expect_owners("100000-200000 ACPI reclaim");
}

TEST(the_x86_profile_works_on_arm64)
{
	given_arm64(BANKS);
	when("profile=linux-x86 memmap=1M$1M mem=3M");
	expect("280000-300000");
	assert_int_equal(options.settings.mem_kind, MEM_ADDRESS);
}
