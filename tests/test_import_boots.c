/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A log of several boots, or with maps of several kinds: one of them is used.
 */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"

#define SHELL_HEADER "Type  Start  End  # Pages  Attributes\n"

GROUP_FIXTURE(NULL, forget_parsed);

TEST(efi_descriptors_are_preferred_to_e820_rows)
{
	parse("BIOS-e820: [mem 0x0-0x9ffff] usable\n"
	      "BIOS-e820: [mem 0x100000-0x1fffff] usable\n"
	      "BIOS-e820: this is not a row\n"
	      "efi: mem00: type=7, attr=0xf, range=[0x100000-0x200000) "
	      "(0MB)\n");
	expect_map("7 100000+100 f");
	expect_messages("");
}

/* One EFI row is not the map of a machine whose E820 table is much larger. */
TEST(efi_rows_that_are_only_a_part_yield_to_an_e820_table)
{
	static const char e820[] =
		"BIOS-e820: [mem 0x0-0x9ffff] usable\n"
		"BIOS-e820: [mem 0x100000-0x1fffff] usable\n";
	static const char *const parts[] = {
		"efi: mem46: [MMIO|UC] range=[0xdfa00000-0xdfa0ffff] (0MB)\n",
		"efi: mem00: [Conventional|WB] range=[0x0-0x9ffff] (0MB)\n",
		"efi:   0x0-0x9ffff [Conventional|WB]\n",
	};
	char log[512];

	for (size_t i = 0; i < 3; i++) {
		snprintf(log, sizeof(log), "%s%s", e820, parts[i]);
		parse(log);
		expect_map("7 0+a0 8\n7 100000+100 8");
		assert_int_equal(parse_result, IMPORT_GOOD);
		assert_ptr_equal(strstr(parsed_messages(),
					"map:3: note: 1 row of 'Linux efi: "),
				 parsed_messages());
	}
}

/* Of a machine with little memory the firmware uses the most. */
TEST(boot_services_count_when_an_e820_table_is_larger)
{
	parse("BIOS-e820: [mem 0x0-0x9ffff] usable\n"
	      "BIOS-e820: [mem 0x100000-0x1fffff] usable\n"
	      "efi: mem00: [Conventional|WB] range=[0x0-0x9ffff] (0MB)\n"
	      "efi: mem01: [Boot Data|WB] range=[0x100000-0x1dffff] (0MB)\n"
	      "efi: mem02: [Loader Code|WB] range=[0x1e0000-0x1fffff] (0MB)\n");
	expect_map("7 0+a0 8\n4 100000+e0 8\n1 1e0000+20 8");
	expect_messages("");
}

#define TWO_MAPS                                                              \
	"map: note: there are 2 maps of 'BIOS-e820 rows'; the one at line 1 " \
	"is used, --list shows all and --map chooses one\n"

TEST(the_first_of_two_boots_is_used)
{
	parse("BIOS-provided physical RAM map:\n"
	      "BIOS-e820: [mem 0x0-0x9ffff] usable\n"
	      "BIOS-provided physical RAM map:\n"
	      "BIOS-e820: [mem 0x0-0x8ffff] usable\n"
	      "BIOS-e820: this is not a row\n");
	expect_map("7 0+a0 8");
	expect_messages(TWO_MAPS);
	assert_int_equal(parse_result, IMPORT_GOOD);
}

static const char two_boots[] = "Linux version 6.1.0-13-amd64 (debian)\n"
				"BIOS-e820: [mem 0x0-0x9ffff] usable\n"
				"BIOS-e820: [mem 0x100000-0x1fffff] usable\n"
				"efi: mem07: [MMIO|] range=[0x0-0xfff] (0MB)\n"
				"Linux version 6.12.1\n"
				"BIOS-e820: [mem 0x0-0x8ffff] usable\n"
				"BIOS-e820: [mem 0x100000-0x1fffff] usable\n"
				"The end\n";

TEST(any_of_several_maps_can_be_chosen)
{
	parse_choice.map = 3;
	parse(two_boots);
	expect_map("7 0+90 8\n7 100000+100 8");
	expect_messages("");
	parse_choice.map = 2;
	parse(two_boots);
	expect_map("11 0+1 0");
	parse_choice.map = 4;
	parse(two_boots);
	assert_int_equal(parse_result, IMPORT_FAILED);
	expect_messages("map: --map=4: there are only 3 maps; --list shows "
			"them\n");
	parse_choice.map = 0;
}

