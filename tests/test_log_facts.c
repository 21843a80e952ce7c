/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a log says of the machine besides its map.
 */
#include "tests/lib/test.h"

#include "core/base/bytes.h"
#include "core/firmware/e820.h"
#include "tests/lib/parsed.h"
#include "tools/import/log_facts.h"

#define ROWS                                                              \
	"BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] usable\n" \
	"BIOS-e820: [mem 0x0000000000100000-0x000000007fffffff] usable\n"

static const struct facts *facts_of(const char *lines)
{
	char text[4096];

	snprintf(text, sizeof(text), "Linux version 6.1.0\n" ROWS "%s\n",
		 lines);
	parse(text);
	/* "BIO" after the rows may be the start of one. */
	assert_int_not_equal(parse_result, IMPORT_FAILED);
	assert_non_null(parsed.capture.facts);
	return parsed.capture.facts;
}

static phys_addr_t place(const struct facts *facts, enum facts_place what)
{
	for (size_t i = 0; i < facts->place_cnt; i++)
		if (facts->places[i].what == what)
			return facts->places[i].range.base;
	return 0;
}

GROUP_FIXTURE(NULL, forget_parsed);

TEST(tables_of_the_firmware_are_taken_from_the_efi_line)
{
	const struct facts *facts = facts_of(
		"[    0.000000] efi: SMBIOS=0x7f9cb000 ACPI=0x7fb7e000 ACPI "
		"2.0=0x7fb7e014 MEMATTR=0x7e6aa018 ESRT=0x7e000000 "
		"TPMEventLog=0x7d000000 MOKvar=0x7c000000 RNG=0x7b000000\n"
		"RAMDISK: [mem 0x3629a000-0x37148fff]");

	assert_int_equal(place(facts, FACTS_SMBIOS), 0x7f9cb000);
	assert_int_equal(place(facts, FACTS_ACPI), 0x7fb7e014);
	assert_int_equal(place(facts, FACTS_MEMATTR), 0x7e6aa018);
	assert_int_equal(place(facts, FACTS_ESRT), 0x7e000000);
	assert_int_equal(place(facts, FACTS_TPM_LOG), 0x7d000000);
	assert_int_equal(place(facts, FACTS_MOKVAR), 0x7c000000);
	assert_int_equal(place(facts, FACTS_RNG_SEED), 0x7b000000);
	assert_int_equal(place(facts, FACTS_INITRD), 0x3629a000);
	assert_int_equal(facts->place_cnt, 8);
}

TEST(without_an_efi_line_the_rsdp_has_a_line_of_its_own)
{
	const struct facts *facts =
		facts_of("ACPI: RSDP 0x000000007FF7D014 000024 (v02 BOCHS )");

	assert_int_equal(place(facts, FACTS_ACPI), 0x7ff7d014);
	assert_int_equal(facts->places[0].range.size, 0x24);
}

TEST(mtrrs_are_read_from_the_log_and_from_proc_mtrr)
{
	const struct facts *facts =
		facts_of("MTRR default type: uncachable\n"
			 "  0 base 0000000000 mask 7F80000000 write-back\n"
			 "  0 base 0000000000 mask 7F80000000 write-back\n"
			 "  1 disabled\n"
			 "TOM2: 0000000840000000 aka 33792M\n"
			 "reg01: base=0x0c0000000 ( 3072MB), size= 1024MB, "
			 "count=1: uncachable\n"
			 "TOM2: 0000000100000000 aka 4096M");

	assert_int_equal(facts->mtrr_cnt, 3);
	assert_int_equal(facts->mtrrs[0].range.size, 0x80000000);
	assert_int_equal(facts->mtrrs[0].type, MTRR_WB);
	assert_int_equal(facts->mtrrs[1].range.base, UINT64_C(1) << 32);
	assert_int_equal(facts->mtrrs[1].range.size, UINT64_C(0x740000000));
	assert_int_equal(facts->mtrrs[1].type, MTRR_WB);
	assert_int_equal(facts->mtrrs[2].range.base, 0xc0000000);
	assert_int_equal(facts->mtrrs[2].range.size, 0x40000000);
	assert_int_equal(facts->mtrrs[2].type, MTRR_UC);
	assert_int_equal(facts->mtrr_default, MTRR_UC);
}

