/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files that hold sets instead of descriptors: our own text report, dumps of
 * memblock.
 */
#include "tests/lib/test.h"

#include <glob.h>

#include "tests/lib/parsed.h"

#define DUMP_NOTE                                                              \
	"map:1: note: a dump of memblock holds sets: types and attributes of " \
	"the firmware's map and the owners of reserved ranges are not in it\n"

static char *report_again(const char *options, const char *format)
{
	char *text = report_of(&parsed.capture, options), *again = NULL;

	assert_non_null(text);
	parse(text);
	free(text);
	assert_int_not_equal(parse_result, IMPORT_FAILED);
	again = report_of(&parsed.capture, format);
	assert_non_null(again);
	return again;
}

/* The sets of the map in path are the same after saving them in a format. */
static void expect_same_sets(const char *path, const char *save)
{
	size_t len = 0;
	char *bytes = read_whole(path, &len), *before, *after, options[64];

	parse_bytes(bytes, len);
	assert_int_not_equal(parse_result, IMPORT_FAILED);
	/* A dump does not state its rules. */
	snprintf(options, sizeof(options), "format=linux profile=%s",
		 profile_name(parsed.capture.profile));
	before = report_of(&parsed.capture, options);
	after = report_again(save, options);
	if (strcmp(before, after) != 0)
		print_message("# %s, %s\n", path, save);
	assert_string_equal(after, before);
	free(before);
	free(after);
	free(bytes);
}

GROUP_FIXTURE(NULL, forget_parsed);

TEST(sets_that_were_saved_as_text_or_dump_are_read_back_unchanged)
{
	glob_t maps;

	assert_int_equal(glob("tests/maps/*", 0, NULL, &maps), 0);
	for (size_t i = 0; i < maps.gl_pathc; i++) {
		expect_same_sets(maps.gl_pathv[i], "format=text");
		expect_same_sets(maps.gl_pathv[i], "format=linux");
	}
	globfree(&maps);
}

TEST(a_text_report_keeps_types_owners_and_facts)
{
	parse("memblock.efi 0.1: the firmware's memory map as memblock sets\n"
	      "\n"
	      "Firmware  Ex, Inc, revision 0x00010000, UEFI 2.3.1, x86_64\n"
	      "Map       9 descriptors of 48 bytes, version 1, from x\n"
	      "Rules     linux-x86\n"
	      "Edit      mem=1G, from the command line\n"
	      "\nmemory: RAM that the kernel may manage\n"
	      "  1 region, 4 MiB\n"
	      "  0x0000000000100000-0x00000000004fffff      4 MiB\n"
	      "\nreserved: ranges in use, by owner\n"
	      "  0x0000000000000000-0x00000000000fffff      1 MiB  low 1 MiB\n"
	      "  0x0000000000200000-0x0000000000200fff      4 KiB  boot "
	      "services\n"
	      "  0x0000000000300000-0x0000000000300fff      4 KiB  module "
	      "initrd\n"
	      "  0x0000000000301000-0x0000000000301fff      4 KiB  "
	      "memblock.efi image\n"
	      "\nreserved: totals by owner, with lifetime\n"
	      "  boot services          1 range       4 KiB  until\n"
	      "\nphysmap: all RAM present\n"
	      "  0x0000000000100000-0x00000000005fffff      5 MiB\n"
	      "\nexcluded: RAM that is not in memory\n"
	      "  0x0000000000500000-0x00000000005fffff      1 MiB  "
	      "ACPIMemoryNVS\n"
	      "\nTotals\n"
	      "  0x0000000000100000-0x00000000001fffff\n");
	expect_map("7 100000+100 8\n4 200000+1 8\n7 201000+2ff 8\n"
		   "10 500000+100 8");
	assert_string_equal(parsed.capture.vendor, "Ex, Inc");
	assert_int_equal(parsed.capture.uefi_revision, 0x2001f);
	assert_int_equal(parsed.capture.image.base, 0x301000);
	assert_int_equal(parsed.capture.loader_range_cnt, 1);
	assert_string_equal(parsed.capture.loader_ranges[0].name, "initrd");
	expect_messages("map:6: note: an option of the report, which is not "
			"applied again: give it where it is to count\n"
			"map:1: note: this text report holds sets: of the "
			"firmware's map only the types of what is excluded or "
			"in use are in it (save-raw=, format=json and "
			"format=csv hold all)\n");
}

#define REPORT                                                           \
	"memblock.efi 0.1: the firmware's memory map as memblock sets\n" \
	"memory: RAM that the kernel may manage\n"
#define MEMORY_ROW "  0x0000000000001000-0x000000000009ffff    636 KiB\n"