TEST(the_maps_of_a_file_can_be_listed)
{
	char text[1024];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	parse_choice.list = &out;
	parse(two_boots);
	parse_choice.list = NULL;
	assert_int_equal(parse_result, IMPORT_LISTED);
	expect_messages("");
	assert_string_equal(
		text, "   map     line   rows  format                         "
		      "kernel\n"
		      "*    1        2      2  BIOS-e820 rows                 "
		      "6.1.0-13-amd64\n"
		      "     2        4      1  Linux efi: mem rows            "
		      "6.1.0-13-amd64, incomplete\n"
		      "     3        6      2  BIOS-e820 rows                 "
		      "6.12.1\n"
		      "* is used unless --map chooses another one.\n");
}

TEST(two_boots_are_distinguished_in_every_format)
{
	static const char *const maps[] = {
		"BIOS-e820: [mem 0x0-0xfff] usable\n"
		"BIOS-e820: [mem 0x1000-0x1fff] reserved\n",
		"efi: mem00: type=7, attr=0xf, range=[0x0-0x1000) (0MB)\n"
		"efi: mem01: type=0, attr=0xf, range=[0x1000-0x2000) (0MB)\n",
		"efi: Processing EFI memory map:\n"
		"efi:   0x0-0xfff [Conventional|WB]\n"
		"efi:   0x1000-0x1fff [Reserved|WB]\n",
		SHELL_HEADER "Available 0-FFF 1 F\nReserved 1000-1FFF 1 F\n",
		"ShellCommand,\"memmap\"\n"
		"MemoryMap,\"Available\",\"0\",\"FFF\",\"1\",\"F\"\n"
		"MemoryMap,\"Reserved\",\"1000\",\"1FFF\",\"1\",\"F\"\n",
		"Type Start End Attributes\n"
		"CONVENTIONAL 0000000000000000-0000000000001000 WB\n"
		"RESERVED 0000000000001000-0000000000002000 WB\n",
		" #  Type  Physical Virtual Size Attributes\n"
		" 0  7:conv  0000000000  0000000000  0000001000  f\n"
		" 1  0:reserved  0000001000  0000000000  0000001000  f\n",
		"Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		"Attribute\n0, 7, EfiConventionalMemory, 0, 1, F\n"
		"1, 0, EfiReservedMemoryType, 1000, 1, F\n",
		"Type Physical Virtual #Pages Attr\n"
		"ConventionalMemory 000000000000 000000000000 00000001 WB\n"
		"Reserved 000000001000 000000000000 00000001 WB\n",
	};
	char twice[1024];

	for (size_t i = 0; i < sizeof(maps) / sizeof(*maps); i++) {
		snprintf(twice, sizeof(twice), "%s%s", maps[i], maps[i]);
		parse(twice);
		assert_int_equal(parse_result, IMPORT_GOOD);
		if (efimap_count(&parsed.capture.map) != 2 ||
		    !strstr(parsed_messages(), "there are 2 maps"))
			fail_msg("not distinguished: %s", twice);
	}
}

/* Two consoles, or earlyprintk=...,keep. */
TEST(a_row_that_follows_an_equal_one_is_the_same_row)
{
	static const struct {
		const char *row, *map;
	} cases[] = {
		{ "[    0.0] BIOS-e820: [mem 0x0-0xfff] usable\n", "7 0+1 8" },
		{ "efi: mem00: [Conventional|WB] range=[0x0-0xfff] (0MB)\n",
		  "7 0+1 8" },
		{ "efi:   0x0-0xfff [Conventional|WB]\n", "7 0+1 8" },
		{ "user: [mem 0x0-0xfff] usable\n", "7 0+1 8" },
	};
	char log[512];

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		snprintf(log, sizeof(log), "%s%s%s", cases[i].row, cases[i].row,
			 cases[i].row);
		parse(log);
		expect_map(cases[i].map);
		assert_int_equal(parse_result, IMPORT_GOOD);
		assert_null(strstr(parsed_messages(), "maps"));
	}
	/* Empty rows of firmware differ by their index only. */
	parse("efi: mem00: type=0, attr=0x0, range=[0x0-0x0) (0MB)\n"
	      "efi: mem01: type=0, attr=0x0, range=[0x0-0x0) (0MB)\n");
	expect_map("0 0+0 0\n0 0+0 0");
}