TEST(what_linux_counted_is_read_with_and_without_holes)
{
	const struct facts *facts =
		facts_of("Memory: 16303428K/16717180K available (1K kernel)");

	assert_int_equal(facts->linux_available, 16303428ull << 10);
	assert_int_equal(facts->linux_total, 16717180ull << 10);
	facts = facts_of("Memory: 4965544k/9437184k available (6886k kernel "
			 "code, 1049032k absent, 409120k reserved)");
	assert_int_equal(facts->linux_total, (9437184ull - 1049032) << 10);
}

TEST(the_crash_kernel_is_read_in_both_shapes)
{
	const struct facts *facts =
		facts_of("Reserving 256MB of memory at 2784MB for crashkernel "
			 "(System RAM: 32690MB)");

	assert_int_equal(facts->crashkernel.base, 2784ull << 20);
	assert_int_equal(facts->crashkernel.size, 256 << 20);
	facts = facts_of("crashkernel reserved: 0x00000000cf000000 - "
			 "0x00000000ef000000 (512 MB)");
	assert_int_equal(facts->crashkernel.base, 0xcf000000);
	assert_int_equal(facts->crashkernel.size, 512 << 20);
}

TEST(node_ranges_are_what_the_kernel_computed)
{
	const struct facts *facts = facts_of(
		"Early memory node ranges\n"
		"  node   0: [mem 0x0000000000001000-0x000000000009ffff]\n"
		"  node   0: [mem 0x0000000000100000-0x000000007fffffff]");

	assert_string_equal(parsed.capture.origin, "BIOS-e820 rows");
	assert_int_equal(facts->linux_memory_cnt, 2);
	assert_int_equal(facts->linux_memory[0].base, 0x1000);
	assert_int_equal(facts->linux_memory[1].size, 0x7ff00000);
}

#define DUMP                                                        \
	"MEMBLOCK configuration:\n"                                 \
	" memory.cnt  = 0x1\n"                                      \
	" memory[0x0]\t[0x0000000000100000-0x000000007fffffff], "   \
	"0x000000007ff00000 bytes on node 0 flags: 0x0\n"           \
	" reserved.cnt  = 0x1\n"                                    \
	" reserved[0x0]\t[0x0000000000000000-0x00000000000fffff], " \
	"0x0000000000100000 bytes flags: 0x0"

TEST(the_memory_of_a_dump_is_what_the_kernel_computed)
{
	const struct facts *facts = facts_of(DUMP);

	assert_string_equal(parsed.capture.origin, "BIOS-e820 rows");
	assert_int_equal(facts->linux_memory_cnt, 1);
	assert_int_equal(facts->linux_memory[0].base, 0x100000);
	facts = facts_of("Early memory node ranges\n"
			 "  node   0: [mem 0x0000000000001000-"
			 "0x000000000009ffff]\n"
			 "  node   0: [mem 0x0000000000100000-"
			 "0x000000007fffffff]\n" DUMP);
	assert_int_equal(facts->linux_memory_cnt, 2);
}

TEST(e820_rows_beside_efi_rows_are_kept)
{
	const struct facts *facts = facts_of(
		"efi: mem00: [Conventional|   |WB] range=[0x0000000000000000-"
		"0x000000007fffffff] (2047MB)");

	assert_string_equal(parsed.capture.origin, "Linux efi: mem rows");
	assert_int_equal(facts->linux_e820_cnt, 2);
	assert_int_equal(facts->linux_e820[1].type, E820_RAM);
}

TEST(reserved_memory_of_the_device_tree_is_read)
{
	const struct facts *facts =
		facts_of("OF: reserved mem: 0x0000000040000000.."
			 "0x00000000400fffff (1024 KiB) nomap non-reusable x\n"
			 "address sizes   : 46 bits physical, 48 bits virtual");

	assert_int_equal(facts->tree_reserved_cnt, 1);
	assert_int_equal(facts->tree_reserved[0].size, 0x100000);
	assert_int_equal(facts->address_bits, 46);
}

TEST(the_configuration_space_of_pci_is_taken_from_its_lines)
{
	const struct facts *facts = facts_of(
		"PCI: MMCONFIG for domain 0000 [bus 00-ff] at [mem "
		"0xe0000000-0xefffffff] (base 0xe0000000)\n"
		"PCI: MMCONFIG for domain 0000 [bus 00-ff] at [mem "
		"0xe0000000-0xefffffff] (base 0xe0000000)\n"
		"PCI: ECAM [mem 0xc0000000-0xc7ffffff] (base 0xc0000000) for "
		"domain 0001 [bus 00-7f]\n"
		"acpi PNP0A08:00: ECAM at [mem 0x4010000000-0x401fffffff] for "
		"[bus 00-ff]\n"
		"PCI: not using ECAM ([mem 0xf0000000-0xf7ffffff] not "
		"reserved)");

	assert_int_equal(facts->place_cnt, 3);
	assert_int_equal(facts->places[0].what, FACTS_ECAM);
	assert_int_equal(facts->places[0].range.base, 0xe0000000);
	assert_int_equal(facts->places[0].range.size, 0x10000000);
	assert_int_equal(facts->places[1].range.base, 0xc0000000);
	assert_int_equal(facts->places[2].range.base, 0x4010000000);
}

