/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What holds for text files of any format: damaged rows, several maps in one
 * file, encodings, and files that are something else.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/lib/parsed.h"

#define SHELL_HEADER "Type  Start  End  # Pages  Attributes\n"
#define NO_MAP "map: there is no memory map in it that memblock knows; " \
	       "`memblock help` lists what it reads\n"

static void expect_failure(const char *messages)
{
	assert_int_equal(parse_result, IMPORT_FAILED);
	expect_messages(messages);
}

/* --- rows that cannot be read -------------------------------------------- */

static void a_damaged_row_is_shown_and_the_others_count(void **state)
{
	(void)state;
	parse("[    0.000000] BIOS-e820: [mem 0x0-0x9ffff] usable\n"
	      "[    0.000000] BIOS-e820: [mem 0x100000-0x1fff\n"
	      "[    0.000000] BIOS-e820: [mem 0x200000-0x2fffff] reserved\n");
	expect_map("7 0+a0 8\n0 200000+100 0");
	expect_messages("map:2: cannot read this row: [    0.000000] "
			"BIOS-e820: [mem 0x100000-0x1fff (it is not [mem "
			"START-END] KIND)\n");
	assert_int_equal(parse_result, IMPORT_PARTLY);
}

/* Each damage with the reason that is given for it. */
static void every_damage_has_its_reason(void **state)
{
	static const struct {
		const char *row, *why;
	} cases[] = {
		{ SHELL_HEADER "Available 0-9FFF A\n",
		  "it is not TYPE START-END PAGES ATTRIBUTES" },
		{ "Availble 0-FFF 1 F\n", "the type is not known" },
		{ "70000001F 0-FFF 1 F\n", "the type is not known" },
		{ "Available 0-1FFF 1 F\n",
		  "the end and the number of pages do not agree" },
		{ SHELL_HEADER "Available 0-FFFFFFFFFFFFFFFFF 1 F\n",
		  "it is not TYPE START-END PAGES ATTRIBUTES" },
		{ "MemoryMap,\"Available\",\"0\",\"FFF\",\"1\"\n",
		  "it is not TYPE, START, END, PAGES, ATTRIBUTES in quotes" },
		{ "efi: mem00\n", "it is cut off" },
		{ "efi: mem00: [Boot Code|   |WB|", "[TYPE|ATTRIBUTES] is "
		  "cut off" },
		{ "efi: mem00: [Boot Cod|WB] range=[0x0-0xfff] (0MB)\n",
		  "the type is not known" },
		{ "efi: mem00: [type=4294967296|WB] range=[0x0-0xfff]\n",
		  "the type is not known" },
		{ "efi: mem00: [Boot Code|XX] range=[0x0-0xfff] (0MB)\n",
		  "an attribute is not known" },
		{ "efi: mem00: [Boot Code|WB] range=[0x0-0xfff\n",
		  "range=[START-END is cut off" },
		{ "efi: mem00: [Boot Code|WB] range=[0x2000-0xfff]\n",
		  "the range ends before it starts" },
		{ "efi: mem00: [Boot Code|WB] range=[0x0-0x1000]\n",
		  "the range is no whole number of 4 KiB pages" },
		{ "efi: mem00: type=3, attr=0xf\n",
		  "it has neither [TYPE|ATTRIBUTES] nor type= and attr=" },
		{ "efi:   0x000040000000-0x0000\n",
		  "the range ends before it starts" },
		{ "efi:   0x000040000000\n", "START-END is cut off" },
		{ "efi:   0x0000-0x0fff [Conventional\n",
		  "[TYPE|ATTRIBUTES] is cut off" },
		{ "BIOS-e820: [mem 0x0-0xfff]\n",
		  "it is not [mem START-END] KIND" },
		{ "BIOS-e820: 0 - 0 (usable)\n",
		  "it is not [mem START-END] KIND" },
		{ "BIOS-e820: 1000 - 1fff (usable\n",
		  "it is not [mem START-END] KIND" },
		{ "BIOS-e820: [mem 0x2000-0xfff] usable\n",
		  "the range ends before it starts" },
		{ "Type Start End Attributes\nCONVENTIONAL 0000-1000 WB\n",
		  "it is not TYPE START-END ATTRIBUTES" },
		{ "Type Start End Attributes\n"
		  "BOOT 0000000000000000-0000000000001000 WB\n",
		  "the type is not known" },
		{ "Type Start End Attributes\n"
		  "IO 0000000000000000-0000000000001000 WB|XY\n",
		  "an attribute is not known" },
		{ " #  Type Physical Virtual Size Attributes\n"
		  " 0  7:conv  0000001000  0000000000\n",
		  "it is not INDEX TYPE:NAME PHYSICAL VIRTUAL SIZE "
		  "ATTRIBUTES" },
		{ " #  Type Physical Virtual Size Attributes\n"
		  " x  7:conv  0000001000  0000000000  0000001000  f\n",
		  "it is not INDEX TYPE:NAME PHYSICAL VIRTUAL SIZE "
		  "ATTRIBUTES" },
		{ " #  Type Physical Virtual Size Attributes\n"
		  " 0  7:conv  0000001000  0000000000  0000001001  f\n",
		  "it is not INDEX TYPE:NAME PHYSICAL VIRTUAL SIZE "
		  "ATTRIBUTES" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0, 3, EfiBootServicesData, 0, 1, F\n",
		  "the type's number and name do not agree" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0, 3, EfiBootServicesCode, 0, 1\n",
		  "it has not the header's six fields" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0, 100000000, OEM, 0, 1, F\n",
		  "the type is no 32-bit number" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0, RAM, OEM, 0, 1, F\n",
		  "the type is no number" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0, B0, EfiPalCode, 0, 1, F\n",
		  "the type's number and name do not agree" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0, 7, OEM, 0, 1, F F\n",
		  "the attribute is no number" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n7 Conventional 0x0 0x1 0xf\n",
		  "it has not the header's six fields" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\nrow\n",
		  "it does not begin with an index" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0 7 Conventional\n",
		  "it has not the header's six fields" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0 3 Boot Services Code 0x0 0x1\n",
		  "it has not the header's six fields" },
	};
	char expected[128];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		parse(cases[i].row);
		assert_int_equal(parse_result, IMPORT_FAILED);
		snprintf(expected, sizeof(expected), " (%s)\nmap: none of "
			 "the rows could be read\n", cases[i].why);
		if (!strstr(parsed_messages(), expected))
			fail_msg("%s\ngave: %s", cases[i].row,
				 parsed_messages());
	}
}

