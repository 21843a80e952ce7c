/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows that serial lines lost characters of, that people shortened or left out,
 * and that consoles repeated.
 */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"

GROUP_FIXTURE(NULL, forget_parsed);

#define A "BIOS-e820: [mem 0x0000000000001000-0x000000000009efff] usable\n"
#define B "BIOS-e820: [mem 0x0000000000100000-0x000000007fffffff] usable\n"

#define NEXT "efi: mem01: type=7, attr=0xf, range=[0x1000-0x2000) (0MB)\n"

static void expect_said(const char *text, enum import_result result,
			const char *message)
{
	parse(text);
	assert_int_equal(parse_result, result);
	if (strstr(parsed_messages(), message) == NULL)
		fail_msg("%s gave: %s", text, parsed_messages());
}

TEST(a_number_with_a_digit_less_makes_its_row_unreadable)
{
	expect_said(A "BIOS-e820: [mem 0x000000000010000-0x000000007fffffff] "
		      "usable\n",
		    IMPORT_PARTLY, "map:2: cannot read this row: ");
	assert_non_null(strstr(parsed_messages(), "a digit more"));
	expect_said(
		"efi: mem00: type=7, attr=0xf, "
		"range=[0x0000000000000000-0x00000000000001000) (0MB)\n" NEXT,
		IMPORT_PARTLY, "a digit more");
	/* Without leading zeros any width is right. */
	parse("fff00000-fffff000 : System RAM\nfffff000-1000fffff : "
	      "Reserved\n");
	assert_int_equal(parse_result, IMPORT_GOOD);
}

TEST(a_row_whose_name_is_damaged_is_unreadable)
{
	static const char *const rows[] = {
		"BIS-e820: [mem 0x0000000000200000-0x00000000002fffff] "
		"usable\n",
		"BIOS-e8O0: [mem 0x0000000000200000-0x00000000002fffff] "
		"usable\n",
		"BIOS-e820 [em 0x0000000000200000-0x00000000002fffff] usable\n",
	};
	char text[512];

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		snprintf(text, sizeof(text), "%s%s%s", A, rows[i], B);
		expect_said(text, IMPORT_PARTLY,
			    "map:2: cannot read this row: ");
	}
}

TEST(other_messages_with_a_range_are_not_damaged_rows)
{
	parse(A B
	      "e820: update [mem 0x00000000-0x00000fff] usable ==> reserved\n"
	      "e820: remove [mem 0x000a0000-0x000fffff] usable\n");
	assert_int_equal(parse_result, IMPORT_GOOD);
}

TEST(a_row_that_was_shortened_is_unreadable)
{
	expect_said(A "BIOS-e820: [mem 0x0000000000100000-0x000000007fffffff] "
		      "usa...\n",
		    IMPORT_PARTLY, "map:2: cannot read");
	expect_said("efi: mem00: type=7, attr=0xf, range=[0x0000-0x1000) "
		    "...\n" NEXT,
		    IMPORT_PARTLY, "the row was shortened");
}

TEST(rows_that_somebody_left_out_are_missing)
{
	static const char *const texts[] = {
		"...",
		"[...]",
		"<snip>",
		"(12 lines omitted)",
		"[snip]",
		". . .",
		"\xe2\x80\xa6 12 more lines \xe2\x80\xa6",
		"--8<--",
		"--- 8< ---",
		"[12 lines deleted]",
		"(some rows removed)",
		"** 3 printk messages dropped **",
		"[    0.000000] ** 3 printk messages dropped **",
	};
	char text[512];

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		snprintf(text, sizeof(text), "%s%s\n%s", A, texts[i], B);
		expect_said(text, IMPORT_PARTLY,
			    "map:3: note: rows before this one are missing");
		snprintf(text, sizeof(text), "%s%s%s\n", A, B, texts[i]);
		expect_said(text, IMPORT_GOOD,
			    "map:3: note: lines were left out after the last "
			    "row; rows may be missing");
	}
}

#define ROW(type, start, last)                        \
	type " 00000000000" start "-00000000000" last \
	     " 0000000000000001 0000000"              \
	     "00000000F\n"

TEST(rows_that_consoles_repeat_are_used_once)
{
	expect_said(ROW("BS_Code", "00000", "00FFF")
			    ROW("BS_Code", "00000", "00FFF")
				    ROW("Available", "01000", "01FFF")
					    ROW("Available", "01000", "01FFF"),
		    IMPORT_GOOD, "each row is there several times");
	assert_string_equal(parsed_map(), "3 0+1 f\n7 1000+1 f");
	/* One that is there twice is the firmware's fault. */
	parse(ROW("BS_Code", "00000", "00FFF") ROW("BS_Code", "00000", "00FFF")
		      ROW("Available", "01000", "01FFF"));
	assert_string_equal(parsed_map(), "3 0+1 f\n3 0+1 f\n7 1000+1 f");
}

#define EFI(i)                                                      \
	"efi: mem0" #i ": type=7, attr=0xf, range=[0x0000000000" #i \
	"00000-0x0000000000" #i "01000) (0MB)\n"

TEST(rows_that_count_down_are_turned)
{
	expect_said(EFI(2) EFI(1) EFI(0), IMPORT_GOOD, "its last line first");
	assert_string_equal(parsed_map(), "7 0+1 f\n7 100000+1 f\n"
					  "7 200000+1 f");
	expect_said(EFI(2) EFI(1), IMPORT_PARTLY, "rows before this one");
	expect_said(EFI(1) EFI(2), IMPORT_PARTLY, "rows before this one");
}

TEST(attributes_on_the_next_line_are_taken)
{
	parse("Type             Start            End              "
	      "Attributes\n"
	      "ConventionalMemory 0000000000001000-00000000000a0000 UC|WC|WT\n"
	      "|WB\n"
	      "MemoryMappedIO     00000000000a0000-00000000000a1000 UC|WC\n");
	expect_map("7 1000+9f f\n11 a0000+1 3");
	assert_int_equal(parse_result, IMPORT_GOOD);
}

TEST(indices_show_rows_that_are_missing_in_several_formats)
{
	static const char *const texts[] = {
		" 0. 0000000000000000-0000000000000fff: RAM\n"
		" 2. 0000000000002000-0000000000002fff: RAM\n",
		"MMap[0]: 0x0 - 0xfff len=4096, type=7, attr=0xf\n"
		"MMap[2]: 0x2000 - 0x2fff len=4096, type=7, attr=0xf\n",
		"Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		"Attribute\n0, 7, EfiConventionalMemory, 0, 1, F\n"
		"2, 7, EfiConventionalMemory, 2000, 1, F\n",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		expect_said(texts[i], IMPORT_PARTLY,
			    "rows before this one are missing");
}