TEST(the_data_area_of_the_bios_belongs_to_the_boot_that_follows)
{
	parse("BIOS EBDA/lowmem at: 0009fc00/0009fc00\n"
	      "Linux version 2.6.28\n" ROWS);
	assert_int_equal(parse_result, IMPORT_GOOD);
	assert_int_equal(parsed.capture.facts->place_cnt, 1);
	assert_int_equal(place(parsed.capture.facts, FACTS_EBDA), 0x9fc00);
	assert_int_equal(parsed.capture.facts->places[0].range.size, 0x400);
}

#define MEMATTR(mark, first, last, columns)         \
	"efi: memattr: " mark "0x" first "-0x" last \
	" [Runtime Code       |" columns "]\n"

TEST(the_memory_attributes_table_is_put_together)
{
	const struct facts *facts =
		facts_of("efi: memattr: Processing EFI Memory Attributes "
			 "table:\n" MEMATTR(" ", "000079500000", "00007951ffff",
					    "RUN|RO|  ")
				 MEMATTR(" ", "000079500000", "00007951ffff",
					 "RUN|RO|  ")
					 MEMATTR("!", "000079520000",
						 "00007954ffff", "RUN|  |XP"));
	const uint8_t *bytes = facts->memattr.bytes;

	assert_int_equal(facts->memattr.len, 16 + 2 * 40);
	assert_int_equal(get_le(bytes, 4), 1);
	assert_int_equal(get_le(bytes + 4, 4), 2);
	assert_int_equal(get_le(bytes + 16, 4), EFI_RUNTIME_SERVICES_CODE);
	assert_int_equal(get_le(bytes + 16 + 8, 8), 0x79500000);
	assert_int_equal(get_le(bytes + 16 + 24, 8), 0x20);
	assert_true(get_le(bytes + 16 + 32, 8) ==
		    (EFI_ATTR_RUNTIME | EFI_ATTR_RO));
	assert_int_equal(get_le(bytes + 56 + 8, 8), 0x79520000);
}

TEST(a_memory_attributes_table_of_which_an_entry_is_lost_is_not_used)
{
	const struct facts *facts = facts_of(
		MEMATTR(" ", "000079500000", "00007951ffff", "RUN|RO")
			MEMATTR(" ", "000079520000", "00007954ff", "RUN|XP"));

	assert_null(facts->memattr.bytes);
}

/* --- lines that are damaged ---------------------------------------------- */

static const char *const fact_lines[] = {
	"efi: ACPI 2.0=0x7fb7e014 SMBIOS=0x7f9cb000",
	"ACPI: RSDP 0x000000007FF7D014 000024 (v02 BOCHS )",
	"RAMDISK: [mem 0x3629a000-0x37148fff]",
	"MTRR default type: write-back",
	"  0 base 0000000000 mask 7F80000000 write-back",
	"TOM2: 0000000840000000 aka 33792M",
	"reg01: base=0x0c0000000 ( 3072MB), size= 1024MB, count=1: uncachable",
	"Memory: 16303428K/16717180K available (1K kernel)",
	"Reserving 256MB of memory at 2784MB for crashkernel (System RAM: 1MB)",
	"crashkernel reserved: 0x00000000cf000000 - 0x00000000ef000000 (512 "
	"MB)",
	"OF: reserved mem: 0x40000000..0x400fffff (1024 KiB) nomap x",
	"address sizes   : 46 bits physical, 48 bits virtual",
	"PCI: ECAM [mem 0xc0000000-0xc7ffffff] (base 0xc0000000) for domain 1",
};

/* Facts that a line can add, in one number. */
static size_t fact_cnt(const struct facts *facts)
{
	return facts->place_cnt + facts->mtrr_cnt + facts->tree_reserved_cnt +
	       (facts->linux_total != 0) + (facts->crashkernel.size != 0) +
	       (facts->address_bits != 0) + (facts->mtrr_default != 0);
}

