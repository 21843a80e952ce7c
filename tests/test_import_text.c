/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows of text files in any format: damaged ones, and ones that only look it.
 */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"

#define SHELL_HEADER "Type  Start  End  # Pages  Attributes\n"

static void expect_failure(const char *messages)
{
	assert_int_equal(parse_result, IMPORT_FAILED);
	expect_messages(messages);
}

GROUP_FIXTURE(NULL, forget_parsed);

TEST(a_damaged_row_is_reported_and_the_others_are_read)
{
	parse("[    0.000000] BIOS-e820: [mem 0x0-0x9ffff] usable\n"
	      "[    0.000000] BIOS-e820: [mem 0x100000-0x1fff\n"
	      "[    0.000000] BIOS-e820: [mem 0x200000-0x2fffff] reserved\n");
	expect_map("7 0+a0 8\n0 200000+100 0");
	expect_messages("map:2: cannot read this row: [    0.000000] "
			"BIOS-e820: [mem 0x100000-0x1fff (expected [mem "
			"START-END] TYPE)\n");
	assert_int_equal(parse_result, IMPORT_PARTLY);
}

TEST(every_unreadable_row_has_its_reason)
{
	static const struct {
		const char *row, *why;
	} cases[] = {
		{ SHELL_HEADER "Available 0-9FFF A\n",
		  "expected TYPE START-END PAGES ATTRIBUTES" },
		{ SHELL_HEADER "Availble 0-FFF 1 F\n", "unknown memory type" },
		{ SHELL_HEADER "70000001F 0-FFF 1 F\n", "unknown memory type" },
		{ "Available 0-1FFF 1 F\n",
		  "end and number of pages disagree" },
		{ SHELL_HEADER "Available 0-FFFFFFFFFFFFFFFFF 1 F\n",
		  "expected TYPE START-END PAGES ATTRIBUTES" },
		{ "MemoryMap,\"Available\",\"0\",\"FFF\",\"1\"\n",
		  "expected TYPE, START, END, PAGES, ATTRIBUTES in quotes" },
		{ "efi: mem00\n", "the row is incomplete" },
		{ "efi: mem00: [Boot Code|   |WB|", "[TYPE|ATTRIBUTES] is "
						    "incomplete" },
		{ "efi: mem00: [Boot Cod|WB] range=[0x0-0xfff] (0MB)\n",
		  "unknown memory type" },
		{ "efi: mem00: [type=4294967296|WB] range=[0x0-0xfff]\n",
		  "unknown memory type" },
		{ "efi: mem00: [Boot Code|XX] range=[0x0-0xfff] (0MB)\n",
		  "unknown attribute" },
		{ "efi: mem00: [Boot Code|WB] range=[0x0-0xfff\n",
		  "range=[START-END is incomplete" },
		{ "efi: mem00: [Boot Code|WB] range=[0x2000-0xfff]\n",
		  "the range ends before it starts" },
		{ "efi: mem00: [Boot Code|WB] range=[0x0-0x1000]\n",
		  "the size of the range is not a multiple of 4 KiB" },
		{ "efi: mem00: type=3, attr=0xf\n",
		  "expected [TYPE|ATTRIBUTES], or type= and attr=" },
		{ "efi:   0x000040000000-0x0000\n",
		  "the range ends before it starts" },
		{ "efi:   0x000040000000\n", "START-END is incomplete" },
		{ "efi:   0x0000-0x0fff [Conventional\n",
		  "[TYPE|ATTRIBUTES] is incomplete" },
		{ "BIOS-e820: [mem 0x0-0xfff]\n",
		  "expected [mem START-END] TYPE" },
		{ "BIOS-e820: 0 - 0 (usable)\n",
		  "expected [mem START-END] TYPE" },
		{ "BIOS-e820: 1000 - 1fff (usable\n",
		  "expected [mem START-END] TYPE" },
		{ "BIOS-e820: [mem 0x0-0xfff] usa\n",
		  "unknown or incomplete E820 type" },
		{ "BIOS-e820: [mem 0x0-0xfff] usables\n",
		  "unknown or incomplete E820 type" },
		{ "BIOS-e820: [mem 0x0-0xfff] MMIO\n",
		  "unknown or incomplete E820 type" },
		{ "BIOS-e820: [mem 0x0-0xfff] type x\n",
		  "unknown or incomplete E820 type" },
		{ "BIOS-e820: [mem 0x0-0xfff] type 2a\n",
		  "unknown or incomplete E820 type" },
		{ "BIOS-e820: [mem 0x0-0xfff] persistent (type 7\n",
		  "unknown or incomplete E820 type" },
		{ "BIOS-e820: [mem 0x2000-0xfff] usable\n",
		  "the range ends before it starts" },
		{ "Type Start End Attributes\nCONVENTIONAL 0000-1000 WB\n",
		  "expected TYPE START-END ATTRIBUTES" },
		{ "Type Start End Attributes\n"
		  "BOOT 0000000000000000-0000000000001000 WB\n",
		  "unknown memory type" },
		{ "Type Start End Attributes\n"
		  "IO 0000000000000000-0000000000001000 WB|XY\n",
		  "unknown attribute" },
		{ " #  Type Physical Virtual Size Attributes\n"
		  " 0  7:conv  0000001000  0000000000\n",
		  "expected INDEX TYPE:NAME PHYSICAL VIRTUAL SIZE "
		  "ATTRIBUTES" },
		{ " #  Type Physical Virtual Size Attributes\n"
		  " x  7:conv  0000001000  0000000000  0000001000  f\n",
		  "expected INDEX TYPE:NAME PHYSICAL VIRTUAL SIZE "
		  "ATTRIBUTES" },
		{ " #  Type Physical Virtual Size Attributes\n"
		  " 0  7:conv  0000001000  0000000000  0000001001  f\n",
		  "expected INDEX TYPE:NAME PHYSICAL VIRTUAL SIZE "
		  "ATTRIBUTES" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0, 3, EfiBootServicesData, 0, 1, F\n",
		  "number and name of the type differ" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0, 3, EfiBootServicesCode, 0, 1\n",
		  "expected 6 fields" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0, 100000000, OEM, 0, 1, F\n",
		  "the type is not a 32-bit number" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0, RAM, OEM, 0, 1, F\n",
		  "the type is not a number" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0, B0, EfiPalCode, 0, 1, F\n",
		  "number and name of the type differ" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0, 7, OEM, 0, 1, F F\n",
		  "the attribute is not a number" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n7 Conventional 0x0 0x1 0xf\n",
		  "expected 6 fields, the last one of 16 digits" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n99999999999999999999 7 X 0x0\n",
		  "expected an index first" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0 7 Conventional\n",
		  "expected 6 fields, the last one of 16 digits" },
		{ "Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		  "Attribute\n0 3 Boot Services Code 0x0 0x1\n",
		  "expected 6 fields, the last one of 16 digits" },
	};
	char expected[128];

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		parse(cases[i].row);
		assert_int_equal(parse_result, IMPORT_FAILED);
		snprintf(expected, sizeof(expected),
			 " (%s)\nmap: none of "
			 "the rows could be read\n",
			 cases[i].why);
		if (!strstr(parsed_messages(), expected))
			fail_msg("%s\ngave: %s", cases[i].row,
				 parsed_messages());
	}
}

