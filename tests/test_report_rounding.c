/* SPDX-License-Identifier: BSD-2-Clause */
/* What page-size= changes, in format=text and format=json. */
#include "tests/lib/test.h"

#include "tests/lib/givenreport.h"
#include "tests/lib/golden.h"

TEST(text_and_json_show_what_larger_pages_change)
{
	given_map("100000-205000:7 205000-206000:6:WB|RUNTIME"
		  " 206000-301000:7 400000-401000:9");
	capture.profile = PROFILE_LINUX_ARM64;
	strcpy(capture.arch, "aarch64");
	when("page-size=64K");
	assert_string_equal(
		differs_from_golden("report-64k.text", report_as(FORMAT_TEXT)),
		"");
	for (const char *line = reported; *line;) {
		size_t len = strcspn(line, "\n");

		assert_in_range(len, 0, 79);
		line += len + 1;
	}
	assert_string_equal(
		differs_from_golden("report-64k.json", report_as(FORMAT_JSON)),
		"");
}

TEST(pages_of_4k_are_not_mentioned)
{
	given_map("100000-205000:7 205000-206000:6:WB|RUNTIME");
	when("page-size=4K");
	assert_null(strstr(report_as(FORMAT_TEXT), "pages of"));
}

TEST(linux_gains_nothing_without_partial_pages)
{
	given_map("100000-200000:7");
	when("page-size=64K profile=linux-arm64");
	assert_non_null(strstr(report_as(FORMAT_TEXT), "pages of 64 KiB"));
	assert_null(strstr(reported, "Linux uses"));
}

/* NOMAP grows to whole pages, and mem= does not cut it. */
TEST(what_became_nomap_is_not_excluded)
{
	given_map("100000-205000:7 205000-206000:6:WB|RUNTIME 206000-300000:7"
		  " 300000-305000:9 305000-400000:7");
	when("page-size=64K profile=linux-arm64 mem=64K");
	expect("100000-110000 200000-210000:4");
	report_as(FORMAT_TEXT);
	expect_line("excluded: RAM that is not in memory\n"
		    "  0x0000000000110000-0x00000000001fffff    960 KiB"
		    "  cut by mem= or memmap=\n"
		    "  0x0000000000210000-0x00000000003fffff    1.9 MiB"
		    "  cut by mem= or memmap=");
}

TEST(what_mem_cut_and_what_rounding_lost_are_distinguished)
{
	given_map("100000-205000:7");
	when("page-size=64K profile=linux-arm64 mem=512K");
	report_as(FORMAT_TEXT);
	expect_line("excluded: RAM that is not in memory\n"
		    "  0x0000000000180000-0x00000000001fffff    512 KiB"
		    "  cut by mem= or memmap=\n"
		    "  0x0000000000200000-0x0000000000204fff     20 KiB"
		    "  page partly memory");
}
