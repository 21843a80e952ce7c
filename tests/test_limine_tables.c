/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/limine/tables.c: the tables of the firmware that a kernel finds
 * mapped. They lie at 32-bit addresses, as in real firmware. */
#include "tests/lib/test.h"

#include <stdio.h>

#include "core/base/bytes.h"
#include "efi/boot/limine/memmap.h"
#include "tests/lib/fake_ram.h"

enum {
	RSDP = 0x100,
	RSDT = 0x200,
	XSDT = 0x300,
	FADT = 0x400,
	SSDT = 0x600,
	FACS = 0x700,
	DSDT = 0x800,
	SMBIOS = 0x900,
	SMBIOS3 = 0xa00,
	SYSTEM = 0xb00,
	VENDOR = 0xc00,
	RUNTIME = 0xd00,
};

static struct table_facts facts;

static TEST_STEP(set_up)
{
	fake_new();
	fake_ram_new_low();
	memset((void *)(uintptr_t)FAKE_RAM_LOW, 0, 0x10000);
	facts = (struct table_facts){ .secure_boot = false };
	return 0;
}

static TEST_STEP(tear_down)
{
	fake_free();
	return 0;
}

FIXTURE(set_up, tear_down);

static uint64_t phys(size_t at)
{
	return FAKE_RAM_LOW + at;
}

static uint8_t *bytes(size_t at)
{
	return (uint8_t *)(uintptr_t)phys(at);
}

static void put(size_t at, uint64_t value, size_t size)
{
	put_le(bytes(at), value, size);
}

static void sum_up(size_t at, size_t len, size_t sum_at)
{
	uint8_t sum = 0;

	bytes(at)[sum_at] = 0;
	for (size_t i = 0; i < len; i++)
		sum = (uint8_t)(sum + bytes(at)[i]);
	bytes(at)[sum_at] = (uint8_t)-sum;
}

static void put_table(size_t at, const char *signature, size_t len)
{
	memcpy(bytes(at), signature, 4);
	put(at + 4, len, 4);
	sum_up(at, len, 9);
}

/* --- ACPI ---------------------------------------------------------------- */

/* The list of SSDT, FADT and an empty entry. */
static void put_list(size_t at, const char *signature, size_t width)
{
	put(at + 36, phys(SSDT), width);
	put(at + 36 + width, phys(FADT), width);
	put(at + 36 + 2 * width, 0, width);
	put_table(at, signature, 36 + 3 * width);
}

static void given_acpi(bool new, size_t fadt_size)
{
	put_table(SSDT, "SSDT", 0x40);
	put_table(FACS, "FACS", 0x40);
	put_table(DSDT, "DSDT", 0x80);
	put(FADT + 36, phys(FACS), 4);
	put(FADT + 40, phys(DSDT), 4);
	put(FADT + 140, phys(DSDT), 8);
	put_table(FADT, "FACP", fadt_size);
	put_list(RSDT, "RSDT", 4);
	put_list(XSDT, "XSDT", 8);
	memcpy(bytes(RSDP), "RSD PTR ", 8);
	put(RSDP + 15, new ? 2 : 0, 1);
	put(RSDP + 16, phys(RSDT), 4);
	put(RSDP + 20, 36, 4);
	put(RSDP + 24, phys(XSDT), 8);
	sum_up(RSDP, 20, 8);
	sum_up(RSDP, 36, 32);
	facts.rsdp = phys(RSDP);
}

/* "100+24 ..": offsets and sizes. */
static const char *tables(unsigned int revision)
{
	static char text[512];
	struct range ranges[32];
	size_t cnt = limine_tables(ranges, 32, &facts, revision), len = 0;

	assert_true(cnt <= 32);
	assert_int_equal(limine_tables(NULL, 0, &facts, revision), cnt);
	text[0] = '\0';
	for (size_t i = 0; i < cnt; i++)
		len += (size_t)snprintf(
			text + len, sizeof(text) - len, "%s%jx+%jx",
			i ? " " : "",
			(uintmax_t)(ranges[i].base - FAKE_RAM_LOW),
			(uintmax_t)ranges[i].size);
	return text;
}

