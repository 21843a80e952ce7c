/* SPDX-License-Identifier: BSD-2-Clause */
/* core/report/: one machine in each format, and rules for any. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include <jansson.h>

#include "core/report/report.h"
#include "tests/lib/givenmap.h"
#include "tests/lib/golden.h"

static struct kept kept;

/* The report of the conversion, until the next one. */
static const char *report_as(enum format format)
{
	struct sink out;

	free(kept.text);
	out = keep_text(&kept);
	options.format = format;
	report(&out, &conversion);
	return kept.text;
}

/* A small machine with something of everything. */
static void given_machine(const char *line)
{
	static const struct held held[] = {
		{ 0x380000, 0x8000, OWNER_MODULE, "initrd, \"small\"" },
	};

	given_map("0-1000:4 1000-a0000:7 100000-300000:7"
		  " 300000-380000:3 380000-400000:2:WB|UC|0x400000000"
		  " 500000-600000:7:WB|MORE_RELIABLE 400000-500000:9"
		  " 600000-610000:10 610000-620000:0 620000-640000:6:WB|RUNTIME"
		  " 640000-650000:5 650000-700000:0x70000001"
		  " 700000-800000:7:WB|RUNTIME 7f0000-800000:14:WB|NV"
		  " 800000-800000:0:0x0 fffffffffffff000+2:7"
		  " 900800+2:7 fee00000-fee01000:11:UC|RUNTIME"
		  " a00000-a10000:16:WB|XP|RO");
	capture.image = (struct capture_range){ 0x200000, 0x21000 };
	capture.map_buffer = (struct capture_range){ 0x230000, 0x3000 };
	capture.held = held;
	capture.held_cnt = 1;
	when2("memmap=64K$0x280000", line);
}

static const char machine_line[] =
	"mem=7M kernelcore=mirror -- root=/dev/\"sda\" quiet";

static void each_format_prints_its_golden_text(void **state)
{
	(void)state;
	for (int format = 0; format < FORMAT_COUNT; format++) {
		char name[64];

		given_machine(machine_line);
		snprintf(name, sizeof(name), "report.%s",
			 format_name((enum format)format));
		assert_string_equal(
			differs_from_golden(name,
					    report_as((enum format)format)),
			"");
	}
}

static void arm64_prints_its_golden_text(void **state)
{
	(void)state;
	given_map("0-1000:4 80000-200000:7 200000-210000:9"
		  " 210000-230000:5:WB|RUNTIME 230000-300000:7:WT"
		  " 300000-380000:7:UC 380000-400000:7:WB|SP"
		  " 9000000-9001000:11:UC|RUNTIME");
	capture.profile = PROFILE_LINUX_ARM64;
	strcpy(capture.arch, "aarch64");
	when("mem=1M");
	assert_string_equal(differs_from_golden("report-arm64.text",
						report_as(FORMAT_TEXT)), "");
}

/* --- text ---------------------------------------------------------------- */

static void text_fits_80_columns(void **state)
{
	const char *line, *end;

	(void)state;
	given_machine(machine_line);
	for (line = report_as(FORMAT_TEXT); *line; line = end + 1) {
		end = strchr(line, '\n');
		assert_non_null(end);
		if (end - line > 79)
			fail_msg("wider than 79: %.*s", (int)(end - line),
				 line);
		assert_true(end == line || end[-1] != ' ');
	}
}

static void expect_line(const char *line)
{
	char wanted[256];

	snprintf(wanted, sizeof(wanted), "\n%s\n", line);
	if (!strstr(kept.text, wanted))
		fail_msg("not there: %s in\n%s", line, kept.text);
}

static void text_without_firmware_facts_leaves_them_out(void **state)
{
	(void)state;
	given_map("100000-200000:7");
	capture.vendor[0] = '\0';
	capture.uefi_revision = 0;
	when("");
	assert_null(strstr(report_as(FORMAT_TEXT), "Firmware"));
	expect_line("Nothing in the map is doubtful.");
	assert_null(strstr(kept.text, "cut by mem="));
	capture.uefi_revision = 0x0002000a;
	capture.arch[0] = '\0';
	report_as(FORMAT_TEXT);
	expect_line("Firmware  of an unnamed vendor, revision 0x00010000,"
		    " UEFI 2.1");
}

