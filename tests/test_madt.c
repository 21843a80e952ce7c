/* SPDX-License-Identifier: BSD-2-Clause */
/* Entries of ACPI tables, and the processors of a MADT. */
#include "core/firmware/madt.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/bytes.h"
#include "tests/lib/test.h"

static uint8_t table[512];
static struct acpi_bytes madt;

/* An empty table. */
static void given_madt(void)
{
	memset(table, 0, sizeof(table));
	madt = (struct acpi_bytes){ table, MADT_ENTRIES };
}

/* Appends an entry without content. */
static uint8_t *entry(uint8_t type, uint8_t size)
{
	uint8_t *bytes = table + madt.len;

	assert_true(madt.len + size <= sizeof(table));
	bytes[0] = type;
	bytes[1] = size;
	madt.len += size;
	return bytes;
}

static void local_apic(uint8_t uid, uint8_t id, uint32_t flags)
{
	uint8_t *bytes = entry(0, 8);

	bytes[2] = uid;
	bytes[3] = id;
	put_le(bytes + 4, flags, 4);
}

static void x2apic(uint32_t uid, uint32_t id, uint32_t flags)
{
	uint8_t *bytes = entry(9, 16);

	put_le(bytes + 4, id, 4);
	put_le(bytes + 8, flags, 4);
	put_le(bytes + 12, uid, 4);
}

static void gicc(uint32_t uid, uint64_t mpidr, uint32_t flags)
{
	uint8_t *bytes = entry(11, 80);

	put_le(bytes + 8, uid, 4);
	put_le(bytes + 12, flags, 4);
	put_le(bytes + 68, mpidr, 8);
}

/* The processors as "UID:ID UID:ID", from a copy that ends with the table. */
static void expect(const char *right)
{
	struct madt_processor p;
	char text[256] = "";
	uint8_t *copy = malloc(madt.len);
	struct acpi_bytes exact = { copy, madt.len };

	assert_non_null(copy);
	memcpy(copy, table, madt.len);
	for (size_t at = 0; madt_next_processor(&p, &exact, &at);)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "%s%u:%llx", *text ? " " : "", p.uid,
			 (unsigned long long)p.id);
	free(copy);
	assert_string_equal(text, right);
}

TEST(processors_that_are_enabled_are_listed_in_the_order_of_their_entries)
{
	given_madt();
	local_apic(1, 4, 1);
	x2apic(0x10000, 0xfffffffe, 1);
	gicc(3, UINT64_C(0x8000000102), 1);
	local_apic(2, 0, 3);
	expect("1:4 65536:fffffffe 3:8000000102 2:0");
}

TEST(a_processor_that_is_not_enabled_is_not_listed)
{
	given_madt();
	local_apic(1, 4, 0);
	local_apic(2, 5, 2); /* only capable of being brought online */
	x2apic(3, 6, 0);
	gicc(4, 7, 0);
	expect("");
}

TEST(entries_of_other_types_are_passed_over)
{
	given_madt();
	entry(1, 12);
	entry(0x7f, 2);
	local_apic(1, 4, 1);
	entry(4, 6);
	x2apic(2, 5, 1);
	expect("1:4 2:5");
}

TEST(an_id_that_an_earlier_entry_has_is_listed_once)
{
	given_madt();
	local_apic(1, 4, 1);
	local_apic(2, 5, 0);
	x2apic(1, 4, 1);
	x2apic(2, 5, 1);
	local_apic(7, 5, 1);
	expect("1:4 2:5");
}

TEST(an_entry_that_is_too_short_for_its_type_is_passed_over)
{
	given_madt();
	memset(entry(0, 7) + 2, 0xff, 5);
	memset(entry(9, 15) + 2, 0xff, 13);
	memset(entry(11, 75) + 2, 0xff, 73);
	local_apic(1, 4, 1);
	expect("1:4");
}

TEST(an_entry_of_the_least_size_is_read)
{
	given_madt();
	put_le(entry(11, 76) + 12, 1, 4);
	expect("0:0");
}

TEST(the_list_ends_with_an_entry_that_does_not_hold_its_own_length)
{
	given_madt();
	local_apic(1, 4, 1);
	entry(0, 0);
	madt.len += 2;
	local_apic(2, 5, 1);
	expect("1:4");
	table[MADT_ENTRIES + 9] = 1;
	expect("1:4");
}

TEST(the_list_ends_with_an_entry_that_ends_after_the_table)
{
	given_madt();
	local_apic(1, 4, 1);
	local_apic(2, 5, 1);
	madt.len--;
	expect("1:4");
	madt.len = MADT_ENTRIES + 9;
	expect("1:4");
}

TEST(a_table_without_entries_lists_nothing)
{
	struct acpi_bytes none = { 0 };
	struct madt_processor p;
	size_t at = 0;

	given_madt();
	expect("");
	madt.len = MADT_ENTRIES - 1;
	expect("");
	assert_false(madt_next_processor(&p, &none, &at));
}

TEST(types_and_lengths_may_have_two_bytes)
{
	static const uint8_t bytes[] = { 9, 9, 0, 1, 6,    0, 7, 7,
					 2, 0, 4, 0, 0xff, 0, 3, 0 };
	struct acpi_bytes dmar = { bytes, sizeof(bytes) };
	struct acpi_entry e;
	size_t at = 2;

	assert_true(acpi_next_entry(&e, &dmar, &at, 2));
	assert_ptr_equal(e.bytes, bytes + 2);
	assert_int_equal(e.size, 6);
	assert_true(acpi_next_entry(&e, &dmar, &at, 2));
	assert_ptr_equal(e.bytes, bytes + 8);
	assert_int_equal(at, 12);
	/* The third has a length of 3, less than it takes to say so. */
	assert_false(acpi_next_entry(&e, &dmar, &at, 2));
	assert_int_equal(at, 12);
}