TEST(a_reported_row_has_no_control_characters)
{
	parse("BIOS-e820: \033[2J\x80\t[mem\n");
	expect_failure("map:1: cannot read this row: BIOS-e820: ? [mem "
		       "(expected [mem START-END] TYPE)\n"
		       "map: none of the rows could be read\n");
}

TEST(ranges_that_end_at_2_64_and_empty_ranges_are_read)
{
	parse("efi: mem00: type=7, attr=0x8, "
	      "range=[0xfffffffffffff000-0x0000000000000000) (0MB)\n"
	      "efi: mem01: [Reserved|] range=[0x1000-0xfff] (0MB)\n"
	      "efi: mem02: [Reserved|] "
	      "range=[0x0-0xffffffffffffffff] (0MB)\n");
	expect_map("7 fffffffffffff000+1 8\n0 1000+0 0\n0 0+0 0");
}

TEST(rows_of_u_boot_and_e820_do_not_need_a_headline)
{
	parse("IO 0000000000000000-0000000000001000 WB\n");
	expect_map("11 0+1 8");
	parse("BIOS-e820: [mem 0x0-0xfff] ACPI data \r\n");
	expect_map("9 0+1 8");
}

/* What people and programs append to a row. */
TEST(text_after_the_type_of_an_e820_row_is_ignored)
{
	static const char *const tails[] = { "",        "<br>", "\",", ")",
					     " # mine", "`",    ".",   "\t|" };
	char row[64];

	for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++) {
		snprintf(row, sizeof(row),
			 "BIOS-e820: [mem 0x0-0xfff] ACPI data%s\n", tails[i]);
		parse(row);
		expect_map("9 0+1 8");
		expect_messages("");
	}
}

