/* SPDX-License-Identifier: BSD-2-Clause */
/* core/firmware/smbios.c: entry points and the structures that are read. */
#include "tests/lib/test.h"

#include "core/firmware/smbios.h"
#include "tests/lib/givensmbios.h"

static struct smbios smbios;

static void when_read(void)
{
	const struct acpi_bytes table = smbios_given();

	smbios_read(&smbios, &table);
}

FIXTURE(given_smbios, NULL);

/* --- entry points --------------------------------------------------------- */

static struct smbios_entry entry;

static bool reads_entry(const uint8_t *bytes, size_t len)
{
	uint8_t *copy = malloc(len + 1);
	const struct acpi_bytes table = { copy, len };
	bool good;

	memcpy(copy, bytes, len);
	good = smbios_entry(&table, &entry);
	free(copy);
	return good;
}

static void sum_up(uint8_t *bytes, size_t at, size_t len)
{
	bytes[at] = 0;
	for (size_t i = 0; i < len; i++)
		if (i != at)
			bytes[at] = (uint8_t)(bytes[at] - bytes[i]);
}

TEST(both_entry_points_are_read)
{
	uint8_t new[24] = "_SM3_", old[31] = "_SM_";

	new[6] = sizeof(new);
	new[13] = 0x10;
	new[17] = 0x20;
	new[20] = 1;
	sum_up(new, 5, sizeof(new));
	assert_true(reads_entry(new, sizeof(new)));
	assert_int_equal(entry.address, 0x100002000);
	assert_int_equal(entry.len, 0x1000);
	old[5] = sizeof(old);
	old[22] = 0x34;
	old[26] = 0x0f;
	sum_up(old, 4, sizeof(old));
	assert_true(reads_entry(old, sizeof(old)));
	assert_int_equal(entry.address, 0x0f0000);
	assert_int_equal(entry.len, 0x34);
}

TEST(a_damaged_entry_point_is_not_read)
{
	uint8_t new[24] = "_SM3_";

	new[6] = sizeof(new);
	sum_up(new, 5, sizeof(new));
	for (size_t len = 0; len < sizeof(new); len++)
		assert_false(reads_entry(new, len));
	new[8] ^= 1;
	assert_false(reads_entry(new, sizeof(new)));
	new[6] = 25;
	sum_up(new, 5, sizeof(new));
	assert_false(reads_entry(new, sizeof(new)));
	new[6] = 23;
	sum_up(new, 5, sizeof(new));
	assert_false(reads_entry(new, sizeof(new)));
	assert_false(reads_entry((const uint8_t *)"_SM_", 4));
	assert_false(reads_entry((const uint8_t *)"other", 5));
}

/* --- names ---------------------------------------------------------------- */

TEST(names_are_read_without_blanks_at_their_ends)
{
	smbios_add(0, "@5:2", "vendor\0  2.4.3 \0");
	smbios_add(1, "@4:1 @5:2", "Dell Inc.\0PowerEdge R630\0");
	smbios_add(127, "", "");
	smbios_add(0, "@5:1", "not read\0");
	when_read();
	assert_string_equal(smbios.bios_version, "2.4.3");
	assert_string_equal(smbios.maker, "Dell Inc.");
	assert_string_equal(smbios.product, "PowerEdge R630");
}

TEST(a_string_that_is_missing_is_empty)
{
	smbios_add(0, "@5:3", "one\0two\0");
	smbios_add(1, "@5:0", "one\0");
	when_read();
	assert_string_equal(smbios.bios_version, "");
	assert_string_equal(smbios.product, "");
	assert_string_equal(smbios.maker, "");
}

TEST(a_long_name_is_cut)
{
	smbios_add(1, "@5:1",
		   "0123456789012345678901234567890123456789"
		   "0123456789\0");
	when_read();
	assert_int_equal(strlen(smbios.product), SMBIOS_TEXT - 1);
}

