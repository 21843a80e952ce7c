/* SPDX-License-Identifier: BSD-2-Clause */
/* core/report/report_text.c and text_*.c: the format for people. */
#include "tests/lib/test.h"

#include "tests/lib/givenreport.h"

TEST(text_fits_80_columns)
{
	const char *line, *end;

	when_machine();
	for (line = report_as(FORMAT_TEXT); *line; line = end + 1) {
		end = strchr(line, '\n');
		assert_non_null(end);
		if (end - line > 79)
			fail_msg("wider than 79: %.*s", (int)(end - line),
				 line);
		assert_true(end == line || end[-1] != ' ');
	}
}

TEST(text_without_firmware_facts_leaves_them_out)
{
	given_map("100000-200000:7");
	capture.vendor[0] = '\0';
	capture.uefi_revision = 0;
	when("");
	assert_null(strstr(report_as(FORMAT_TEXT), "Firmware"));
	expect_line("Findings: 2 warnings");
	assert_null(strstr(reported, "cut by mem="));
	capture.uefi_revision = 0x0002000a;
	capture.arch[0] = '\0';
	report_as(FORMAT_TEXT);
	expect_line("Firmware  unknown vendor, revision 0x00010000,"
		    " UEFI 2.1");
}

TEST(revisions_are_written_as_the_specification_does)
{
	static const struct {
		uint32_t revision;
		const char *text;
	} cases[] = {
		{ 0x00010002, "UEFI 1.0.2" }, { 0x0001000a, "UEFI 1.1" },
		{ 0x0002001f, "UEFI 2.3.1" }, { 0x00020046, "UEFI 2.7" },
		{ 0x00020064, "UEFI 2.10" },
	};

	given_map("100000-200000:7");
	when("");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char wanted[32];

		capture.uefi_revision = cases[i].revision;
		snprintf(wanted, sizeof(wanted), "%s,", cases[i].text);
		assert_non_null(strstr(report_as(FORMAT_TEXT), wanted));
	}
}

TEST(text_counts_descriptors_that_do_not_ascend)
{
	given_map("200000-300000:7 100000-200000:7");
	when("");
	report_as(FORMAT_TEXT);
	expect_line("          not ascending in 1 place, which is usual");
	given_map("300000-400000:7 200000-300000:7 100000-200000:7");
	when("");
	report_as(FORMAT_TEXT);
	expect_line("          not ascending in 2 places, which is usual");
}

TEST(a_map_without_memory_is_printed)
{
	given_map("100000-200000:5:WB|RUNTIME");
	when("");
	report_as(FORMAT_TEXT);
	expect_line("  0 regions, 0 bytes");
	expect_line("  largest free range              0 bytes"
		    "                        0 bytes");
	report_as(FORMAT_E820);
	assert_string_equal(reported, "BIOS-provided physical RAM map:\n"
				      "BIOS-e820: [mem 0x0000000000100000-"
				      "0x00000000001fffff] reserved\n");
}

TEST(nomap_memory_is_not_free)
{
	given_map("100000-200000:7 200000-400000:5:WB|RUNTIME"
		  " 400000-500000:9");
	when("profile=linux-arm64");
	report_as(FORMAT_TEXT);
	expect_line("  memory                            4 MiB"
		    "                4,194,304 bytes");
	expect_line("  free: not reserved                1 MiB"
		    "                1,048,576 bytes");
}

/* Sizes stay within bounds when edits add what mem= cut. */
TEST(a_limit_with_later_additions_cuts_nothing)
{
	given_map("100000-300000:7");
	when("mem=2M memmap=1M%2M-1+2,1M@2M");
	report_as(FORMAT_TEXT);
	expect_line("    of which cut by mem=          0 bytes"
		    "                        0 bytes");
}