#define expect_tables(revision, text) \
	assert_string_equal(tables(revision), text)

TEST(each_table_of_both_lists_is_mapped)
{
	given_acpi(true, 276);
	expect_tables(4, "100+24 200+30 600+40 400+114 300+3c 600+40 400+114"
			 " 700+40 800+80 800+80");
	expect_tables(3, "");
}

TEST(acpi_1_has_one_list_of_32_bit_addresses)
{
	given_acpi(false, 116);
	expect_tables(4, "100+14 200+30 600+40 400+74 700+40 800+80");
}

TEST(a_list_that_is_missing_is_left_out)
{
	given_acpi(true, 116);
	put(RSDP + 16, 0, 4);
	sum_up(RSDP, 20, 8);
	sum_up(RSDP, 36, 32);
	expect_tables(4, "100+24 300+3c 600+40 400+74 700+40 800+80");
}

TEST(without_a_fadt_nothing_is_believed)
{
	given_acpi(true, 276);
	put(RSDP + 8, 77, 1);
	expect_tables(4, "");
	facts.rsdp = 0;
	expect_tables(4, "");
}

/* --- SMBIOS and EFI ------------------------------------------------------ */

static void given_smbios(void)
{
	put(SMBIOS + 5, 0x1f, 1);
	put(SMBIOS + 0x16, 0x345, 2);
	put(SMBIOS + 0x18, phys(0x2000), 4);
	put(SMBIOS3 + 6, 0x18, 1);
	put(SMBIOS3 + 12, 0x678, 4);
	put(SMBIOS3 + 16, phys(0x3000), 8);
}

TEST(both_entries_of_smbios_lead_to_their_structures)
{
	given_smbios();
	facts.smbios = phys(SMBIOS);
	expect_tables(4, "");
	expect_tables(5, "900+1f 2000+345");
	facts.smbios3 = phys(SMBIOS3);
	expect_tables(6, "900+1f 2000+345 a00+18 3000+678");
	facts.smbios = 0;
	expect_tables(6, "a00+18 3000+678");
}

TEST(a_range_beyond_the_end_of_addresses_is_left_out)
{
	given_smbios();
	put(SMBIOS3 + 16, UINT64_MAX - 0x100, 8);
	facts.smbios3 = phys(SMBIOS3);
	expect_tables(5, "a00+18");
	put(SMBIOS3 + 16, 0, 8);
	expect_tables(5, "a00+18");
}

static void given_system_table(const char *vendor)
{
	put(SYSTEM + 12, 120, 4);
	put(SYSTEM + 24, phys(VENDOR), 8);
	for (size_t i = 0; vendor[i]; i++)
		put(VENDOR + 2 * i, (uint8_t)vendor[i], 2);
	put(RUNTIME + 12, 136, 4);
	put(SYSTEM + 88, phys(RUNTIME), 8);
	put(SYSTEM + 104, 3, 8);
	put(SYSTEM + 112, phys(0x4000), 8);
	facts.efi_system_table = phys(SYSTEM);
}

TEST(the_system_table_comes_with_what_it_points_to)
{
	given_system_table("EDK");
	expect_tables(4, "");
	expect_tables(5, "b00+78 c00+8 d00+88 4000+48");
}

TEST(what_it_does_not_point_to_is_left_out)
{
	given_system_table("");
	put(SYSTEM + 24, 0, 8);
	put(SYSTEM + 88, 0, 8);
	put(SYSTEM + 104, 0, 8);
	expect_tables(5, "b00+78");
	facts.efi_system_table = 0;
	expect_tables(5, "");
}

TEST(a_vendor_without_an_end_has_one_page_at_most)
{
	given_system_table("");
	memset(bytes(0x8000), 'x', 0x2000);
	put(SYSTEM + 24, phys(0x8000), 8);
	expect_tables(5, "b00+78 8000+1000 d00+88 4000+48");
}