TEST(a_text_report_without_all_rows_that_it_states_says_so)
{
	parse(REPORT "  1 region, 636 KiB\n" MEMORY_ROW "Totals\n");
	assert_int_equal(parse_result, IMPORT_GOOD);
	assert_null(strstr(parsed_messages(), "missing"));
	parse(REPORT "  2 regions, 1.2 MiB\n" MEMORY_ROW);
	assert_int_equal(parse_result, IMPORT_PARTLY);
	assert_non_null(strstr(parsed_messages(),
			       "ends before the list of descriptors"));
	parse(REPORT "  2 regions, 1.2 MiB\n" MEMORY_ROW
		     "reserved: ranges in use, by owner\n"
		     "  1 region, 4 KiB in 2 rows: owners touch or overlap\n"
		     "  0x0000000000001000-0x0000000000001fff      4 KiB  "
		     "boot services\n");
	assert_non_null(
		strstr(parsed_messages(),
		       "map:5: note: rows before this one are missing"));
	assert_int_equal(parse_result, IMPORT_PARTLY);
}

TEST(a_dump_of_memblock_is_read_in_the_shapes_of_all_versions)
{
	parse("MEMBLOCK configuration:\n"
	      " memory size = 0x5000 reserved size = 0x2000\n"
	      " memory.cnt  = 0x2\n"
	      " memory[0x0]\t[0x00000000001000-0x00000000004fff], 0x4000 bytes "
	      "flags: 0x0\n"
	      " memory[0x1]\t[0x00000000006000-0x00000000006fff], 0x1000 bytes "
	      "flags: 0x4\n"
	      " reserved.cnt  = 0x1\n"
	      " reserved[0x0]\t[0x00000000002800-0x00000000003fff], 0x1800 "
	      "bytes flags: 0x0\n");
	expect_map("7 1000+4 8\n0 6000+1 8");
	expect_messages(DUMP_NOTE);
	assert_int_equal(parsed.capture.profile, PROFILE_LINUX_ARM64);
	assert_int_equal(parsed.capture.loader_ranges[0].base, 0x2000);
	assert_int_equal(parsed.capture.loader_ranges[0].size, 0x2000);
	parse("lmb_dump_all:\n"
	      " memory.count = 0x1\n"
	      " memory[0]\t[0x40000000-0x47ffffff], 0x8000000 bytes, flags: "
	      "none\n"
	      " reserved.count = 0x1\n"
	      " reserved[0]\t[0x46000000-0x47ffffff], 0x2000000 bytes, flags: "
	      "no-map\n");
	expect_map("7 40000000+8000 8");
	expect_messages(DUMP_NOTE);
}

TEST(rows_that_a_dump_lacks_are_noted)
{
	parse("MEMBLOCK configuration:\n"
	      " memory.cnt  = 0x3\n"
	      " memory[0x0]\t[0x1000-0x4fff], 0x4000 bytes flags: 0x0\n"
	      " memory[0x2]\t[0x6000-0x6fff], 0x2000 bytes flags: 0x0\n");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	expect_messages("map:4: cannot read this row:  memory[0x2] "
			"[0x6000-0x6fff], 0x2000 bytes flags: 0x0 (range and "
			"size disagree)\n" DUMP_NOTE
			"map:1: note: the log states 3 rows of sets, but there "
			"are 2 rows\n");
}

TEST(a_row_whose_flags_cannot_be_read_is_not_taken)
{
	static const char *const flags[] = { "NOMAP,", "NOMA", "NOMAP`",
					     "NOMAP|", "0x" };
	char text[512];

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		snprintf(text, sizeof(text),
			 "memblock/memory:   0: 0x0000000080000000.."
			 "0x000000008000ffff    0 %s\n"
			 "memblock/memory:   1: 0x0000000080010000.."
			 "0x000000008001ffff    0 NONE\n",
			 flags[i]);
		parse(text);
		assert_int_equal(parse_result, IMPORT_PARTLY);
		expect_map("7 80010000+10 8");
	}
	parse(" memory[0x0]\t[0x80000000-0x8000ffff], 0x10000 bytes flags: "
	      "0x4,\n"
	      " memory[0x1]\t[0x80010000-0x8001ffff], 0x10000 bytes flags: "
	      "0x0\n");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	expect_map("7 80010000+10 8");
}

TEST(flags_that_were_wrapped_belong_to_the_row_before)
{
	parse("memblock/memory:   0: 0x0000000080000000..0x000000008000ffff\n"
	      "    0 NOMAP\n"
	      "memblock/memory:   1: 0x0000000080010000..0x000000008001ffff    "
	      "0 NONE\n");
	assert_int_equal(parse_result, IMPORT_GOOD);
	expect_map("0 80000000+10 8\n7 80010000+10 8");
}

TEST(a_dump_that_begins_after_its_first_row_is_incomplete)
{
	parse(" memory[0x1]\t[0x1000-0x4fff], 0x4000 bytes flags: 0x0\n"
	      " reserved[0x0]\t[0x1000-0x1fff], 0x1000 bytes flags: 0x0\n");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	parse(" memory[0x0]\t[0x1000-0x4fff], 0x4000 bytes flags: 0x0\n"
	      " reserved[0x1]\t[0x1000-0x1fff], 0x1000 bytes flags: 0x0\n");
	assert_int_equal(parse_result, IMPORT_PARTLY);
}
