/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows in several pieces, rows of which a part was lost, and rows in which
 * another message stands. */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"
#include "tools/import/offer.h"

GROUP_FIXTURE(NULL, forget_parsed);

#define BEFORE                            \
	"[    0.000000] BIOS-e820: [mem " \
	"0x0000000000001000-0x0000000000001fff] "
#define E820                              \
	"[    0.000000] BIOS-e820: [mem " \
	"0x0000000000002000-0x0000000000002fff] "

/* --- rows in pieces ------------------------------------------------------- */

/* A row after a table's title and first row. */
static const struct {
	const char *before, *row, *map, *first;
} rows[] = {
	{ BEFORE "usable\n", E820 "type 20",
	  "7 1000+1 8\n"
	  "5 2000+1 8000000000000008",
	  "7 1000+1 8" },
	{ "Type             Start            End              Attributes\n"
	  "CONVENTIONAL     0000000000000000-0000000000001000 WB\n",
	  "RUNTIME DATA     0000000000001000-0000000000002000 WB|RT",
	  "7 0+1 8\n6 1000+1 8000000000000008", "7 0+1 8" },
	{ "Type      Physical start  - end             #Pages        Size "
	  "Attributes\n"
	  "conv-mem  0000000000000000-0000000000000fff 00000001      4KiB UC "
	  "WC WT WB\n",
	  "RT-data   0000000000001000-0000000000001fff 00000001      4KiB RT "
	  "UC WC WT WB",
	  "7 0+1 f\n6 1000+1 800000000000000f", "7 0+1 f" },
	{ "         Type     Physical      Virtual   #Pages Attr\n"
	  "     Reserved 000000000000 000000000000 00000001 WB RUNTIME\n",
	  "ConventionalMemory 000000001000 000000000000 0000009f UC WC WT WB",
	  "0 0+1 8000000000000008\n7 1000+9f f", "0 0+1 8000000000000008" },
	{ "00000000-00000fff : Reserved\n", "00001000-0009ffff : System RAM",
	  "0 0+1 0\n7 1000+9f 8", "0 0+1 0" },
};

/* Is it read as it was, or reported? */
static void expect_folded(size_t i, size_t first, size_t second)
{
	char text[1024];

	snprintf(text, sizeof(text), "%s%.*s\n%.*s\n%s\n", rows[i].before,
		 (int)first, rows[i].row, (int)(second - first),
		 rows[i].row + first, rows[i].row + second);
	parse(text);
	if (parse_result == IMPORT_PARTLY &&
	    strcmp(parsed_map(), rows[i].first) == 0)
		return;
	if (strcmp(parsed_map(), rows[i].map) != 0)
		fail_msg("%s\n%s", text, parsed_map());
}

TEST(a_row_is_not_lost_or_changed_wherever_it_is_folded_into_three_lines)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		size_t len = strlen(rows[i].row);

		for (size_t first = 4; first < len; first += 3)
			for (size_t second = first + 2; second < len; second++)
				expect_folded(i, first, second);
	}
}

TEST(a_row_in_three_lines_is_read_whatever_the_breaks_stand_for)
{
	parse(BEFORE "usable\n" E820 "\nunus\nable\n");
	expect_map("7 1000+1 8\n8 2000+1 8");
	parse(BEFORE "usable\n" E820 "A\nCPI\nNVS\n");
	expect_map("7 1000+1 8\n10 2000+1 8");
	parse(BEFORE "usable\n[    0.000000] BIOS-e820: [mem \n"
		     "0x0000000000002000-0x0000000000002fff] type 2\n0\n");
	expect_map("7 1000+1 8\n5 2000+1 8000000000000008");
	parse(BEFORE "usable\n[    0.000000] BIOS-e\n820: [mem "
		     "0x0000000000002000-0x0000000000002fff] reserved\n");
	expect_map("7 1000+1 8\n0 2000+1 0");
	expect_messages("");
}

TEST(a_bank_of_u_boot_whose_start_is_broken_is_not_another)
{
	parse("DRAM bank   = 0x0000000000000000\n"
	      "-> start    = 0x0\n000000040000000\n"
	      "-> size     = 0x0000000008000000\n"
	      "DRAM bank   = 0x0000000000000001\n"
	      "-> start    = 0x0000000080000000\n"
	      "-> size     = 0x0000000000000000\n");
	expect_map("7 40000000+8000 8");
	parse("DRAM bank   = 0x0000000000000000\n"
	      "-> start    = 0x000000004000000random: crng init done0\n"
	      "-> size     = 0x0000000008000000\n");
	assert_int_not_equal(parse_result, IMPORT_GOOD);
}