TEST(each_excluded_range_has_its_reason)
{
	given_map("0-100000:7 100000-200000:7:UC 200000-300000:7:WB|SP"
		  " 300000-400000:7 400000-500000:0 480000-600000:10");
	when("memmap=64K$3M");
	report_as(FORMAT_TEXT);
	expect_line("excluded: RAM that is not in memory\n"
		    "  0x0000000000000000-0x0000000000000fff      4 KiB"
		    "  page 0 and BIOS area\n"
		    "  0x00000000000a0000-0x00000000000fffff    384 KiB"
		    "  page 0 and BIOS area\n"
		    "  0x0000000000100000-0x00000000001fffff      1 MiB"
		    "  not write-back\n"
		    "  0x0000000000200000-0x00000000002fffff      1 MiB"
		    "  soft reserved\n"
		    "  0x0000000000300000-0x000000000030ffff     64 KiB"
		    "  cut by mem= or memmap=\n"
		    "  0x0000000000400000-0x000000000047ffff    512 KiB"
		    "  ReservedMemoryType\n"
		    "  0x0000000000480000-0x00000000005fffff    1.5 MiB"
		    "  ACPIMemoryNVS");
	/* Of two descriptors that overlap, the one that excludes it. */
	given_map("100000-300000:7 200000-280000:6:WB|RUNTIME");
	when("");
	report_as(FORMAT_TEXT);
	expect_line("excluded: RAM that is not in memory\n"
		    "  0x0000000000200000-0x000000000027ffff    512 KiB"
		    "  RuntimeServicesData");
}

/* Rows are split by reason, not by descriptor. */
TEST(adjacent_ranges_with_one_reason_are_one_row)
{
	given_map("0-200000:7 200000-300000:7:UC 300000-400000:7");
	when("mem=512K");
	report_as(FORMAT_TEXT);
	expect_line("  0x0000000000080000-0x000000000009ffff    128 KiB"
		    "  cut by mem= or memmap=\n"
		    "  0x00000000000a0000-0x00000000000fffff    384 KiB"
		    "  page 0 and BIOS area\n"
		    "  0x0000000000100000-0x00000000003fffff      3 MiB"
		    "  cut by mem= or memmap=");
	/* The area below 1 MiB is special only on x86. */
	when("profile=linux-arm64 mem=640K");
	report_as(FORMAT_TEXT);
	expect_line("excluded: RAM that is not in memory\n"
		    "  0x00000000000a0000-0x00000000001fffff    1.4 MiB"
		    "  cut by mem= or memmap=");
}

/* No descriptor covers it. */
TEST(memory_added_by_memmap_and_cut_by_mem_is_excluded)
{
	given_map("0-100000:7 100000-200000:0 300000-400000:7");
	when("memmap=1M@2M,1M@5M,1M@7M mem=5632K");
	report_as(FORMAT_TEXT);
	expect_line("  0x0000000000100000-0x00000000001fffff      1 MiB"
		    "  ReservedMemoryType\n"
		    "  0x0000000000580000-0x00000000005fffff    512 KiB"
		    "  cut by mem= or memmap=\n"
		    "  0x0000000000700000-0x00000000007fffff      1 MiB"
		    "  cut by mem= or memmap=");
	/* With descriptors on both sides. */
	when("memmap=1M@2M,1M@4M mem=1M");
	report_as(FORMAT_TEXT);
	expect_line("  0x0000000000200000-0x00000000004fffff      3 MiB"
		    "  cut by mem= or memmap=");
}

TEST(control_characters_of_names_are_escaped)
{
	static const struct loader_range module = {
		.base = 0x100000,
		.size = 0x1000,
		.owner = OWNER_MODULE,
		.name = "a\nb",
	};

	given_map("100000-200000:7");
	strcpy(capture.vendor, "a\nRules  evil\033[31m\xc2\x9b\xff\xc3\xa9");
	strcpy(capture.arch, "\t");
	strcpy(capture.origin, "x\ry");
	capture.loader_ranges = &module;
	capture.loader_range_cnt = 1;
	when("-- \177");
	report_as(FORMAT_TEXT);
	expect_line(
		"Firmware  a\\x0aRules  evil\\x1b[31m\\xc2\\x9b\\xff\xc3\xa9,"
		" revision 0x00010000, UEFI 2.7, \\x09");
	expect_line("Map       1 descriptors of 48 bytes, version 1, from"
		    " x\\x0dy");
	expect_line("Kernel    \\x7f");
	expect_line("  0x0000000000100000-0x0000000000100fff      4 KiB"
		    "  module a\\x0ab");
}