static void a_row_is_shown_without_control_characters(void **state)
{
	(void)state;
	parse("BIOS-e820: \033[2J\x80\t[mem\n");
	expect_failure("map:1: cannot read this row: BIOS-e820: ?[2J? [mem "
		       "(it is not [mem START-END] KIND)\n"
		       "map: none of the rows could be read\n");
}

static void ranges_at_the_top_and_of_no_pages_are_read(void **state)
{
	(void)state;
	parse("efi: mem00: type=7, attr=0x8, "
	      "range=[0xfffffffffffff000-0x0000000000000000) (0MB)\n"
	      "efi: mem01: [Reserved|] range=[0x1000-0xfff] (0MB)\n"
	      "efi: mem02: [Reserved|] "
	      "range=[0x0-0xffffffffffffffff] (0MB)\n");
	expect_map("7 fffffffffffff000+1 8\n0 1000+0 0\n0 0+0 0");
}

static void rows_of_u_boot_and_e820_need_no_headline(void **state)
{
	(void)state;
	parse("IO 0000000000000000-0000000000001000 WB\n");
	expect_map("11 0+1 8");
	parse("BIOS-e820: [mem 0x0-0xfff] ACPI data \r\n");
	expect_map("9 0+1 8");
}

static void memory_of_less_than_a_page_is_none(void **state)
{
	(void)state;
	parse("BIOS-e820: [mem 0x0-0xfff] reserved\n"
	      "BIOS-e820: [mem 0x1800-0x27ff] usable\n");
	expect_map("0 0+1 0");
	assert_non_null(strstr(parsed_messages(), "map: note: 1 E820 rows"));
}

static void remarks_behind_a_shells_row_do_no_harm(void **state)
{
	(void)state;
	parse("Available 0-FFF 1 F  <-- the biggest\n");
	expect_map("7 0+1 f");
	expect_messages("");
}

/* --- several maps in one file -------------------------------------------- */

static void efi_descriptors_are_preferred_to_e820_rows(void **state)
{
	(void)state;
	parse("BIOS-e820: [mem 0x0-0x9ffff] usable\n"
	      "BIOS-e820: [mem 0x100000-0x1fffff] usable\n"
	      "BIOS-e820: this is no row\n"
	      "efi: mem00: type=7, attr=0xf, range=[0x0-0xa0000) (0MB)\n");
	expect_map("7 0+a0 f");
	expect_messages("");
}