static void revisions_are_written_as_the_specification_does(void **state)
{
	static const struct {
		uint32_t revision;
		const char *text;
	} cases[] = {
		{ 0x00010002, "UEFI 1.0.2" }, { 0x0001000a, "UEFI 1.1" },
		{ 0x0002001f, "UEFI 2.3.1" }, { 0x00020046, "UEFI 2.7" },
		{ 0x00020064, "UEFI 2.10" },
	};

	(void)state;
	given_map("100000-200000:7");
	when("");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char wanted[32];

		capture.uefi_revision = cases[i].revision;
		snprintf(wanted, sizeof(wanted), "%s,", cases[i].text);
		assert_non_null(strstr(report_as(FORMAT_TEXT), wanted));
	}
}

static void text_says_what_of_the_order_is_unusual(void **state)
{
	(void)state;
	given_map("200000-300000:7 100000-200000:7");
	when("");
	report_as(FORMAT_TEXT);
	expect_line("          not ascending in 1 place, which is usual");
	given_map("300000-400000:7 200000-300000:7 100000-200000:7");
	when("");
	report_as(FORMAT_TEXT);
	expect_line("          not ascending in 2 places, which is usual");
}

static void a_map_without_memory_is_printed_too(void **state)
{
	(void)state;
	given_map("100000-200000:5:WB|RUNTIME");
	when("");
	report_as(FORMAT_TEXT);
	expect_line("  0 regions, 0 bytes");
	expect_line("  largest free range              0 bytes"
		    "                        0 bytes");
	report_as(FORMAT_E820);
	assert_string_equal(kept.text,
			    "BIOS-provided physical RAM map:\n"
			    "BIOS-e820: [mem 0x0000000000100000-"
			    "0x00000000001fffff] reserved\n");
}

static void nomap_memory_is_not_free(void **state)
{
	(void)state;
	given_map("100000-200000:7 200000-400000:5:WB|RUNTIME"
		  " 400000-500000:9");
	when("profile=linux-arm64");
	report_as(FORMAT_TEXT);
	expect_line("  memory                            4 MiB"
		    "                4,194,304 bytes");
	expect_line("  free: not reserved                1 MiB"
		    "                1,048,576 bytes");
}

/* Nothing is more than there is when edits give back what mem= took. */
static void a_cap_that_gives_back_cuts_nothing(void **state)
{
	(void)state;
	given_map("100000-300000:7");
	when("mem=2M memmap=1M%2M-1+2,1M@2M");
	report_as(FORMAT_TEXT);
	expect_line("    of it cut by mem=             0 bytes"
		    "                        0 bytes");
}

static void each_hole_says_who_made_it(void **state)
{
	(void)state;
	given_map("0-100000:7 100000-200000:7:UC 200000-300000:7:WB|SP"
		  " 300000-400000:7 400000-500000:0 480000-600000:10");
	when("memmap=64K$3M");
	report_as(FORMAT_TEXT);
	expect_line("kept: what is there, but not in memory\n"
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
		    "  0x0000000000400000-0x00000000004fffff      1 MiB"
		    "  ReservedMemoryType\n"
		    "  0x0000000000500000-0x00000000005fffff      1 MiB"
		    "  ACPIMemoryNVS");
	/* Of two that overlap, the one that keeps it. */
	given_map("100000-300000:7 200000-280000:6:WB|RUNTIME");
	when("");
	report_as(FORMAT_TEXT);
	expect_line("kept: what is there, but not in memory\n"
		    "  0x0000000000200000-0x000000000027ffff    512 KiB"
		    "  RuntimeServicesData");
}

