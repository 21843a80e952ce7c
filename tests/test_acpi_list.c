/* SPDX-License-Identifier: BSD-2-Clause */
/* core/firmware/acpi_list.c: which tables there are, and what is not read. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "tests/lib/test.h"

#include <sys/mman.h>

#include "core/base/bytes.h"
#include "core/firmware/acpi_list.h"

/* Below 4 GiB, as an RSDT's entries are 32 bits. */
static uint8_t *memory;
enum {
	RSDP = 0x100,
	RSDT = 0x200,
	XSDT = 0x300,
	FADT = 0x400,
	DSDT = 0x500,
	FACS = 0x600,
	APIC = 0x700,
	SIZE = 0x2000, /* two pages, the second is not in the map */
};

static struct efi_memory_desc desc;
static struct efimap map;
static struct fact_place places[8];

static uint64_t address(size_t at)
{
	return (uintptr_t)memory + at;
}

static void put_table(size_t at, const char *signature, size_t len)
{
	memcpy(memory + at, signature, 4);
	put_le(memory + at + 4, len, 4);
}

static void sum_up_rsdp(void)
{
	uint8_t sum = 0;

	memory[RSDP + 8] = memory[RSDP + 32] = 0;
	for (size_t i = 0; i < 20; i++)
		sum = (uint8_t)(sum + memory[RSDP + i]);
	memory[RSDP + 8] = (uint8_t)-sum;
	sum = 0;
	for (size_t i = 0; i < 36; i++)
		sum = (uint8_t)(sum + memory[RSDP + i]);
	memory[RSDP + 32] = (uint8_t)-sum;
}

static TEST_STEP(set_up)
{
	memory = mmap((void *)0x30000000, SIZE, PROT_READ | PROT_WRITE,
		      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED || (uintptr_t)memory > UINT32_MAX)
		return -1;
	desc = (struct efi_memory_desc){ .type = EFI_ACPI_RECLAIM_MEMORY,
					 .phys_addr = (uintptr_t)memory,
					 .num_pages = 1 };
	map = (struct efimap){ &desc, sizeof(desc), sizeof(desc), 1 };
	put_table(RSDT, "RSDT", 36 + 2 * 4);
	put_le(memory + RSDT + 36, address(APIC), 4);
	put_le(memory + RSDT + 40, address(FADT), 4);
	put_table(XSDT, "XSDT", 36 + 2 * 8);
	put_le(memory + XSDT + 36, address(FADT), 8);
	put_le(memory + XSDT + 44, address(APIC), 8);
	put_table(FADT, "FACP", 148);
	put_le(memory + FADT + 36, address(FACS), 4);
	put_le(memory + FADT + 140, address(DSDT), 8);
	put_table(DSDT, "DSDT", 100);
	put_table(FACS, "FACS", 64);
	put_table(APIC, "APIC", 60);
	memcpy(memory + RSDP, "RSD PTR ", 8);
	memory[RSDP + 15] = 2;
	put_le(memory + RSDP + 16, address(RSDT), 4);
	put_le(memory + RSDP + 20, 36, 4);
	put_le(memory + RSDP + 24, address(XSDT), 8);
	sum_up_rsdp();
	return 0;
}

static TEST_STEP(tear_down)
{
	return munmap(memory, SIZE);
}

static void expect_names(const char *names)
{
	size_t cnt = acpi_list(places, 8, &map, address(RSDP));
	char text[80] = "";

	for (size_t i = 0; i < cnt; i++) {
		strcat(text, places[i].name[0] ? places[i].name : "-");
		strcat(text, " ");
	}
	assert_string_equal(text, names);
}

FIXTURE(set_up, tear_down);

TEST(tables_of_the_xsdt_and_what_the_fadt_points_to_are_listed)
{
	expect_names("FACP DSDT FACS APIC ");
	assert_int_equal(places[1].range.base, address(DSDT));
	assert_int_equal(places[1].range.size, 100);
	assert_int_equal(places[1].what, FACTS_ACPI_TABLE);
}

TEST(without_an_xsdt_the_rsdt_counts)
{
	memory[RSDP + 15] = 0;
	sum_up_rsdp();
	expect_names("APIC FACP DSDT FACS ");
}

TEST(a_table_that_is_listed_twice_is_once)
{
	put_le(memory + XSDT + 44, address(FADT), 8);
	expect_names("FACP DSDT FACS ");
	put_le(memory + XSDT + 44, 0, 8);
	expect_names("FACP DSDT FACS ");
}

TEST(a_fadt_of_acpi_1_0_is_read)
{
	put_table(FADT, "FACP", 116);
	put_le(memory + FADT + 40, address(DSDT), 4);
	expect_names("FACP DSDT FACS APIC ");
	put_table(FADT, "FACP", 36);
	expect_names("FACP APIC ");
}

TEST(what_cannot_be_read_has_no_name)
{
	put_le(memory + XSDT + 44, address(0x1000), 8);
	expect_names("FACP DSDT FACS - ");
	put_le(memory + XSDT + 44, address(0xff0), 8);
	expect_names("FACP DSDT FACS - ");
	put_table(DSDT, "DSDT", 0x2000);
	expect_names("FACP - FACS - ");
	desc.num_pages = 1024;
	put_table(DSDT, "DSDT", 0x200000);
	put_le(memory + XSDT + 44, address(APIC), 8);
	expect_names("FACP - FACS APIC ");
}

TEST(no_more_than_there_is_room_for)
{
	assert_int_equal(acpi_list(places, 2, &map, address(RSDP)), 2);
}

TEST(without_readable_root_tables_there_is_no_list)
{
	desc.type = EFI_MEMORY_MAPPED_IO;
	expect_names("");
	desc.type = EFI_ACPI_RECLAIM_MEMORY;
	memory[RSDP]++;
	expect_names("");
	assert_int_equal(acpi_list(places, 8, &map, 0), 0);
}

/* An entry of the MCFG: segment 0, these buses. */
static void put_ecam(size_t index, uint64_t base, unsigned int first,
		     unsigned int last)
{
	uint8_t *entry = memory + APIC + 44 + 16 * index;

	put_le(entry, base, 8);
	entry[10] = (uint8_t)first;
	entry[11] = (uint8_t)last;
}

TEST(the_mcfg_gives_the_configuration_space_of_pci)
{
	put_table(APIC, "MCFG", 44 + 4 * 16);
	put_ecam(0, 0xe0000000, 0, 255);
	put_ecam(1, 0xc0000000, 0x10, 0x1f);
	put_ecam(2, 0xc0000000, 2, 1);
	put_ecam(3, UINT64_MAX - 0x1000, 0, 0);
	assert_int_equal(acpi_list(places, 8, &map, address(RSDP)), 6);
	assert_int_equal(places[4].what, FACTS_ECAM);
	assert_int_equal(places[4].range.base, 0xe0000000);
	assert_int_equal(places[4].range.size, 0x10000000);
	assert_int_equal(places[5].range.base, 0xc1000000);
	assert_int_equal(places[5].range.size, 0x1000000);
	/* As many as there is room for. */
	assert_int_equal(acpi_list(places, 5, &map, address(RSDP)), 5);
	put_table(APIC, "MCFG", 44 + 15);
	assert_int_equal(acpi_list(places, 8, &map, address(RSDP)), 4);
}
