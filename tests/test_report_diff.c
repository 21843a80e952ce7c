/* SPDX-License-Identifier: BSD-2-Clause */
/* core/report/report_diff.c and report_hibernation.c: a comparison as text. */
#include "tests/lib/test.h"

#include "core/firmware/facts.h"
#include "core/report/report_diff.h"
#include "tests/lib/givendiff.h"
#include "tests/lib/givenreport.h"
#include "tools/compared.h"

static char room[16384];

/* The report on both sides. */
static void when_reported(bool all, bool colour)
{
	struct compared compared;
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, sizeof(room));

	compare_maps(&compared, &sides[0].conversion, &sides[1].conversion,
		     all);
	for (int side = 0; side < 2; side++) {
		compared.report.names[side] = side ? "after.txt" : "before.txt";
		compared.report.requests[side] = &sides[side].options.report;
	}
	compared.report.colour = colour;
	report_diff(&out, &compared.report);
	compared_free(&compared);
	assert_true(buffer.need < sizeof(room));
	reported = room;
}

#define expect_text(text)                                          \
	do {                                                       \
		if (!strstr(room, text))                           \
			fail_msg("not there: %s\n%s", text, room); \
	} while (0)

TEST(equal_maps_say_so)
{
	given_maps("0-a0000:7 100000-200000:9", "0-a0000:7 100000-200000:9");
	when_reported(false, false);
	expect_text("Changes\n  none\n");
	expect_text("Linux resumes: the E820 tables are equal.\n");
	expect_text("as Linux's EFI stub makes them from the descriptors");
}

TEST(a_side_without_a_vendor_names_none)
{
	given_maps("0-a0000:7", "0-a0000:7");
	sides[0].capture.vendor[0] = '\0';
	when_reported(false, false);
	expect_text("--- before.txt: 1 rows, a test\n");
}

TEST(each_kind_of_change_has_its_details)
{
	given_maps("100000-200000:9 300000-400000:10 500000-600000:8"
		   " 700000-800000:6:WB|RUNTIME 900000-910000:14"
		   " a00000-b00000:13 c00000-d00000:5:WB|RUNTIME"
		   " e00000-e10000:0x70000001",
		   "110000-210000:9 2f0000-410000:10 510000-5f0000:8"
		   " 700000-740000:6:WB|RUNTIME 780000-800000:6:WB|RUNTIME"
		   " 980000-9a0000:14 a00000-b00000:13:WB|XP"
		   " f00000-f10000:0x70000002");
	when_reported(false, false);
	expect_line("  ACPIReclaimMemory: moved, 64 KiB up");
	expect_line("  ACPIMemoryNVS: grown, 64 KiB at its start and 64 KiB at"
		    " its end");
	expect_line("  UnusableMemory: shrunk, 64 KiB at its start and 64 KiB"
		    " at its end");
	expect_line("  RuntimeServicesData: split into 2");
	expect_line("  PersistentMemory: moved and resized, 512 KiB up");
	expect_line("  RuntimeServicesCode: gone");
	expect_line("  OEM 0x70000001: gone");
	expect_line("  OEM 0x70000002: new");
	expect_line("  PalCode: other attributes\n"
		    "    - 0x0000000000a00000-0x0000000000afffff  WB\n"
		    "    + 0x0000000000a00000-0x0000000000afffff  WB XP");
	expect_text("Linux refuses to resume:\n");
}

TEST(ranges_that_were_several_are_joined)
{
	given_maps("100000-180000:9 190000-200000:9", "100000-200000:9");
	when_reported(false, false);
	expect_line("  ACPIReclaimMemory: joined from 2");
}

TEST(changes_within_usable_memory_are_counted_and_listed_with_all)
{
	given_maps("100000-180000:4 180000-200000:7",
		   "100000-140000:4 140000-200000:7");
	when_reported(false, false);
	expect_text("  none that a kernel would see\n  2 changes within usable"
		    " memory");
	expect_text("what differs is\n  memory that it uses either way.\n");
	when_reported(true, false);
	expect_line("  BootServicesData: shrunk, 256 KiB at its end");
	given_maps("100000-180000:4", "100000-180000:7 180000-190000:7:WB|SP");
	when_reported(false, false);
	expect_text("soft reserved: new");
	given_maps("100000-180000:7 190000-1a0000:4", "100000-180000:7");
	when_reported(false, false);
	expect_text("  1 change within usable memory");
}

TEST(objects_and_edits_are_named)
{
	static const struct loader_range range = { 0x200000, 0x4000,
						   OWNER_MODULE, "initrd" };

	given_map("100000-400000:7");
	capture.vendor[0] = '\0';
	capture.loader_ranges = &range;
	capture.loader_range_cnt = 1;
	given_side(0, "");
	given_map("100000-400000:7");
	given_side(1, "mem=3M memmap=4K$0x200000");
	when_reported(false, false);
	expect_line("  module initrd: gone");
	expect_text("from a test, EDK II, with mem=3M memmap=4K$0x200000\n" +
		    strlen("from "));
	expect_text("memory size: ");
	expect_text("look at mem= and memmap=");
}