/* Rows say why, not by which rule of the firmware: one reason, one row. */
static void neighbours_with_one_reason_are_one_row(void **state)
{
	(void)state;
	given_map("0-200000:7 200000-300000:7:UC 300000-400000:7");
	when("mem=512K");
	report_as(FORMAT_TEXT);
	expect_line("  0x0000000000080000-0x000000000009ffff    128 KiB"
		    "  cut by mem= or memmap=\n"
		    "  0x00000000000a0000-0x00000000000fffff    384 KiB"
		    "  page 0 and BIOS area\n"
		    "  0x0000000000100000-0x00000000003fffff      3 MiB"
		    "  cut by mem= or memmap=");
	/* The area below 1 MiB is special on x86 alone. */
	when("profile=linux-arm64 mem=640K");
	report_as(FORMAT_TEXT);
	expect_line("kept: what is there, but not in memory\n"
		    "  0x00000000000a0000-0x00000000001fffff    1.4 MiB"
		    "  cut by mem= or memmap=");
}

/* Firmware says nothing of it, so no descriptor can be named. */
static void memory_that_memmap_named_and_mem_cut_is_kept(void **state)
{
	(void)state;
	given_map("0-100000:7 100000-200000:0 300000-400000:7");
	when("memmap=1M@2M,1M@5M,1M@7M mem=5632K");
	report_as(FORMAT_TEXT);
	expect_line("  0x0000000000100000-0x00000000001fffff      1 MiB"
		    "  ReservedMemoryType\n"
		    "  0x0000000000580000-0x00000000005fffff    512 KiB"
		    "  cut by mem= or memmap=\n"
		    "  0x0000000000700000-0x00000000007fffff      1 MiB"
		    "  cut by mem= or memmap=");
	/* Beside what firmware does speak of, on both sides. */
	when("memmap=1M@2M,1M@4M mem=1M");
	report_as(FORMAT_TEXT);
	expect_line("  0x0000000000200000-0x00000000004fffff      3 MiB"
		    "  cut by mem= or memmap=");
}

static void attributes_without_a_name_are_shown_in_hex(void **state)
{
	(void)state;
	given_map("100000-200000:7:0x400000000");
	when("");
	assert_non_null(strstr(report_as(FORMAT_JSON),
			       "\"attributes\": [\"0x400000000\"]"));
}

static void types_of_one_name_are_one_row(void **state)
{
	(void)state;
	given_map("400000-401000:16"
		  " 100000-101000:0x70000001 101000-102000:0x70000002"
		  " 102000-103000:0x80000001 103000-104000:0x80000001");
	when("");
	report_as(FORMAT_TEXT);
	expect_line("Doubtful: 1 descriptor\n"
		    "  #0 unknown at 0x400000, 1 page\n"
		    "      has a type that UEFI does not define");
	expect_line("  OEM     several types          2"
		    "                2        8 KiB");
	expect_line("  OS      0x80000001             2"
		    "                2        8 KiB");
}

/* --- linux and e820 ------------------------------------------------------ */

static void the_dump_has_the_shape_of_linuxs(void **state)
{
	struct memblock_region room[3] = {
		{ 0x1000, 0x9f000, 0, NUMA_NO_NODE },
		{ 0x100000, 0x7f00000, MEMBLOCK_NOMAP | MEMBLOCK_HOTPLUG, 0 },
		{ 0x100000000, 0x80000000, MEMBLOCK_MIRROR, 12 },
	};
	struct memblock sets;
	struct sink out;

	(void)state;
	memblock_init(&sets, NULL, 0);
	sets.memory.regions = room;
	sets.memory.cnt = sets.memory.max = 3;
	sets.memory.total_size = 0x87f9f000;
	free(kept.text);
	out = keep_text(&kept);
	report_memblock(&out, &sets);
	assert_string_equal(kept.text,
		"MEMBLOCK configuration:\n"
		" memory size = 0x0000000087f9f000"
		" reserved size = 0x0000000000000000\n"
		" memory.cnt  = 0x3\n"
		" memory[0x0]\t[0x0000000000001000-0x000000000009ffff],"
		" 0x000000000009f000 bytes flags: 0x0\n"
		" memory[0x1]\t[0x0000000000100000-0x0000000007ffffff],"
		" 0x0000000007f00000 bytes on node 0 flags: 0x5\n"
		" memory[0x2]\t[0x0000000100000000-0x000000017fffffff],"
		" 0x0000000080000000 bytes on node 12 flags: 0x2\n"
		" reserved.cnt  = 0x0\n"
		" physmap.cnt  = 0x0\n");
}

