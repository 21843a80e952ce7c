/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reading back a text report with the descriptors of the firmware, and the
 * nodes of reports and dumps.
 */
#include "tests/lib/test.h"

#include "tests/lib/givensrat.h"
#include "tests/lib/parsed.h"

GROUP_FIXTURE(NULL, forget_parsed);

#define HEAD                                                             \
	"memblock.efi 0.1: the firmware's memory map as memblock sets\n" \
	"Firmware  EDK II, revision 0x00010000, UEFI 2.7, x86_64\n"      \
	"Map       6 descriptors of 48 bytes, version 1, from GetMemoryMap\n"
#define SETS                                                        \
	"memory: RAM that the kernel may manage\n"                  \
	"  1 region, 1 MiB\n"                                       \
	"  0x0000000000100000-0x00000000001fffff      1 MiB\n"      \
	"physmap: all RAM present\n"                                \
	"  0x0000000000000000-0x00000000001fffff      2 MiB\n"      \
	"excluded: RAM that is not in memory\n"                     \
	"  0x0000000000000000-0x0000000000000fff      4 KiB  page " \
	"0 and BIOS area\n"                                         \
	"  0x0000000000001000-0x00000000000fffff   1020 KiB  "      \
	"ACPIMemoryNVS\n"
#define ROWS                                                       \
	"Descriptors as the firmware lists them\n"                 \
	"  #0   0x0000000000100000-0x00000000001fffff     1 MiB  " \
	"LoaderData MR HP\n"                                       \
	"  #1   0x0000000000000000-0x0000000000000fff     4 KiB  " \
	"ConventionalMemory\n"                                     \
	"  #2   0x0000000000001000-0x00000000000fffff  1020 KiB  " \
	"ACPIMemoryNVS\n"                                          \
	"  #3   0x0000000000007000, 0 pages: skipped; "            \
	"RuntimeServicesData RUN\n"                                \
	"  #4   0x00000000e0000000-0x00000000efffffff   256 MiB  " \
	"OEM 0x70000001\n"
#define LAST_ROW                                                   \
	"  #5   0x00000000fec00000-0x00000000fec00fff     4 KiB  " \
	"MemoryMappedIO RUN\n"

TEST(a_text_report_gives_the_descriptors_of_the_firmware)
{
	parse(HEAD SETS ROWS LAST_ROW "Descriptors by type\n");
	expect_map("2 100000+100 110008\n7 0+1 8\n10 1000+ff 8\n"
		   "6 7000+0 8000000000000008\n1879048193 e0000000+10000 1\n"
		   "11 fec00000+1 8000000000000001");
	assert_string_equal(parsed.capture.origin,
			    "GetMemoryMap, in a text report");
	assert_int_equal(parsed.capture.map.desc_size, 48);
	assert_int_equal(parsed.capture.facts->rows, FACTS_ROWS_EFI);
	assert_true(parsed.capture.facts->attr_unknown & EFI_ATTR_WB);
	assert_false(parsed.capture.facts->attr_unknown & EFI_ATTR_RUNTIME);
	expect_messages("map:1: note: a text report has of the attributes only "
			"RUN, MR, SP, NV and HP: how memory can be cached "
			"follows from the sets (save-raw=, format=json and "
			"format=csv hold all)\n");
}

TEST(a_text_report_that_lacks_descriptors_gives_its_sets)
{
	parse(HEAD SETS ROWS);
	expect_map("7 0+1 8\n10 1000+ff 8\n7 100000+100 8");
	assert_string_equal(parsed.capture.origin, "text report");
	assert_int_equal(parsed.capture.facts->rows, FACTS_ROWS_SETS);
	assert_non_null(strstr(parsed_messages(), "breaks off within the map"));
}

TEST(a_descriptor_that_cannot_be_read_is_named)
{
	parse(HEAD SETS ROWS "  #5   0x1000-0x1fff  4 KiB  MemoryMapped\n"
			     "Descriptors by type\n");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	assert_non_null(strstr(parsed_messages(), "(unknown type)"));
	expect_map("7 0+1 8\n10 1000+ff 8\n7 100000+100 8");
}

/* What a report of arm64 says of each kind of memory. */
static const struct efi_memory_desc arm_rows[] = {
	{ .type = EFI_CONVENTIONAL_MEMORY,
	  .phys_addr = 0x40000000,
	  .num_pages = 0x1000,
	  .attribute = 0xf },
	{ .type = EFI_RUNTIME_SERVICES_DATA,
	  .phys_addr = 0x41000000,
	  .num_pages = 0x100,
	  .attribute = EFI_ATTR_RUNTIME | 0xf },
	{ .type = EFI_ACPI_RECLAIM_MEMORY,
	  .phys_addr = 0x41100000,
	  .num_pages = 0x100,
	  .attribute = 0xf },
	{ .type = EFI_ACPI_RECLAIM_MEMORY,
	  .phys_addr = 0x41200000,
	  .num_pages = 0x100,
	  .attribute = EFI_ATTR_WT },
	{ .type = EFI_BOOT_SERVICES_DATA,
	  .phys_addr = 0x41300000,
	  .num_pages = 0x100,
	  .attribute = EFI_ATTR_WC },
	{ .type = EFI_LOADER_DATA,
	  .phys_addr = 0x41400000,
	  .num_pages = 0x100,
	  .attribute = EFI_ATTR_UC },
	{ .type = EFI_CONVENTIONAL_MEMORY,
	  .phys_addr = 0x41500000,
	  .num_pages = 0x100,
	  .attribute = EFI_ATTR_SP | 0xf },
	{ .type = EFI_MEMORY_MAPPED_IO,
	  .phys_addr = 0x9000000,
	  .num_pages = 0x1,
	  .attribute = EFI_ATTR_RUNTIME | EFI_ATTR_UC },
};