TEST(colours_are_escape_sequences)
{
	given_maps("100000-101000:9", "102000-103000:9");
	when_reported(false, true);
	expect_text("\x1b[31m--- before.txt");
	expect_text("\x1b[32m    + 0x0000000000102000-0x0000000000102fff"
		    "      4 KiB\x1b[0m\n");
}

TEST(what_moved_explains_a_refusal)
{
	given_maps("100000-200000:7 200000-201000:9 201000-300000:7",
		   "100000-201000:7 201000-202000:9 202000-300000:7");
	when_reported(false, false);
	expect_text("ACPI data moved from 0x200000 to 0x201000 (1 page);\n"
		    "  the usable total is unchanged: try with the same"
		    " devices attached.\n");
	expect_text("a change between GRUB and the stub makes no difference");
	given_maps("100000-200000:7 200000-202000:9", "100000-200000:7");
	when_reported(false, false);
	expect_text("ACPI data at 0x200000-0x201fff is gone;\n  the usable"
		    " total is unchanged");
	given_maps("100000-200000:7", "100000-280000:7");
	when_reported(false, false);
	expect_text("usable at 0x100000-0x1fffff has grown;\n  the usable total"
		    " changed, too.\n");
	given_maps("100000-200000:7", "100000-200000:7 300000-302000:9");
	when_reported(false, false);
	expect_text("ACPI data at 0x300000-0x301fff is new");
	given_maps("100000-200000:7 300000-302000:9",
		   "100000-200000:7 400000-402000:9");
	when_reported(false, false);
	expect_text("(2 pages)");
}

static void when_only_one_has_its_rows(int side, const struct facts *facts)
{
	given_map("0-a0000:7");
	given_side(1 - side, "");
	given_map("0-a0000:7");
	capture.facts = facts;
	given_side(side, "");
	when_reported(false, false);
}

TEST(a_map_without_the_rows_that_linux_compares_is_named)
{
	when_only_one_has_its_rows(0, &(struct facts){ .e820_lost = true });
	expect_text("Whether Linux resumes is not known: before.txt was\n"
		    "  converted from E820 rows");
	when_only_one_has_its_rows(1,
				   &(struct facts){ .rows = FACTS_ROWS_SETS });
	expect_text("Whether Linux resumes is not known: after.txt holds\n"
		    "  memory and what is reserved");
}

/* Sides that were logged, by the stub and by GRUB. */
TEST(another_loader_is_named)
{
	static const struct e820_entry stub[] = {
		{ { 0x100000, 0x100000 }, E820_RAM },
		{ { 0x200000, 0x100000 }, E820_RESERVED },
	};
	static const struct e820_entry grub[] = {
		{ { 0x100000, 0x100000 }, E820_RAM },
		{ { 0x200000, 0x80000 }, E820_RESERVED },
		{ { 0x280000, 0x80000 }, 20 },
	};

	given_map("100000-200000:7 200000-300000:0");
	capture.e820 = stub;
	capture.e820_cnt = 2;
	given_side(0, "");
	given_map("100000-200000:7 200000-300000:0");
	capture.e820 = grub;
	capture.e820_cnt = 3;
	given_side(1, "");
	when_reported(false, false);
	expect_text("only rows of type 20 differ");
	expect_text("  rows as logged\n");
	expect_line("    + 0x0000000000280000-0x00000000002fffff type 20");
	assert_null(strstr(room, "GRUB 2.06"));
	given_map("100000-200000:7 200000-300000:0");
	given_side(1, "");
	when_reported(false, false);
	expect_text("rows before as logged,\n  rows after as Linux's EFI stub");
}

TEST(with_runtime_code_grub_and_the_stub_differ)
{
	given_maps("100000-200000:5:WB|RUNTIME", "100000-280000:5:WB|RUNTIME");
	when_reported(false, false);
	expect_text("refused;\n  a change between GRUB and the stub is refused,"
		    " too\n");
	given_maps("100000-200000:5:WB|RUNTIME", "100000-200000:5:WB|RUNTIME");
	when_reported(false, false);
	expect_text("accepted;\n");
}

TEST(arm64_compares_pages_and_names_memory_that_was_taken)
{
	const char *arm = "profile=linux-arm64";

	given_maps_with("100000-200000:7", arm, "100000-200000:7", arm);
	when_reported(false, false);
	expect_text("memory has become the firmware's: it resumes.\n");
	given_maps_with("100000-200000:7", arm,
			"100000-180000:7 180000-200000:6:WB|RUNTIME", arm);
	when_reported(false, false);
	expect_text("0x180000-0x1fffff was memory and\n  is now the"
		    " firmware's: expect a hang");
	given_maps_with("100000-200000:7", arm, "100000-180000:7", arm);
	when_reported(false, false);
	expect_text("memory size: 256 pages before, 128 after.\n");
	assert_null(strstr(room, "digest"));
}