TEST(a_line_that_breaks_off_states_no_more_than_the_whole_line)
{
	for (size_t i = 0; i < sizeof(fact_lines) / sizeof(*fact_lines); i++) {
		size_t whole = fact_cnt(facts_of(fact_lines[i])), cnt = 0;
		char line[128];

		assert_in_range(whole, 1, 2);
		for (size_t len = 0; fact_lines[i][len]; len++) {
			size_t before = cnt;

			snprintf(line, len + 1, "%s", fact_lines[i]);
			cnt = fact_cnt(facts_of(line));
			assert_in_range(cnt, before, whole);
		}
	}
}

TEST(numbers_that_cannot_be_right_are_not_facts)
{
	static const char *const lines[] = {
		"efi: ACPI=0x0 SMBIOS=7f9cb000 MEMATTR=0xyz",
		"RAMDISK: [mem 0x37148fff-0x3629a000]",
		"MTRR default type: unknown",
		"  0 base 0000000000 mask 7F80000000 unknown",
		"  0 base 0000000000 mask 0000000000 write-back",
		"reg01: base=0x0 ( 0MB), size= 1024MB, count=1: unknown",
		"reg01: base=0x0 ( 0MB), size= 18014398509481984MB, count=1: "
		"write-back",
		"Memory: 1K/18014398509481984K available (1K kernel)",
		"Reserving 4294967296MB of memory at 1MB for crashkernel",
		"Reserving 1MB of memory at 4294967296MB for crashkernel",
		"crashkernel reserved: 0xef000000 - 0xcf000000 (512 MB)",
		"OF: reserved mem: 0x400fffff..0x40000000 (1024 KiB) nomap x",
		"address sizes   : 31 bits physical, 48 bits virtual",
		"address sizes   : 65 bits physical, 48 bits virtual",
		"PCI: ECAM [mem 0xc7ffffff-0xc0000000] (base 0xc0000000)",
		"PCI: ECAM [mem 0xc0000000] for domain 0001 [bus 00-7f]",
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		assert_int_equal(fact_cnt(facts_of(lines[i])), 0);
}

TEST(what_the_bios_calls_low_memory_ends_below_video_memory)
{
	parse("BIOS EBDA/lowmem at: 000a0000/000a0000\n"
	      "Linux version 2.6.28\n" ROWS);
	assert_int_equal(parse_result, IMPORT_GOOD);
	assert_int_equal(fact_cnt(parsed.capture.facts), 0);
}

TEST(more_holes_than_memory_are_not_subtracted)
{
	const struct facts *facts =
		facts_of("Memory: 1k/4096k available (2k code, 8192k absent)");

	assert_int_equal(facts->linux_total, 4096 << 10);
}

TEST(a_line_that_is_repeated_counts_once)
{
	for (size_t i = 0; i < sizeof(fact_lines) / sizeof(*fact_lines); i++) {
		size_t whole = fact_cnt(facts_of(fact_lines[i]));
		char twice[256];

		snprintf(twice, sizeof(twice), "%s\n%s", fact_lines[i],
			 fact_lines[i]);
		assert_int_equal(fact_cnt(facts_of(twice)), whole);
	}
}

/* As many lines as text has room for, of which each has another address. */
static const struct facts *facts_of_many(const char *format)
{
	static char text[1 << 16];
	size_t len = (size_t)snprintf(text, sizeof(text),
				      "Linux version 6.1.0\n" ROWS);

	for (unsigned int i = 1; i <= 200; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, format,
					2 * i, 2 * i + 1);
	assert_in_range(len, 0, sizeof(text) - 1);
	parse(text);
	assert_int_equal(parse_result, IMPORT_GOOD);
	return parsed.capture.facts;
}

TEST(facts_beyond_the_room_for_them_are_ignored)
{
	const struct facts *facts = facts_of_many(
		"PCI: ECAM [mem 0x%x00000-0x%x00000] (base 0x0)\n");

	assert_int_equal(facts->place_cnt, LOG_PLACES);
	assert_int_equal(facts->places[0].range.base, 0x200000);
	facts = facts_of_many("OF: reserved mem: 0x%x00000..0x%x00000 (1)\n");
	assert_int_equal(facts->tree_reserved_cnt, LOG_RESERVED);
	facts = facts_of_many("  0 base 00%x00000 mask 7F%x00000 write-back\n");
	assert_int_equal(facts->mtrr_cnt, LOG_MTRRS);
}