TEST(numbered_e820_types_are_those_of_linux)
{
	parse("BIOS-e820: [mem 0x0-0xfff] type 2\n"
	      "BIOS-e820: [mem 0x1000-0x1fff] type 1\n"
	      "BIOS-e820: [mem 0x2000-0x2fff] type 16\n");
	expect_map("0 0+1 0\n7 1000+1 8\n0 2000+1 0");
	expect_messages("map:3: note: unknown E820 type, reserved as in "
			"Linux\n");
}

TEST(memory_of_less_than_a_page_is_dropped)
{
	parse("BIOS-e820: [mem 0x0-0xfff] reserved\n"
	      "BIOS-e820: [mem 0x1800-0x27ff] usable\n");
	expect_map("0 0+1 0");
	assert_non_null(strstr(parsed_messages(), "map: note: 1 row"));
}

TEST(remarks_after_a_row_of_the_shell_are_ignored)
{
	parse("Available 0-FFF 1 F  <-- the biggest\n");
	expect_map("7 0+1 f");
	expect_messages("");
}

TEST(a_long_line_is_reported_truncated)
{
	char text[1000];

	memset(text, 'x', sizeof(text));
	memcpy(text, "BIOS-e820: ", 11);
	text[999] = '\0';
	parse(text);
	assert_int_equal(parse_result, IMPORT_FAILED);
	assert_in_range(strlen(parsed_messages()), 200, 300);
	assert_non_null(strstr(parsed_messages(), "xxx... ("));
}

TEST(only_the_first_100_unreadable_rows_are_reported)
{
	char text[150 * 16] = "";

	for (int i = 0; i < 150; i++)
		memcpy(text + strlen(text), "BIOS-e820: x\n", 14);
	parse(text);
	assert_int_equal(parse_result, IMPORT_FAILED);
	assert_non_null(strstr(parsed_messages(), "\nmap:100: cannot read"));
	assert_null(strstr(parsed_messages(), "\nmap:101: "));
	assert_non_null(strstr(parsed_messages(), "\nmap: 50 more messages"));
}

#define DESCENDING                                                \
	"BIOS-e820: [mem 0x0000000000100000-0x00000000001fffff] " \
	"usable\n"                                                \
	"BIOS-e820: [mem 0x00000000000f0000-0x00000000000fffff] " \
	"reserved\n"

TEST(rows_of_a_log_with_its_last_line_first_are_turned)
{
	parse(DESCENDING "BIOS-e820: [mem 0x0000000000000000-"
			 "0x000000000009ffff] usable\nend\n");
	expect_map("7 0+a0 8\n0 f0000+10 0\n7 100000+100 8");
	expect_messages("map: note: this is a log with its last line first; "
			"it was read from its end\n");
	parse(DESCENDING "end\n");
	expect_map("7 100000+100 8\n0 f0000+10 0");
}

TEST(an_e820_table_without_its_first_rows_is_noted)
{
	parse("BIOS-e820: [mem 0x0000000000100000-0x00000000001fffff] usable\n"
	      "end\n");
	expect_messages("map:1: note: there is no row below 1 MiB; the first "
			"rows may be missing\n");
}

TEST(rows_of_other_programs_are_read_from_their_end_if_they_descend)
{
	parse("MemoryRegion { start: 1048576, end: 134086656, kind: "
	      "UnknownUefi(3) }\n"
	      "MemoryRegion { start: 524288, end: 1048576, kind: Usable }\n"
	      "MemoryRegion { start: 0, end: 524288, kind: Usable }\n");
	expect_map("7 0+80 8\n7 80000+80 8\n3 100000+7ee0 8");
	assert_non_null(strstr(parsed_messages(), "last line first"));
}

/* --- one row after a sound one -------------------------------------------- */

#define XEN_ROW                                                                \
	"(XEN) Xen-e820 RAM map:\n(XEN)  0000000000001000 - 0000000000002000 " \
	"(usable)\n"
#define XEN_EFI_ROW                                                         \
	"(XEN) EFI memory map:\n(XEN)  0000000001000-0000000001fff type=7 " \
	"attr=0000000000000008\n"