TEST(what_moved_down_says_so)
{
	given_maps("110000-210000:9", "100000-200000:9");
	when_reported(false, false);
	expect_line("  ACPIReclaimMemory: moved, 64 KiB down");
}

TEST(an_object_without_a_name_is_its_owner)
{
	static const struct loader_range range = { 0x200000, 0x4000,
						   OWNER_CMDLINE, "" };

	given_map("100000-400000:7");
	capture.loader_ranges = &range;
	capture.loader_range_cnt = 1;
	given_side(0, "");
	given_map("100000-400000:7");
	given_side(1, "");
	when_reported(false, false);
	expect_line("  command line: gone");
}

TEST(rows_that_are_lost_leave_the_verdict_open)
{
	const struct facts lost = { .e820_lost = true };

	for (int side = 0; side < 2; side++) {
		given_maps("100000-200000:7", "100000-200000:7");
		sides[side].capture.facts = &lost;
		when_reported(false, false);
		expect_text("Whether Linux resumes is not known: ");
		expect_text(side ? "not known: after.txt was\n"
				 : "not known: before.txt was\n");
		assert_null(strstr(room, "digest"));
	}
}

/* Linux does not join rows of persistent memory. */
TEST(tables_may_differ_where_no_byte_does)
{
	static const struct e820_entry parts[] = {
		{ { 0x100000, 0x80000 }, E820_PRAM },
		{ { 0x180000, 0x80000 }, E820_PRAM },
	};
	static const struct e820_entry whole[] = {
		{ { 0x100000, 0x100000 }, E820_PRAM },
	};

	given_map("100000-200000:7");
	capture.e820 = parts;
	capture.e820_cnt = 2;
	given_side(0, "");
	given_map("100000-200000:7");
	capture.e820 = whole;
	capture.e820_cnt = 1;
	given_side(1, "");
	when_reported(false, false);
	expect_text("\n  Linux refuses to resume.\n");
}

TEST(memory_of_arm64_is_compared_region_by_region)
{
	const char *arm = "profile=linux-arm64";

	given_maps_with("100000-200000:7 300000-400000:7", arm,
			"100000-200000:7 300000-380000:7"
			" 380000-400000:6:WB|RUNTIME",
			arm);
	when_reported(false, false);
	expect_text("0x380000-0x3fffff was memory and\n  is now the"
		    " firmware's");
}

static TEST_STEP(free_sides)
{
	taken_free(&sides[0]);
	taken_free(&sides[1]);
	return 0;
}

FIXTURE(NULL, free_sides);

TEST(what_a_side_cannot_hold_is_not_compared_and_said_once)
{
	static const struct facts text = { .attr_unknown = ~EFI_ATTR_RUNTIME };
	static const struct facts sets = { .rows = FACTS_ROWS_SETS,
					   .attr_unknown =
						   ~EFI_ATTR_MORE_RELIABLE };

	for (int side = 0; side < 2; side++) {
		given_maps("100000-200000:7:WB", "100000-200000:7:WB|UC");
		sides[side].capture.facts = &text;
		when_reported(true, false);
		expect_text(side ? "  note: after.txt does not hold every"
				 : "  note: before.txt does not hold every");
		expect_text("not compared\n  none\n");
		given_maps("100000-200000:7",
			   "100000-200000:7 300000-400000:9");
		sides[side].capture.facts = &sets;
		when_reported(false, false);
		expect_text(side ? "  note: after.txt holds sets:"
				 : "  note: before.txt holds sets:");
		expect_text("nothing else\n  none\n");
	}
	sides[0].capture.facts = &sets;
	when_reported(false, false);
	assert_null(strstr(room, "note:"));
}

TEST(sets_are_compared_by_memory)
{
	static const struct facts sets = { .rows = FACTS_ROWS_SETS };

	given_maps_with(
		"100000-200000:7 200000-300000:0", "profile=linux-arm64",
		"100000-180000:7 200000-280000:0", "profile=linux-arm64");
	sides[1].capture.facts = &sets;
	assert_int_equal(
		diff_level_of(&sides[0].conversion, &sides[1].conversion),
		DIFF_SETS);
	when_reported(false, false);
	expect_text("  memory: shrunk, 512 KiB at its end\n");
	expect_text("  NOMAP memory: shrunk, 512 KiB at its end\n");
}

TEST(rows_of_which_the_bytes_are_lost_are_compared_as_pages)
{
	static const struct facts lost = { .rows = FACTS_ROWS_E820,
					   .e820_lost = true };
	static const struct e820_entry row = { { 0x100000, 0xffc00 },
					       E820_RAM };

	given_maps("100000-1ff000:7", "100000-1ff000:7");
	sides[0].capture.e820 = &row;
	sides[0].capture.e820_cnt = 1;
	sides[1].capture.facts = &lost;
	assert_int_equal(
		diff_level_of(&sides[1].conversion, &sides[1].conversion),
		DIFF_E820);
	when_reported(false, false);
	expect_text("Changes\n  none\n");
}