/* Rows of the same form, of what Linux keeps for runtime calls. */
TEST(the_runtime_map_of_linux_is_ignored)
{
	static const char log[] =
		"BIOS-provided physical RAM map:\n"
		"BIOS-e820: [mem 0x0-0x1fff] usable\n"
		"efi: EFI runtime memory map:\n"
		"efi: mem00: [Runtime Code|RUN|WB] range=[0x5000-0x5fff]\n";
	char twice[2 * sizeof(log) + 128];

	parse(log);
	expect_map("7 0+2 8");
	expect_messages("");
	snprintf(twice, sizeof(twice), "%s%s%s", log,
		 "BIOS-provided physical RAM map:\n"
		 "efi: mem00: [Conventional|WB] range=[0x0-0xfff]\n",
		 log);
	parse(twice);
	expect_map("7 0+1 8");
	expect_messages("");
}

TEST(a_complete_map_replaces_one_with_missing_rows)
{
	parse("efi: mem07: type=7, attr=0xf, range=[0x0-0x1000) (0MB)\n"
	      "efi: mem00: type=7, attr=0xf, range=[0x1000-0x3000) (0MB)\n"
	      "efi: mem01: type=0, attr=0xf, range=[0x3000-0x4000) (0MB)\n"
	      "efi: mem00: type=7, attr=0xf, range=[0x1000-0x2000) (0MB)\n");
	expect_map("7 1000+2 f\n0 3000+1 f");
	expect_messages("map: note: there are 3 maps of 'Linux efi: mem rows'; "
			"the one at line 2 is used, --list shows all and --map "
			"chooses one\n");
}

/* The map that the kernel made of the rows is known to follow from its command
 * line. */
TEST(the_map_of_the_kernel_is_compared_with_ours)
{
	static const char form[] =
		"Linux version 6.1.0\n"
		"Command line: root=/dev/sda %s quiet\n"
		"BIOS-e820: [mem 0x0-0x9ffff] usable\n"
		"BIOS-e820: [mem 0x100000-0xfffffff] usable\n"
		"user-defined physical RAM map:\n"
		"user: [mem 0x0-0x9ffff] usable\n"
		"user: [mem 0x100000-0x7ffffff] usable\n"
		"The end\n";
	static const struct {
		const char *words, *messages;
	} cases[] = {
		{ "mem=128M", "" },
		{ "memmap=128M!128M", "" },
		{ "mem=128M memmap=64K$1M",
		  "map:5: note: 0x100000-0x10ffff is usable in the map of the "
		  "kernel, but not usable in what its command line makes of "
		  "'BIOS-e820 rows'\n" },
		{ "mem=192M",
		  "map:5: note: 0x8000000-0xbffffff is not usable in the map "
		  "of "
		  "the kernel, but usable in what its command line makes of "
		  "'BIOS-e820 rows'\n" },
		/* Not an option that we have. */
		{ "memmap=x", "" },
	};
	char log[512];

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		snprintf(log, sizeof(log), form, cases[i].words);
		parse(log);
		expect_map("7 0+a0 8\n7 100000+ff00 8");
		expect_messages(cases[i].messages);
	}
}

/* Linux on arm64 prints the size of the map before its rows. */
TEST(the_number_of_rows_is_compared_with_what_the_log_states)
{
	static const char rows[] = "efi: Processing EFI memory map:\n"
				   "efi:   0x0-0xfff [Conventional|WB]\n"
				   "efi:   0x1000-0x1fff [Reserved|WB]\n";
	char log[512];

	snprintf(log, sizeof(log),
		 "efi:   MemMap Size: 0x00000060\n"
		 "efi:   MemMap Desc. Size: 0x00000030\n%s",
		 rows);
	parse(log);
	expect_map("7 0+1 8\n0 1000+1 8");
	expect_messages("");
	snprintf(log, sizeof(log),
		 "efi:   MemMap Size: 0x000009f0\n"
		 "efi:   MemMap Desc. Size: 0x00000030\n%s",
		 rows);
	parse(log);
	expect_map("7 0+1 8\n0 1000+1 8");
	expect_messages("map:3: note: the log states 53 descriptors, but there "
			"are 2 rows\n");
}

TEST(the_number_of_rows_is_compared_with_what_u_boot_states)
{
	parse("EFI table at 0, memory map 000000001a977d90, size 60, key 9e7, "
	      "version 1, descr. size 0x30\n"
	      "Type             Start            End              "
	      "Attributes\n"
	      "================ ================ ================ "
	      "==========\n"
	      "CONVENTIONAL     0000000000000000-0000000004000000 WB\n");
	expect_map("7 0+4000 8");
	expect_messages("map:2: note: the log states 2 descriptors, but there "
			"is 1 row\n");
}