TEST(the_board_stands_for_a_product_without_a_name)
{
	smbios_add(1, "@5:1", "To Be Filled By O.E.M.\0");
	smbios_add(2, "@5:1", "X99-A\0");
	smbios_add(2, "@5:1", "second board\0");
	when_read();
	assert_string_equal(smbios.product, "X99-A");
	given_smbios(NULL);
	smbios_add(2, "@5:1", "X99-A\0");
	smbios_add(1, "@5:1", "Product\0");
	when_read();
	assert_string_equal(smbios.product, "X99-A");
}

/* --- memory --------------------------------------------------------------- */

#define MIB ((phys_addr_t)1 << 20)

TEST(modules_of_ram_are_counted)
{
	smbios_add(16, "@5:3 @7:0,0,0,1", "");                  /* 16 GiB */
	smbios_add(16, "@5:4 @7:0,0,0,1", "");                  /* flash */
	smbios_add(17, "@12:0,2 @18:26", "");                   /* 512 MiB */
	smbios_add(17, "@12:0,128 @18:26", "");                 /* 0 KiB */
	smbios_add(17, "@12:64,128 @18:26", "");                /* 64 KiB */
	smbios_add(17, "@12:255,127 @18:26 @28:0,0,1,128", ""); /* 64 GiB */
	smbios_add(17, "@12:255,255 @18:26", "");               /* unknown */
	smbios_add(17, "@12:0,0 @18:2", "");                    /* empty */
	smbios_add(17, "@12:8,0 @18:9", "");                    /* flash */
	smbios_add(17, "@12:8,0 @18:5", "");                    /* video */
	smbios_add(17, "@12:8,0 @18:31", ""); /* non-volatile */
	/* Without all bytes of the extended size. */
	smbios_add(17, "@12:255,127 @18:26 @28:0,0,1", "ABC\0");
	when_read();
	assert_int_equal(smbios.capacity, 16384 * MIB);
	assert_int_equal(smbios.installed, (512 + 65536) * MIB + 65536);
	assert_int_equal(smbios.slots, 7);
	assert_int_equal(smbios.modules, 6);
}

TEST(a_capacity_of_64_bits_is_read)
{
	smbios_add(16, "@5:3 @7:0,0,0,128 @15:0,0,0,0,0,1,0,0", "");
	when_read();
	assert_int_equal(smbios.capacity, UINT64_C(1) << 40);
}

TEST(mapped_ranges_stand_for_modules)
{
	smbios_add(19, "@4:0,0,0,0 @8:255,255,31,0", ""); /* 2 GiB */
	smbios_add(19,
		   "@4:255,255,255,255 @15:0,0,0,0,1,0,0,0"
		   " @23:255,255,255,255,1,0,0,0",
		   "");
	smbios_add(19, "@4:1,0,0,0 @8:0,0,0,0", "");
	smbios_add(19, "@4:255,255,255,255 @15:1 @23:1,0,0,0,0,0,0,0", "");
	when_read();
	assert_int_equal(smbios.mapped, (2048 + 4096) * MIB);
	assert_int_equal(smbios.installed, smbios.mapped);
}

/* --- damage --------------------------------------------------------------- */

TEST(a_table_that_breaks_off_is_read_up_to_there)
{
	smbios_add(1, "@5:1", "Product\0");
	smbios_add(0, "@5:1", "1.0\0");
	for (size_t cut = 1; cut < 8; cut++) {
		struct acpi_bytes table = smbios_given();
		uint8_t *copy;

		table.len -= cut;
		copy = malloc(table.len);
		memcpy(copy, table.bytes, table.len);
		table.bytes = copy;
		smbios_read(&smbios, &table);
		assert_string_equal(smbios.product, "Product");
		assert_string_equal(smbios.bios_version, "");
		free(copy);
	}
}

TEST(a_structure_with_a_wrong_length_ends_the_table)
{
	struct acpi_bytes table;

	smbios_add(1, "@5:1", "Product\0");
	table = smbios_given();
	((uint8_t *)table.bytes)[1] = 3;
	smbios_read(&smbios, &table);
	assert_string_equal(smbios.product, "");
	((uint8_t *)table.bytes)[1] = 255;
	smbios_read(&smbios, &table);
	assert_string_equal(smbios.product, "");
}