TEST(a_value_of_uefi_rs_that_is_broken_is_not_another)
{
	static const char *const broken[] = {
		"phys_start: 0\nx100000,\natt: WRITE_BACK",
		"phys_start: 0x100000,\natt: ",
		"phys_start: 0x100000,\natt: MemoryAttribute(\n)",
		"phys_start: 0x100000,\na",
		"phys_start: 0x10[    0.1] random\n0000,\natt: WRITE_BACK",
	};
	char text[512];

	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		snprintf(text, sizeof(text),
			 "[\n    MemoryDescriptor {\n        ty: LOADER_CODE,\n"
			 "        page_count: 0x10,\n        %s,\n    },\n]\n",
			 broken[i]);
		parse(text);
		if (parse_result == IMPORT_GOOD)
			assert_string_equal(parsed_map(), "1 100000+10 8");
	}
	parse("MemoryDescriptor { ty: LOADER_CODE, phys_start: 0x100000, "
	      "page_count: 1, att: MemoryAttribute(empty) }\n");
	expect_map("1 100000+1 0");
}

TEST(attributes_that_break_off_are_not_taken)
{
	parse("Type             Start            End              Attributes\n"
	      "CONVENTIONAL     0000000000000000-0000000000001000 UC|WC|WT|WB\n"
	      "BOOT DATA        0000000000001000-0000000000002000 UC|WC\n"
	      "BOOT DATA        0000000000002000-0000000000003000\n"
	      "IO               0000000000003000-0000000000004000 UC\n");
	expect_map("7 0+1 f\n11 3000+1 1");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	parse("MMap[0]: 0x1000 - 0x1fff len=4096, type=6, "
	      "attr=0x800000000000000f\n"
	      "MMap[1]: 0x2000 - 0x2fff len=4096, type=6, attr=0x8\n");
	expect_map("6 1000+1 800000000000000f");
	assert_int_equal(parse_result, IMPORT_PARTLY);
}

/* --- rows with a fault ---------------------------------------------------- */

static void expect_rest(const char *line, bool rest)
{
	const struct cursor row = cursor_of(BEFORE "usable");

	if (damage_is_rest(cursor_of(line), row) != rest)
		fail_msg("%s", line);
}

TEST(what_is_left_of_a_row_is_recognised)
{
	static const char *const rests[] = {
		"20: [mem 0x0000000000002000-0x0000000000002fff] reserved",
		"[mem 0x0000000000002000-0x0000000000002fff] ACPI data",
		"mem 0x0000000000002000-0x0000000000002fff] usable",
		"00002000-0x0000000000002fff] usable",
		"2fff] usable",
		"] unusable",
		"BIOS-e820: 0x0000000000002000-0x0000000000002fff] usable",
		"BIOS-erandom: crng init done820: [mem 0x0000000000002000-"
		"0x0000000000002fff] usable",
		"BIOS-e820: [mem 0x00000000random: done00002000-"
		"0x0000000000002fff] usable",
	};

	for (size_t i = 0; i < sizeof(rests) / sizeof(*rests); i++)
		expect_rest(rests[i], true);
}