/* How Linux writes each type. */
static void e820_rows_have_linuxs_words(void **state)
{
	(void)state;
	given_map("100000-900000:7");
	when("memmap=1M#2M,1M!3M,1M%4M+7,1M%5M+0xefffffff,1M%6M+20,1M%7M+4"
	     " mem=8M");
	report_as(FORMAT_E820);
	assert_non_null(strstr(kept.text, "user-defined physical RAM map:\n"));
	assert_non_null(strstr(kept.text,
		"100000-0x00000000001fffff] usable\n"));
	assert_non_null(strstr(kept.text,
		"200000-0x00000000002fffff] ACPI data\n"));
	assert_non_null(strstr(kept.text,
		"300000-0x00000000003fffff] persistent (type 12)\n"));
	assert_non_null(strstr(kept.text,
		"400000-0x00000000004fffff] persistent (type 7)\n"));
	assert_non_null(strstr(kept.text,
		"500000-0x00000000005fffff] soft reserved\n"));
	assert_non_null(strstr(kept.text,
		"600000-0x00000000006fffff] type 20\n"));
	assert_non_null(strstr(kept.text,
		"700000-0x00000000007fffff] ACPI NVS\n"));
	assert_null(strstr(kept.text, "user: [mem 0x0000000000800000"));
}

static void only_edits_on_x86_make_a_users_map(void **state)
{
	(void)state;
	given_map("100000-900000:7");
	when("kernelcore=mirror");
	assert_null(strstr(report_as(FORMAT_E820), "user"));
	when("mem=2M profile=linux-arm64");
	assert_null(strstr(report_as(FORMAT_E820), "user"));
	when("mem=2M");
	assert_non_null(strstr(report_as(FORMAT_E820), "user"));
}

/* --- for programs -------------------------------------------------------- */

static json_t *json_report(void)
{
	json_error_t error;
	json_t *json = json_loads(report_as(FORMAT_JSON), 0, &error);

	if (!json)
		fail_msg("line %d: %s", error.line, error.text);
	return json;
}

/* The string at a path of names parted by dots. */
static const char *json_at(json_t *json, const char *path)
{
	char name[64];

	while (*path) {
		size_t len = strcspn(path, ".");

		snprintf(name, sizeof(name), "%.*s", (int)len, path);
		json = json_object_get(json, name);
		path += len + (path[len] == '.');
	}
	return json_string_value(json);
}

static void any_text_survives_json(void **state)
{
	static const char vendor[] = "a\"b\\c\nd\x01 \xc3\xa9";
	json_t *json;

	(void)state;
	given_map("100000-200000:7");
	strcpy(capture.vendor, vendor);
	strcpy(capture.arch, "\xff\xe2\x82");
	when("-- \"quiet\" c:\\");
	json = json_report();
	assert_string_equal(json_at(json, "firmware.vendor"), vendor);
	assert_string_equal(json_at(json, "machine.arch"),
			    "\xef\xbf\xbd\xef\xbf\xbd");
	assert_string_equal(json_at(json, "options.arguments"),
			    "\"quiet\" c:\\");
	json_decref(json);
}

static void json_counts_what_is_there(void **state)
{
	json_t *json;

	(void)state;
	given_machine(machine_line);
	json = json_report();
	assert_int_equal(json_array_size(json_object_get(
				 json_object_get(json, "map"), "descriptors")),
			 efimap_count(&capture.map));
	assert_int_equal(json_array_size(json_object_get(json, "memory")),
			 mb.memory.cnt);
	assert_int_equal(json_array_size(json_object_get(json, "owners")),
			 conversion.claim_cnt);
	assert_string_equal(json_at(json, "options.mem"), "0x700000");
	json_decref(json);
}