#define FREEBSD_ROW                           \
	"Type Physical Virtual #Pages Attr\n" \
	"ConventionalMemory 000000001000 0x000000000000 00000001 WB\n"
#define LINUX_ROW "efi: mem00: [Conventional|WB] range=[0x1000-0x1fff] (0MB)\n"
#define ESXI_ROW  "MMap[0]: 0x1000 - 0x1fff len=4096, type=7, attr=0x8\n"
#define UBOOT_ROW                     \
	"Type Start End Attributes\n" \
	"CONVENTIONAL 0000000000001000-0000000000002000 WB\n"

TEST(a_damaged_row_after_a_sound_one_is_left_out_with_its_reason)
{
	static const struct {
		const char *sound, *row, *why;
	} cases[] = {
		{ XEN_ROW, "(XEN)  0000000000002000 - 0000000000003000 (usab",
		  "unknown or incomplete E820 type" },
		{ XEN_ROW, "(XEN)  0000000000002000 - 0000000000003000 type",
		  "unknown or incomplete E820 type" },
		{ XEN_ROW, "(XEN)  0000000000002000 - 0000000000003000 type x",
		  "unknown or incomplete E820 type" },
		{ XEN_ROW,
		  "(XEN)  0000000000002000 - 0000000000003000 type 4294967296",
		  "unknown or incomplete E820 type" },
		{ XEN_EFI_ROW,
		  "(XEN)  0000000002000-0000000002fff type=4294967296 "
		  "attr=000000000000000f",
		  "expected START-END type=TYPE attr=ATTRIBUTES" },
		{ XEN_EFI_ROW,
		  "(XEN)  0000000002000-0000000002fff type=x "
		  "attr=000000000000000f",
		  "expected START-END type=TYPE attr=ATTRIBUTES" },
		{ XEN_EFI_ROW,
		  "(XEN)  0000000002000-0000000002fff type=7 attr=f",
		  "expected START-END type=TYPE attr=ATTRIBUTES" },
		{ FREEBSD_ROW, "ConventionalMemory 000000002000",
		  "expected TYPE PHYSICAL VIRTUAL #PAGES ATTR" },
		{ FREEBSD_ROW, "ConventionalMemory 00000000200x 0x0 1 WB",
		  "expected TYPE PHYSICAL VIRTUAL #PAGES ATTR" },
		{ FREEBSD_ROW, "ConventionalMemory 000000002000 0x0 1 WBX",
		  "unknown attribute" },
		{ FREEBSD_ROW, "ConventionalMemor 000000002000 0x0 1 WB",
		  "unknown memory type" },
		{ LINUX_ROW,
		  "efi: mem01: type=4294967296, attr=0xf, "
		  "range=[0x2000-0x2fff]",
		  "expected [TYPE|ATTRIBUTES], or type= and attr=" },
		{ LINUX_ROW,
		  "efi: mem01: type=7, attr=0xf range=[0x2000-0x2fff]",
		  "expected [TYPE|ATTRIBUTES], or type= and attr=" },
		{ LINUX_ROW,
		  "efi: mem01: type=7, attr=x, range=[0x2000-0x2fff]",
		  "expected [TYPE|ATTRIBUTES], or type= and attr=" },
		{ ESXI_ROW,
		  "MMap[1]: 0x2000 - 0x2fff len=4096, type=4294967296, "
		  "attr=0x8",
		  "expected START - END len=, type=, attr=0x" },
		{ ESXI_ROW,
		  "MMap[1]: 0x2000 - 0x2fff len=4097, type=7, attr=0x8",
		  "range and len= disagree" },
		{ UBOOT_ROW, "CONVENTIONAL 0000000000002000-00000000000030 WB",
		  "expected TYPE START-END ATTRIBUTES" },
		{ UBOOT_ROW,
		  "CONVENTIONAL 0000000000002000-0000000000003000 WB|",
		  "its attributes are incomplete" },
		{ UBOOT_ROW,
		  "CONVENTIONAL 0000000000003000-0000000000002000 WB",
		  "the range ends before it starts" },
	};
	char text[512];

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		snprintf(text, sizeof(text), "%s%s\n", cases[i].sound,
			 cases[i].row);
		parse(text);
		if (parse_result != IMPORT_PARTLY ||
		    efimap_count(&parsed.capture.map) != 1 ||
		    !strstr(parsed_messages(), cases[i].why))
			fail_msg("%d %s\ngave: %s", parse_result, text,
				 parsed_messages());
	}
}
