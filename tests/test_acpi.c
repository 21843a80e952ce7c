/* SPDX-License-Identifier: BSD-2-Clause */
/* core/firmware/acpi.c: from the RSDP to SRAT and SLIT, with broken tables.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "tests/lib/test.h"

#include <sys/mman.h>

#include "core/firmware/srat.h"

/* Below 4 GiB, as an RSDT's entries are 32 bits. */
static uint8_t *memory;
enum {
	RSDP = 0x100,
	RSDT = 0x200,
	XSDT = 0x300,
	SRAT = 0x400,
	SLIT = 0x500,
	OTHER = 0x600,
	MEMORY_SIZE = 0x400000,
};

static void put(size_t at, uint64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		memory[at + i] = (uint8_t)(value >> 8 * i);
}

static void put_address(size_t at, size_t target, size_t bytes)
{
	put(at, (uintptr_t)memory + target, bytes);
}

static void sum_up(size_t at, size_t len, size_t sum_at)
{
	uint8_t sum = 0;

	memory[at + sum_at] = 0;
	for (size_t i = 0; i < len; i++)
		sum = (uint8_t)(sum + memory[at + i]);
	memory[at + sum_at] = (uint8_t)-sum;
}

static void put_table(size_t at, const char *signature, size_t len)
{
	memcpy(memory + at, signature, 4);
	put(at + 4, len, 4);
	sum_up(at, len, 9);
}

static void sum_up_rsdp(void)
{
	sum_up(RSDP, 20, 8);
	sum_up(RSDP, 36, 32);
}

/* A machine with all of them: OTHER, SRAT, SLIT in both lists. */
static TEST_STEP(set_up)
{
	static const size_t tables[] = { OTHER, SRAT, SLIT };

	memory = mmap((void *)0x20000000, MEMORY_SIZE, PROT_READ | PROT_WRITE,
		      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED || (uintptr_t)memory > UINT32_MAX)
		return -1;
	put_table(OTHER, "APIC", 60);
	put_table(SRAT, "SRAT", 88);
	put_table(SLIT, "SLIT", 48);
	for (size_t i = 0; i < 3; i++) {
		put_address(RSDT + 36 + 4 * i, tables[i], 4);
		put_address(XSDT + 36 + 8 * i, tables[i], 8);
	}
	put_table(RSDT, "RSDT", 48);
	put_table(XSDT, "XSDT", 60);
	memcpy(memory + RSDP, "RSD PTR ", 8);
	memory[RSDP + 15] = 2;
	put_address(RSDP + 16, RSDT, 4);
	put(RSDP + 20, 36, 4);
	put_address(RSDP + 24, XSDT, 8);
	sum_up_rsdp();
	return 0;
}

static TEST_STEP(tear_down)
{
	return munmap(memory, MEMORY_SIZE);
}

static struct acpi_tables look(void)
{
	return (struct acpi_tables){
		.srat = acpi_find((uintptr_t)memory + RSDP, "SRAT"),
		.slit = acpi_find((uintptr_t)memory + RSDP, "SLIT"),
	};
}

static void expect_both(void)
{
	struct acpi_tables tables = look();

	assert_ptr_equal(tables.srat.bytes, memory + SRAT);
	assert_int_equal(tables.srat.len, 88);
	assert_ptr_equal(tables.slit.bytes, memory + SLIT);
	assert_int_equal(tables.slit.len, 48);
}

static void expect_none(void)
{
	struct acpi_tables tables = look();

	assert_null(tables.srat.bytes);
	assert_null(tables.slit.bytes);
}

FIXTURE(set_up, tear_down);

TEST(both_lists_lead_to_the_tables)
{
	put_table(RSDT, "JUNK", 36);
	expect_both();
	put_table(RSDT, "RSDT", 48);
	put(RSDP + 24, 0, 8);
	sum_up_rsdp();
	expect_both();
	memory[RSDP + 15] = 0; /* ACPI 1.0: the rest is undefined */
	memset(memory + RSDP + 20, 0xff, 16);
	sum_up(RSDP, 20, 8);
	expect_both();
}