static struct capture arm_machine(void)
{
	return (struct capture){
		.map = { arm_rows, sizeof(arm_rows), sizeof(*arm_rows),
			 EFIMAP_DESC_VERSION },
		.profile = PROFILE_LINUX_ARM64,
		.origin = "GetMemoryMap",
		.arch = "aarch64",
	};
}

static void expect_same(const struct capture *before, const char *format)
{
	char *a = report_of(before, format);
	char *b = report_of(&parsed.capture, format);

	assert_string_equal(a, b);
	free(a);
	free(b);
}

TEST(descriptors_from_a_report_convert_to_the_same_sets_on_arm64)
{
	struct capture capture = arm_machine();
	char *text = report_of(&capture, "format=text");

	parse(text);
	free(text);
	expect_same(&capture, "format=linux");
	expect_same(&capture, "format=e820");
}

/* --- nodes -----------------------------------------------------------------
 */

#define DUMP(first, second)                                                \
	"MEMBLOCK configuration:\n"                                        \
	" memory.cnt  = 0x2\n"                                             \
	" memory[0x0]\t[0x0000000000100000-0x00000000001fffff], 0x100000 " \
	"bytes" first " flags: 0x0\n"                                      \
	" memory[0x1]\t[0x0000000000200000-0x00000000002fffff], 0x100000 " \
	"bytes" second " flags: 0x0\n"                                     \
	" reserved.cnt  = 0x1\n"                                           \
	" reserved[0x0]\t[0x0000000000280000-0x0000000000280fff], 0x1000 " \
	"bytes" second " flags: 0x0\n"

TEST(a_dump_of_memblock_keeps_its_nodes)
{
	char *dump;

	parse(DUMP(" on node 3", " on node 1"));
	dump = report_of(&parsed.capture, "format=linux");
	assert_non_null(strstr(dump, "0x00000000001fffff], 0x0000000000100000 "
				     "bytes on node 3 flags: 0x0\n"));
	assert_non_null(strstr(dump, "0x00000000002fffff], 0x0000000000100000 "
				     "bytes on node 1 flags: 0x0\n"));
	free(dump);
}

TEST(a_dump_of_which_a_row_has_no_node_has_none)
{
	parse(DUMP(" on node 0", ""));
	assert_null(parsed.capture.acpi.srat.bytes);
	parse(DUMP(" on node 99999", " on node 0"));
	assert_null(parsed.capture.acpi.srat.bytes);
}

TEST(the_files_of_memblock_keep_their_nodes)
{
	parse("# head -n 5 /sys/kernel/debug/memblock/memory\n"
	      "   0: 0x0000000000100000..0x00000000001fffff    1 NONE\n"
	      "   1: 0x0000000000200000..0x00000000002fffff    0 NONE\n");
	assert_non_null(parsed.capture.acpi.srat.bytes);
	assert_int_equal(srat_check(&parsed.capture.acpi.srat), ACPI_GOOD);
}

TEST(a_text_report_keeps_its_nodes_unless_memory_was_cut)
{
	struct capture capture = arm_machine();
	struct acpi_bytes srat =
		srat_from_text(3, "mem:0:0-41000000 mem:1:41000000-1000000");
	char *text;

	capture.acpi.srat = srat;
	text = report_of(&capture, "format=text");
	parse(text);
	expect_same(&capture, "format=linux");
	free(text);
	text = report_of(&capture, "format=text mem=8M");
	parse(text);
	assert_null(parsed.capture.acpi.srat.bytes);
	assert_non_null(strstr(parsed_messages(), "nodes are not used"));
	free(text);
	free((void *)srat.bytes);
}

#define REPORT_HEAD                                                      \
	"memblock.efi 0.1: the firmware's memory map as memblock sets\n" \
	"Map       1 descriptors of 48 bytes, version 1, from x\n"       \
	"Rules     linux-x86\n\n"                                        \
	"Descriptors as the firmware lists them\n"                       \
	"  #0   0x0000000000100000-0x00000000001fffff     1 MiB  "

TEST(attributes_of_a_report_that_were_wrapped_or_cut_are_not_lost)
{
	parse(REPORT_HEAD "PersistentMemory\nNV\n\n");
	expect_map("14 100000+100 8001");
	parse(REPORT_HEAD "PersistentMemory N\n\n");
	assert_int_not_equal(parse_result, IMPORT_GOOD);
}