static void the_first_of_two_boots_counts(void **state)
{
	(void)state;
	parse("BIOS-provided physical RAM map:\n"
	      "BIOS-e820: [mem 0x0-0x9ffff] usable\n"
	      "BIOS-provided physical RAM map:\n"
	      "BIOS-e820: [mem 0x0-0x8ffff] usable\n"
	      "BIOS-e820: this is no row\n");
	expect_map("7 0+a0 8");
	expect_messages("map:3: note: another map starts here; the first one "
			"counts\n");
	assert_int_equal(parse_result, IMPORT_GOOD);
}

static void two_boots_are_told_apart_in_every_format(void **state)
{
	static const char *const maps[] = {
		"BIOS-e820: [mem 0x0-0xfff] usable\n",
		"efi: mem00: type=7, attr=0xf, range=[0x0-0x1000) (0MB)\n",
		"efi: Processing EFI memory map:\n"
		"efi:   0x0-0xfff [Conventional|WB]\n",
		SHELL_HEADER "Available 0-FFF 1 F\n",
		"ShellCommand,\"memmap\"\n"
		"MemoryMap,\"Available\",\"0\",\"FFF\",\"1\",\"F\"\n",
		"Type Start End Attributes\n"
		"CONVENTIONAL 0000000000000000-0000000000001000 WB\n",
		" #  Type  Physical Virtual Size Attributes\n"
		" 0  7:conv  0000000000  0000000000  0000001000  f\n",
		"Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		"Attribute\n0, 7, EfiConventionalMemory, 0, 1, F\n",
	};
	char twice[512];

	(void)state;
	for (size_t i = 0; i < sizeof(maps) / sizeof(*maps); i++) {
		snprintf(twice, sizeof(twice), "%s%s", maps[i], maps[i]);
		parse(twice);
		assert_int_equal(parse_result, IMPORT_GOOD);
		if (efimap_count(&parsed.capture.map) != 1 ||
		    !strstr(parsed_messages(), "another map starts here"))
			fail_msg("not told apart: %s", twice);
	}
}

/* Rows that look the same, but are what Linux keeps for runtime calls. */
static void the_runtime_map_of_linux_is_no_firmwares(void **state)
{
	static const char log[] =
		"BIOS-provided physical RAM map:\n"
		"BIOS-e820: [mem 0x0-0x1fff] usable\n"
		"efi: EFI runtime memory map:\n"
		"efi: mem00: [Runtime Code|RUN|WB] range=[0x5000-0x5fff]\n";
	char twice[2 * sizeof(log) + 128];

	(void)state;
	parse(log);
	expect_map("7 0+2 8");
	expect_messages("");
	snprintf(twice, sizeof(twice), "%s%s%s", log,
		 "BIOS-provided physical RAM map:\n"
		 "efi: mem00: [Conventional|WB] range=[0x0-0xfff]\n", log);
	parse(twice);
	expect_map("7 0+1 8");
	expect_messages("");
}

static void a_map_that_lacks_rows_gives_way_to_a_complete_one(void **state)
{
	(void)state;
	parse("efi: mem07: type=7, attr=0xf, range=[0x0-0x1000) (0MB)\n"
	      "efi: mem00: type=7, attr=0xf, range=[0x1000-0x3000) (0MB)\n"
	      "efi: mem01: type=0, attr=0xf, range=[0x3000-0x4000) (0MB)\n"
	      "efi: mem00: type=7, attr=0xf, range=[0x1000-0x2000) (0MB)\n");
	expect_map("7 1000+2 f\n0 3000+1 f");
	expect_messages("map:2: note: the map before this line lacks rows; "
			"the one that starts here counts\n"
			"map:4: note: another map starts here; the first one "
			"counts\n");
}

static void missing_rows_are_noted(void **state)
{
	(void)state;
	parse("efi: mem00: type=7, attr=0xf, range=[0x0-0x1000) (0MB)\n"
	      "efi: mem03: type=7, attr=0xf, range=[0x3000-0x4000) (0MB)\n");
	expect_map("7 0+1 f\n7 3000+1 f");
	expect_messages("map:2: note: rows before this one are missing\n");
}

/* --- encodings and files that are something else ------------------------- */

static void utf16_is_known_without_a_bom_and_with_half_an_end(void **state)
{
	static const char text[] = "BIOS-e820: [mem 0x0-0xfff] usable\n";
	char wide[2 * sizeof(text)] = { 0 };
	size_t len = 2 * (sizeof(text) - 1);

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(text); i++)
		wide[2 * i] = text[i];
	parse_bytes(wide, len);
	expect_map("7 0+1 8");
	expect_messages("");
	parse_bytes(wide, len + 1);
	expect_map("7 0+1 8");
	expect_messages("map: note: the file ends within a character; its "
			"last line may be cut off\n");
}