/* An RSDP of ACPI 1.0 ends before the XSDT's address. */
TEST(the_first_version_has_no_xsdt)
{
	put_table(XSDT, "XSDT", 36);
	expect_none();
	memory[RSDP + 15] = 0;
	sum_up_rsdp();
	expect_both();
}

/* Of version 2 or later, but it ends before what that version has, or nowhere
 * near. */
TEST(an_rsdp_of_absurd_length_has_no_xsdt)
{
	put(RSDP + 20, 35, 4);
	sum_up(RSDP, 20, 8);
	sum_up(RSDP, 35, 32);
	put_table(RSDT, "JUNK", 36);
	expect_none();
	put(RSDP + 20, 0x1001, 4);
	sum_up(RSDP, 20, 8);
	sum_up(RSDP, 0x1001, 32);
	expect_none();
	put(RSDP + 20, 0x1000, 4);
	sum_up(RSDP, 20, 8);
	sum_up(RSDP, 0x1000, 32);
	expect_both();
}

TEST(without_acpi_there_are_no_tables)
{
	assert_null(acpi_find(0, "SRAT").bytes);
	assert_null(acpi_find(UINT64_MAX, "SRAT").bytes);
	memory[RSDP + 3] = '_';
	sum_up_rsdp();
	expect_none();
}

TEST(lists_with_a_bad_checksum_are_not_followed)
{
	memory[RSDP + 9] ^= 1;
	expect_none();
	memory[RSDP + 9] ^= 1;
	memory[XSDT + 20] ^= 1;
	expect_none();
	memory[XSDT + 20] ^= 1;
	expect_both();
	/* The checksum of version 2 only: then the RSDP is used as version 1.
	 */
	memory[RSDP + 33] ^= 1;
	memory[XSDT] = 'Y';
	expect_both();
	memory[RSDT + 20] ^= 1;
	expect_none();
}

TEST(a_list_with_another_signature_is_not_followed)
{
	put_table(XSDT, "RSDT", 60);
	expect_none();
}

TEST(a_list_ends_at_its_length)
{
	struct acpi_tables tables;

	put_table(XSDT, "XSDT", 59);
	tables = look();
	assert_non_null(tables.srat.bytes);
	assert_null(tables.slit.bytes);
	put_table(XSDT, "XSDT", 36);
	expect_none();
	put_table(XSDT, "XSDT", 35);
	expect_none();
	put_table(XSDT, "XSDT", 0);
	expect_none();
}

TEST(invalid_addresses_are_skipped)
{
	put(XSDT + 36, 0, 8);
	put_table(XSDT, "XSDT", 60);
	expect_both();
	put(XSDT + 36, UINT64_MAX - 35, 8);
	put_table(XSDT, "XSDT", 60);
	expect_both();
}

TEST(of_two_tables_the_first_is_found)
{
	put_table(OTHER, "SRAT", 60);
	assert_ptr_equal(look().srat.bytes, memory + OTHER);
}

TEST(a_table_of_absurd_length_is_absent)
{
	put_table(SRAT, "SRAT", ACPI_TABLE_MAX + 1);
	assert_null(look().srat.bytes);
	assert_non_null(look().slit.bytes);
	put_table(SRAT, "SRAT", ACPI_TABLE_MAX);
	assert_int_equal(look().srat.len, ACPI_TABLE_MAX);
	put(SRAT + 4, 35, 4);
	assert_null(look().srat.bytes);
	put(SRAT + 4, UINT32_MAX, 4);
	assert_null(look().srat.bytes);
}

/* core/firmware/srat.c checks its checksum and reports the fault. */
TEST(a_broken_table_is_found_but_not_checked)
{
	memory[SRAT + 50] ^= 1;
	expect_both();
}