static void json_of_empty_sets_is_json(void **state)
{
	json_t *json;

	(void)state;
	given_map("100000-200000:11:UC");
	when("profile=linux-arm64");
	json = json_report();
	assert_int_equal(json_array_size(json_object_get(json, "memory")), 0);
	assert_int_equal(json_array_size(json_object_get(json, "owners")), 0);
	json_decref(json);
}

static void csv_rows_have_nine_fields(void **state)
{
	const char *at;
	int commas = 0;
	bool quoted = false;

	(void)state;
	given_machine(machine_line);
	for (at = report_as(FORMAT_CSV); *at; at++) {
		quoted ^= *at == '"';
		commas += !quoted && *at == ',';
		if (quoted || *at != '\n')
			continue;
		assert_int_equal(commas, 8);
		commas = 0;
	}
}

static void csv_quotes_what_needs_it(void **state)
{
	(void)state;
	given_map("100000-200000:7");
	strcpy(capture.vendor, "a,\"b\"");
	strcpy(capture.arch, "c\rd");
	strcpy(capture.origin, "e\nf");
	when("");
	report_as(FORMAT_CSV);
	expect_line("fact,,,,,,vendor,,\"a,\"\"b\"\"\"");
	assert_non_null(strstr(kept.text, "arch,,\"c\rd\"\n"));
	assert_non_null(strstr(kept.text, "origin,,\"e\nf\"\n"));
}

static void csv_names_the_node(void **state)
{
	(void)state;
	given_map("100000-200000:7");
	when("");
	memblock_set_node(&conversion.mb.memory, 0x100000, 0x100000, 3);
	report_as(FORMAT_CSV);
	expect_line("memory,0,0x100000,0x1fffff,0x100000,,,0x0,node 3");
	assert_non_null(strstr(report_as(FORMAT_JSON), "\"node\": 3}"));
	assert_non_null(strstr(report_as(FORMAT_TEXT), "1 MiB  node 3\n"));
}

static void every_doubt_has_a_word_and_a_sentence(void **state)
{
	(void)state;
	for (int i = 0; i < DOUBT_COUNT; i++)
		for (int j = 0; j < i; j++) {
			assert_string_not_equal(
				doubt_name((enum doubt)(1 << i)),
				doubt_name((enum doubt)(1 << j)));
			assert_string_not_equal(
				doubt_text((enum doubt)(1 << i)),
				doubt_text((enum doubt)(1 << j)));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_format_prints_its_golden_text),
		cmocka_unit_test(arm64_prints_its_golden_text),
		cmocka_unit_test(text_fits_80_columns),
		cmocka_unit_test(text_without_firmware_facts_leaves_them_out),
		cmocka_unit_test(
			revisions_are_written_as_the_specification_does),
		cmocka_unit_test(text_says_what_of_the_order_is_unusual),
		cmocka_unit_test(a_map_without_memory_is_printed_too),
		cmocka_unit_test(nomap_memory_is_not_free),
		cmocka_unit_test(a_cap_that_gives_back_cuts_nothing),
		cmocka_unit_test(each_hole_says_who_made_it),
		cmocka_unit_test(neighbours_with_one_reason_are_one_row),
		cmocka_unit_test(memory_that_memmap_named_and_mem_cut_is_kept),
		cmocka_unit_test(attributes_without_a_name_are_shown_in_hex),
		cmocka_unit_test(types_of_one_name_are_one_row),
		cmocka_unit_test(the_dump_has_the_shape_of_linuxs),
		cmocka_unit_test(e820_rows_have_linuxs_words),
		cmocka_unit_test(only_edits_on_x86_make_a_users_map),
		cmocka_unit_test(any_text_survives_json),
		cmocka_unit_test(json_counts_what_is_there),
		cmocka_unit_test(json_of_empty_sets_is_json),
		cmocka_unit_test(csv_rows_have_nine_fields),
		cmocka_unit_test(csv_quotes_what_needs_it),
		cmocka_unit_test(csv_names_the_node),
		cmocka_unit_test(every_doubt_has_a_word_and_a_sentence),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	free(kept.text);
	return failed;
}
