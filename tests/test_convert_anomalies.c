/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/convert/classify.c: anomalies of descriptors, and how such descriptors
 * are used.
 */
#include "tests/lib/test.h"

#include "tests/lib/givenmap.h"

#define ARM64 "profile=linux-arm64"

TEST(descriptors_of_no_pages_are_skipped)
{
	given_map("100000-200000:7 180000+0:5:WB|RUNTIME 0+0:0:0x0");
	when("");
	expect("100000-200000");
	expect_physmap("100000-200000");
	expect_anomalies("#1 empty, #2 empty");
	expect_dispositions("memory skipped skipped");
	assert_int_equal(conversion.anomalous, 2);
	when(ARM64);
	expect("100000-200000");
}

TEST(descriptors_beyond_the_top_are_skipped)
{
	given_map("100000-200000:7 fffffffffffff000+2:7"
		  " 0+10000000000000:7 2000+fffffffffffff:7"
		  " fffffffffffff001+1:7 0+ffffffffffffffff:7");
	when("");
	expect("100000-200000");
	expect_physmap("100000-200000");
	expect_anomalies("#1 wraps, #2 wraps, #3 wraps, #4 wraps, #5 wraps");
	expect_dispositions("memory skipped skipped skipped skipped skipped");
}

/* No region ends at 2^64: base + size would be 0. */
TEST(what_ends_at_the_top_loses_its_last_page)
{
	given_map("fffffffffff00000+100:7");
	when("");
	expect("fffffffffff00000-fffffffffffff000");
	expect_physmap("fffffffffff00000-fffffffffffff000");
	expect_anomalies("#0 top");
	when(ARM64);
	expect("fffffffffff00000-fffffffffffff000");
	given_map("fffffffffffff000+1:7 100000-101000:7");
	when("");
	expect("100000-101000");
	expect_anomalies("#0 top");
	when(ARM64);
	expect("100000-101000");
}

TEST(all_of_the_address_space_but_a_page_is_memory)
{
	given_map("0+fffffffffffff:7");
	when("");
	expect("1000-a0000 100000-fffffffffffff000");
	expect_physmap("0-fffffffffffff000");
	expect_anomalies("");
	when(ARM64);
	expect("0-fffffffffffff000");
}

TEST(memory_within_pages_shrinks_to_whole_ones)
{
	given_map("100800+4:7");
	when("");
	expect("101000-104000");
	expect_physmap("101000-104000");
	expect_anomalies("#0 misaligned");
	when(ARM64);
	expect("101000-104000");
	expect_physmap("101000-104000");
	given_map("100800+1:7");
	when("");
	expect("");
	when(ARM64);
	expect("");
}

TEST(two_halves_of_a_page_make_a_page)
{
	given_map("100800+1:7 101800+1:7");
	when("");
	expect("101000-102000");
	expect_physmap("101000-102000");
	when(ARM64);
	expect("101000-102000");
	expect_physmap("101000-102000");
}

TEST(descending_descriptors_are_counted_but_not_an_anomaly)
{
	given_map("300000-400000:7 100000-200000:7 200000-300000:7"
		  " 0-100000:7");
	when("");
	expect("1000-a0000 100000-400000");
	assert_int_equal(conversion.descents, 2);
	expect_anomalies("");
}

TEST(overlap_with_a_lower_descriptor_is_an_anomaly)
{
	given_map("100000-200000:7 1ff000-300000:7 300000-400000:7");
	when("");
	expect("100000-400000");
	expect_anomalies("#1 overlap");
	/* Also with one that began long before, and the same twice. */
	given_map("100000-900000:7 200000-300000:7 400000-500000:7"
		  " 900000-a00000:7 900000-a00000:7");
	when("");
	expect("100000-a00000");
	expect_anomalies("#1 overlap, #2 overlap, #4 overlap");
	/* Beside another one. */
	given_map("100000-200000:7 180000-280000:4:WB|RUNTIME");
	when("");
	expect_anomalies("#1 overlap runtime");
}

TEST(types_that_uefi_does_not_define_are_an_anomaly)
{
	given_map("0-1000:15 1000-2000:16 2000-3000:0x6fffffff"
		  " 3000-4000:0x70000000 4000-5000:0x80000000"
		  " 5000-6000:0xffffffff");
	when("");
	expect_anomalies("#1 undefined-type, #2 undefined-type");
	expect_dispositions(
		"memory excluded excluded excluded excluded excluded");
}

TEST(usable_types_need_write_back_and_no_runtime)
{
	given_map("0-1000:7:UC 1000-2000:1:WT 2000-3000:3:WB|RUNTIME"
		  " 3000-4000:0:0x0 4000-5000:9:UC 5000-6000:14:UC");
	when("");
	expect_anomalies("#0 not-wb, #1 not-wb, #2 runtime");
}

TEST(runtime_types_need_the_runtime_attribute)
{
	given_map("0-1000:5 1000-2000:6:WB|RUNTIME 2000-3000:6:RUNTIME"
		  " 3000-4000:10");
	when("");
	expect_anomalies("#0 no-runtime");
}

/* The memory of a map with one descriptor, or with two that overlap; a type
 * below 0 stands for no descriptor. */
static const char *memory_of(const char *words, int low, int high)
{
	char text[128];

	if (low < 0)
		snprintf(text, sizeof(text), "200000-300000:%d", high);
	else
		snprintf(text, sizeof(text),
			 "200000-300000:%d"
			 " 200000-300000:%d",
			 low, high);
	given_map(text);
	when(words);
	return text_of(&mb.memory);
}

/* Every pair of types: a byte that one of the two excludes is not in memory, or
 * not mapped; on arm64, only types that are never memory do not exclude. */
TEST(of_two_that_overlap_the_stricter_counts)
{
	static const char all[] = "200000-300000", nomap[] = "200000-300000:4";

	for (int a = 0; a < 16; a++) {
		for (int b = 0; b < 16; b++) {
			bool both =
				*memory_of("", -1, a) && *memory_of("", -1, b);
			bool strict =
				strcmp(memory_of(ARM64, -1, a), nomap) == 0 ||
				strcmp(memory_of(ARM64, -1, b), nomap) == 0;

			assert_string_equal(memory_of("", a, b),
					    both ? all : "");
			assert_string_equal(memory_of(ARM64, a, b),
					    strict ? nomap : all);
		}
	}
}