TEST(what_a_kernel_prints_between_rows_is_not_what_is_left_of_one)
{
	static const char *const others[] = {
		"",
		"]",
		"NX (Execute Disable) protection: active",
		"e820: update [mem 0x00000000-0x00000fff] usable ==> reserved",
		"e820: remove [mem 0x000a0000-0x000fffff] usable",
		"modified: [mem 0x0000000000002000-0x0000000000002fff] usable",
		"reserve setup_data: [mem 0x0000000000002000-"
		"0x0000000000002fff] usable",
		"user: [mem 0x0000000000002000-0x0000000000002fff] usable",
		"e820: [mem 0xc0000000-0xfed1bfff] available for PCI devices",
		"[mem 0xc0000000-0xfed1bfff] available for PCI devices",
		"init_memory_mapping: [mem 0x00000000-0x000fffff]",
		"[mem 0x00000000-0x000fffff] page 4k",
		"RAMDISK: [mem 0x3599b000-0x36ccffff]",
		"Faking a node at [mem 0x0000000000000000-0x000000047dffffff]",
		"NODE_DATA(0) allocated [mem 0x47dff5000-0x47dff9fff]",
		"  Normal   [mem 0x0000000100000000-0x000000047dffffff]",
		"e820: reserve RAM buffer [mem 0x0009f000-0x0009ffff]",
		"PM: hibernation: Registered nosave memory: "
		"[mem 0x00000000-0x00000fff]",
		"Xen: [mem 0x0000000000002000-0x0000000000002fff] usable",
		"last_pfn = 0x180400 max_arch_pfn = 0x400000000",
		"efi: EFI v2.70 by Microsoft",
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		expect_rest(others[i], false);
}

TEST(what_is_left_of_a_row_that_begins_with_a_type_is_recognised)
{
	const struct cursor row =
		cursor_of("BS_Code    0000000000000000-0000000000007FFF "
			  "0000000000000008 000000000000000F");

	assert_true(damage_is_rest(
		cursor_of("vailable  0000000000008000-000000000000FFFF "
			  "0000000000000008 000000000000000F"),
		row));
	assert_true(damage_is_rest(
		cursor_of("RT_Data    0000000000000008 000000000000000F"),
		row));
	assert_true(damage_is_rest(
		cursor_of("crng init done RT_Data    0000000000008000-"
			  "000000000000FFFF 0000000000000008 "
			  "000000000000000F"),
		row));
	assert_true(damage_is_rest(cursor_of("Unk 0f    0000000000008000-0000"),
				   row));
	assert_true(damage_is_rest(
		cursor_of("efi:   [Conventional|   |  |  |WB|WT|WC|UC]"),
		cursor_of("efi:   0x000000000000-0x00000007ffff "
			  "[Conventional|   |  |  |WB|WT|WC|UC]")));
	assert_false(damage_is_rest(
		cursor_of("  Reserved  :         13,803 Pages (56,537,088 "
			  "Bytes)"),
		row));
	assert_false(damage_is_rest(cursor_of("Reserved"), row));
}

TEST(numbers_with_leading_zeros_have_one_width)
{
	static const struct {
		const char *row, *before;
		bool damaged;
	} cases[] = {
		{ "base=0000000000000000 len=000000000009fc0",
		  "base=0000000000000000 len=0000000000000400", true },
		{ "base=00000000000000000 len=000000000009fc00",
		  "base=0000000000000000 len=0000000000000400", true },
		{ "00100000-0fffffff : a", "00000000-00000fff : b", false },
		{ "100000000-207ffffff : a", "00100000-0fffffff : b", false },
		{ "00100000-0fffffff : a", "100000000-207ffffff : b", false },
		{ "0100000000-00207ffffff : a", "00100000-0fffffff : b", true },
		{ "[    0.000000] 0000000000001000", "0000000000001000",
		  false },
		{ "00000000", "00000000 00000000", false },
		{ "0x80000000", "0x0000000000100000", false },
		{ "", "", false },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(damage_of_width(cursor_of(cases[i].row),
						 cursor_of(cases[i].before)),
				 cases[i].damaged);
}

#define TITLE \
	"Index, Type, Type(name), PhysicalStart, NumberOfPages, Attribute\n"
#define USABLE(index, start, pages)                         \
	index " 7 Conventional Memory 0x" start " 0x" pages \
	      " 0x000000000000000f\n"

TEST(a_row_of_a_table_that_lacks_a_digit_is_not_read)
{
	parse(TITLE USABLE("0", "00000000001000", "0000000001")
		      USABLE("1", "00000000002000", "0000000001")
			      USABLE("2", "0000000003000", "0000000001") USABLE(
				      "3", "00000000004000", "0000000001"));
	expect_map("7 1000+1 f\n7 2000+1 f\n7 4000+1 f");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	/* Of the first two, either may be damaged. */
	parse(TITLE USABLE("0", "0000000001000", "0000000001")
		      USABLE("1", "00000000002000", "0000000001")
			      USABLE("2", "00000000003000", "0000000001"));
	assert_int_equal(parse_result, IMPORT_PARTLY);
	assert_non_null(strstr(parsed_messages(), "map:3: cannot read"));
}

TEST(a_row_of_mikanos_without_its_beginning_ends_no_table)
{
	parse("Index, Type, Type(name), PhysicalStart, NumberOfPages, "
	      "Attribute\n"
	      "0, 7, EfiConventionalMemory, 00001000, 9F, F\n"
	      "ventionalMemory, 00100000, 10, F\n"
	      "2, 7, EfiConventionalMemory, 00200000, 10, F\n"
	      "done\n");
	expect_map("7 1000+9f f\n7 200000+10 f");
	assert_int_equal(parse_result, IMPORT_PARTLY);
}

TEST(a_row_before_the_title_of_its_table_is_not_the_map)
{
	parse("BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] usable\n"
	      "BIOS-provided physical RAM map:\n"
	      "BIOS-e820: [mem 0x00000000000a0000-0x00000000000fffff] "
	      "reserved\n"
	      "BIOS-e820: [mem 0x0000000000100000-0x00000000001fffff] "
	      "usable\n");
	expect_map("0 a0000+60 0\n7 100000+100 8");
	assert_non_null(strstr(parsed_messages(), "there are 2 maps"));
}