TEST(a_log_that_breaks_off_within_the_map_is_noted)
{
	parse("Linux version 6.1.0\n"
	      "BIOS-e820: [mem 0x0-0xfff] usable\n"
	      "BIOS-e820: [mem 0x1000-0x1fff] reserved\n");
	expect_map("7 0+1 8\n0 1000+1 0");
	expect_messages("map: note: the log breaks off within the map; rows "
			"may be missing\n");
	parse("Linux version 6.1.0\n"
	      "BIOS-e820: [mem 0x0-0xfff] usable\n"
	      "NX (Execute Disable) protection: active\n");
	expect_messages("");
}

TEST(missing_rows_are_noted)
{
	parse("efi: mem00: type=7, attr=0xf, range=[0x0-0x1000) (0MB)\n"
	      "efi: mem03: type=7, attr=0xf, range=[0x3000-0x4000) (0MB)\n");
	expect_map("7 0+1 f\n7 3000+1 f");
	expect_messages("map:2: note: rows before this one are missing\n");
}

#define ROW(type, index, start, end)                                \
	"efi: mem" index ": [" type                                 \
	"|   |  |  |WB|WT|WC|UC] range=[0x0000" start "-0x0000" end \
	"] (0MB)\n"

TEST(a_log_with_its_last_line_first_is_read_from_its_end)
{
	parse(ROW(
		"Runtime Code", "00", "00400000",
		"004fffff") "efi: EFI runtime memory map:\n" ROW("Conventional",
								 "01",
								 "00001000",
								 "0009ffff")
		      ROW("Boot Code   ", "00", "00000000",
			  "00000fff") "Linux version 6.12.1\n");
	expect_map("3 0+1 f\n7 1000+9f f");
	assert_non_null(strstr(parsed_messages(), "its last line first"));
	parse("efi:   0x000000002000-0x000000002fff [Reserved|   "
	      "|WB|WT|WC|UC]\n"
	      "efi:   0x000000001000-0x000000001fff [Loader Data|   |WB|WT|WC|"
	      "UC]\n"
	      "efi:   MemMap Desc. Version: 0x00000001\n"
	      "efi:   MemMap Desc. Size: 0x00000030\n"
	      "efi:   MemMap Size: 0x00000060\n"
	      "efi: Processing EFI memory map:\n");
	expect_map("2 1000+1 f\n0 2000+1 f");
	expect_messages("map: note: this is a log with its last line first; "
			"it was read from its end\n");
}

#define TABLE                                   \
	"BIOS-provided physical RAM map:\n"     \
	"BIOS-e820: [mem 0x0-0x8ffff] usable\n" \
	"BIOS-e820: [mem 0xf0000-0xfffff] reserved\n"
#define SETUP "reserve setup_data: [mem 0x0-0xfffffffff] usable\n"

/* The extended table of the other boot has more memory. */
TEST(the_first_of_two_boots_is_used_without_the_version_of_the_second)
{
	parse(TABLE "BIOS-e820: [mem 0x100000-0x1fffff] usable\nother\n" TABLE
		    "BIOS-e820: [mem 0x100000-0xfffffffff] usable\n" SETUP);
	expect_map("7 0+90 8\n0 f0000+10 0\n7 100000+100 8");
	assert_non_null(strstr(parsed_messages(), "the one at line 1 is used"));
}

#define OCMM(start, end) \
	"OCMM: RT Code [RUN|UC] 0x" start "-0x" end " -> 0x0000 (4 KB)\n"

TEST(a_table_that_is_there_twice_is_used_once)
{
	parse(OCMM("1000", "2000") OCMM("3000", "4000") OCMM("1000", "2000")
		      OCMM("3000", "4000"));
	expect_map("5 1000+1 8000000000000001\n5 3000+1 8000000000000001");
	expect_messages("map:1: note: the whole table is there several times; "
			"it is used once\n");
}

TEST(a_map_of_another_program_is_noted)
{
	parse("e820 map has 3 items:\n"
	      "  0: 0000000000000000 - 000000000009f000 = 1 RAM\n"
	      "  1: 00000000000f0000 - 0000000000100000 = 2 RESERVED\n"
	      "  2: 0000000000100000 - 0000000000200000 = 1 RAM\n" TABLE
	      "BIOS-e820: [mem 0x100000-0x1fffff] usable\n"
	      "BIOS-e820: [mem 0x200000-0x2fffff] usable\n");
	assert_non_null(strstr(parsed_messages(), "note: there is a map of "));
}