static void nuls_and_binary_junk_are_no_map(void **state)
{
	unsigned char junk[4096];
	uint32_t random = 1;

	(void)state;
	for (size_t i = 0; i < sizeof(junk); i++) {
		random = random * 1664525 + 1013904223;
		junk[i] = (unsigned char)(random >> 24);
	}
	parse_bytes(junk, sizeof(junk));
	expect_failure(NO_MAP);
	memset(junk, 0, sizeof(junk));
	parse_bytes(junk, sizeof(junk));
	expect_failure(NO_MAP);
	parse("");
	expect_failure(NO_MAP);
	parse("Dear all,\nmy machine has 16 GB.\n");
	expect_failure(NO_MAP);
}

static void nuls_inside_a_map_spoil_their_row_alone(void **state)
{
	static const char text[] = "BIOS-e820: [mem 0x0-0xfff] usable\n"
				   "BIOS-e820: [mem 0x1000-0x\0fff] usable\n"
				   "BIOS-e820: [mem 0x2000-0x2fff] usable";

	(void)state;
	parse_bytes(text, sizeof(text) - 1);
	expect_map("7 0+1 8\n7 2000+1 8");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	parse_bytes("Available\0X 0-FFF 1 F\n", 23);
	assert_int_equal(parse_result, IMPORT_FAILED);
}

static void the_last_line_needs_no_line_end(void **state)
{
	(void)state;
	parse("BIOS-e820: [mem 0x0-0xfff] usable");
	expect_map("7 0+1 8");
}

/* 10,000 rows, then a line of a megabyte */
static void size_does_not_matter(void **state)
{
	size_t max = 3 << 20, len = 0;
	char *text = malloc(max);

	(void)state;
	for (unsigned int i = 0; i < 10000; i++)
		len += (size_t)snprintf(text + len, max - len,
					"efi: mem%02u: type=7, attr=0xf, range="
					"[0x%x-0x%x) (0MB)\n", i, i * 0x2000,
					i * 0x2000 + 0x1000);
	memset(text + len, 'x', 1 << 20);
	len += 1 << 20;
	parse_bytes(text, len);
	assert_int_equal(parse_result, IMPORT_GOOD);
	assert_int_equal(efimap_count(&parsed.capture.map), 10000);
	free(text);
}

static void a_long_line_is_shown_in_part(void **state)
{
	char text[1000];

	(void)state;
	memset(text, 'x', sizeof(text));
	memcpy(text, "BIOS-e820: ", 11);
	text[999] = '\0';
	parse(text);
	assert_int_equal(parse_result, IMPORT_FAILED);
	assert_in_range(strlen(parsed_messages()), 200, 300);
	assert_non_null(strstr(parsed_messages(), "xxx... ("));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_damaged_row_is_shown_and_the_others_count),
		cmocka_unit_test(every_damage_has_its_reason),
		cmocka_unit_test(a_row_is_shown_without_control_characters),
		cmocka_unit_test(ranges_at_the_top_and_of_no_pages_are_read),
		cmocka_unit_test(rows_of_u_boot_and_e820_need_no_headline),
		cmocka_unit_test(memory_of_less_than_a_page_is_none),
		cmocka_unit_test(remarks_behind_a_shells_row_do_no_harm),
		cmocka_unit_test(efi_descriptors_are_preferred_to_e820_rows),
		cmocka_unit_test(the_first_of_two_boots_counts),
		cmocka_unit_test(two_boots_are_told_apart_in_every_format),
		cmocka_unit_test(the_runtime_map_of_linux_is_no_firmwares),
		cmocka_unit_test(
			a_map_that_lacks_rows_gives_way_to_a_complete_one),
		cmocka_unit_test(missing_rows_are_noted),
		cmocka_unit_test(
			utf16_is_known_without_a_bom_and_with_half_an_end),
		cmocka_unit_test(nuls_and_binary_junk_are_no_map),
		cmocka_unit_test(nuls_inside_a_map_spoil_their_row_alone),
		cmocka_unit_test(the_last_line_needs_no_line_end),
		cmocka_unit_test(size_does_not_matter),
		cmocka_unit_test(a_long_line_is_shown_in_part),
	};

	return cmocka_run_group_tests_name("import_text", tests, NULL,
					   forget_parsed);
}