TEST(attributes_without_a_name_are_shown_in_hex)
{
	given_map("100000-200000:7:0x400000000");
	when("");
	assert_non_null(strstr(report_as(FORMAT_JSON),
			       "\"attributes\": [\"0x400000000\"]"));
}

TEST(types_with_one_name_share_a_row)
{
	given_map("400000-401000:16"
		  " 100000-101000:0x70000001 101000-102000:0x70000002"
		  " 102000-103000:0x80000001 103000-104000:0x80000001");
	when("");
	report_as(FORMAT_TEXT);
	expect_line(
		"  warning: undefined-type\n"
		"      the descriptor has a type that UEFI does not define\n"
		"      #0 unknown at 0x400000, 1 page");
	expect_line("  OEM     several types          2"
		    "                2        8 KiB");
	expect_line("  OS      0x80000001             2"
		    "                2        8 KiB");
}

TEST(more_pages_than_addresses_saturate)
{
	given_map("1000-fffffffffffff000:0 1000-8000000000000000:0");
	when("");
	report_as(FORMAT_TEXT);
	expect_line("  ReservedMemoryType             2"
		    " 6,755,399,441,055,741     16.0 EiB");
}

TEST(the_descriptors_are_listed_in_the_firmware_s_order)
{
	given_map(
		"200000-300000:5:WB|RUNTIME|XP 100000-200000:7:WB|MORE_RELIABLE"
		" 400000-400000:0");
	when("");
	report_as(FORMAT_TEXT);
	expect_line("Descriptors as the firmware lists them\n"
		    "  #0   0x0000000000200000-0x00000000002fffff     1 MiB"
		    "  RuntimeServicesCode RUN\n"
		    "  #1   0x0000000000100000-0x00000000001fffff     1 MiB"
		    "  ConventionalMemory MR\n"
		    "  #2   0x0000000000400000, 0 pages: skipped;"
		    " ReservedMemoryType");
}

TEST(the_summary_states_what_rounding_would_hide)
{
	given_map("0-a0000:7 100000-100000000:7");
	when("profile=linux-arm64");
	report_as(FORMAT_TEXT);
	expect_line("Memory    4.0 GiB of 4.0 GiB RAM");
	when("mem=4095M");
	report_as(FORMAT_TEXT);
	expect_line("Memory    4.0 GiB of 4.0 GiB RAM, 1.0 MiB excluded");
	expect_line("Free      4.0 GiB of 4.0 GiB memory, 636 KiB in use;"
		    " largest range 4.0 GiB");
}

TEST(rows_of_owners_that_differ_from_the_regions_are_explained)
{
	given_map("100000-200000:4 200000-300000:2");
	when("");
	report_as(FORMAT_TEXT);
	expect_line("  1 region, 2 MiB in 2 rows: owners touch or overlap");
	given_map("100000-200000:7");
	when("");
	report_as(FORMAT_TEXT);
	expect_line("  1 region, 1 MiB\n"
		    "  0x0000000000000000-0x00000000000fffff      1 MiB"
		    "  low 1 MiB");
}

TEST(nomap_memory_above_mem_is_explained)
{
	given_map("0-200000:7 200000-300000:5:WB|RUNTIME 300000-400000:7"
		  " 400000-500000:5:WB|RUNTIME");
	when("profile=linux-arm64 mem=1M");
	report_as(FORMAT_TEXT);
	expect_line("Memory    3 MiB of 5 MiB RAM, 2 MiB excluded\n"
		    "          with 2 MiB of NOMAP that mem= does not cut");
	expect_line("    NOMAP, not cut by mem=          2 MiB"
		    "                2,097,152 bytes");
	when("profile=linux-arm64 mem=2560K mem-kind=address");
	report_as(FORMAT_TEXT);
	expect_line("          with 1.5 MiB of NOMAP that mem= does not cut");
	when("profile=linux-arm64 mem=8M");
	report_as(FORMAT_TEXT);
	assert_null(strstr(reported, "not cut"));
}
