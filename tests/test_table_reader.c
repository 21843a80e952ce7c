/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/handoff/table.h at its limits: tables of a header and few sections.
 */
#include "tests/lib/test.h"

#include "tests/lib/giventable.h"

static int given_header(void **state)
{
	forget_table(state);
	table_len = sizeof(struct mbt_header);
	table = calloc(1, table_len);
	*header_of() = (struct mbt_header){
		.magic = MBT_MAGIC,
		.version_major = MBT_VERSION_MAJOR,
		.header_size = sizeof(struct mbt_header),
		.used_size = sizeof(struct mbt_header),
		.capacity = sizeof(struct mbt_header),
	};
	fix_crc();
	return 0;
}

#define expect_read(error) \
	assert_int_equal(mbt_check(table, (uint32_t)table_len), error)

FIXTURE(given_header, forget_table);

/* --- the header ---------------------------------------------------------- */

TEST(a_header_without_sections_is_a_table)
{
	expect_read(MBT_OK);
	assert_null(mbt_find_section(table, MBT_MEMORY));
}

TEST(a_table_is_not_larger_than_its_capacity)
{
	header_of()->capacity = header_of()->used_size - 8;
	fix_crc();
	expect_read(MBT_BAD_SIZE);
}

TEST(a_table_begins_at_a_multiple_of_8)
{
	uint8_t *moved = malloc(table_len + 64);

	for (size_t at = 0; at < 64; at++) {
		memcpy(moved + at, table, table_len);
		assert_int_equal(mbt_check(moved + at, (uint32_t)table_len),
				 at % 8 ? MBT_BAD_ALIGN : MBT_OK);
	}
	free(moved);
}

TEST(a_header_ends_at_a_multiple_of_8)
{
	add_section(MBT_CMDLINE, 0, 1, 0, 64);
	for (uint32_t size = 65; size < 128; size++) {
		header_of()->header_size = size;
		header_of()->section_count = 0;
		fix_crc();
		expect_read(size % 8 ? MBT_BAD_SIZE : MBT_OK);
	}
}

/* --- sections ------------------------------------------------------------ */

TEST(a_section_may_be_empty)
{
	add_section(MBT_MEMORY, 0, 40, 0, 0);
	add_section(MBT_RESERVED, 0, 0, 0, 0);
	expect_read(MBT_OK);
	assert_ptr_equal((uint8_t *)(section_of(MBT_RESERVED) + 1),
			 table + table_len);
}

TEST(entries_have_bytes)
{
	add_section(MBT_CMDLINE, 0, 0, 1, 8);
	expect_read(MBT_BAD_SECTION);
}

TEST(entries_may_be_single_bytes)
{
	add_section(MBT_CMDLINE, 0, 1, 8, 8);
	expect_read(MBT_OK);
	section_of(MBT_CMDLINE)->count = 9;
	fix_crc();
	expect_read(MBT_BAD_SECTION);
}

TEST(a_payload_is_a_multiple_of_8)
{
	for (uint32_t size = 1; size < 64; size++) {
		given_header(NULL);
		add_section(MBT_CMDLINE, 0, 1, 1, size);
		expect_read(size % 8 ? MBT_BAD_SECTION : MBT_OK);
	}
}

TEST(a_payload_ends_with_the_table)
{
	add_section(MBT_EDID, 0, 1, 64, 64);
	add_section(MBT_CMDLINE, 0, 1, 8, 8);
	for (uint32_t size = 16; size < 64; size += 8) {
		section_of(MBT_CMDLINE)->payload_size = size;
		fix_crc();
		expect_read(MBT_BAD_SECTION);
	}
}

TEST(sections_are_no_more_than_counted)
{
	add_section(MBT_CMDLINE, 0, 1, 8, 8);
	header_of()->section_count = 0;
	fix_crc();
	expect_read(MBT_OK);
	assert_null(mbt_find_section(table, MBT_CMDLINE));
	header_of()->section_count = 2;
	fix_crc();
	expect_read(MBT_BAD_SECTION);
}

static void add_descending(uint32_t tags)
{
	for (uint32_t tag = tags; tag-- > 0;)
		add_section(tag, MBT_CRITICAL, 8, tag % 2, 8);
}

TEST(each_known_tag_may_occur_once_in_any_order)
{
	add_descending(MBT_KNOWN_TAGS);
	expect_read(MBT_OK);
	given_header(NULL);
	for (uint32_t tag = 0; tag < MBT_KNOWN_TAGS; tag++)
		add_section(tag, 0, 8, 1, 8);
	expect_read(MBT_OK);
}

TEST(no_known_tag_may_occur_twice)
{
	for (uint32_t tag = 0; tag < MBT_KNOWN_TAGS; tag++) {
		given_header(NULL);
		add_descending(MBT_KNOWN_TAGS);
		add_section(tag, 0, 8, 1, 8);
		expect_read(MBT_BAD_SECTION);
	}
}

TEST(no_unknown_tag_may_be_critical)
{
	for (uint32_t tag = MBT_KNOWN_TAGS; tag < 100; tag++) {
		given_header(NULL);
		add_section(tag, 0, 8, 1, 8);
		add_section(tag, 0, 8, 1, 8);
		expect_read(MBT_OK);
		add_section(tag, MBT_CRITICAL, 8, 1, 8);
		expect_read(MBT_BAD_CRITICAL);
	}
}

/* --- entries and strings ------------------------------------------------- */

TEST(functions_that_find_return_1_or_0)
{
	struct mbt_region region = { .base = 0x3000, .size = 0x1000 };
	struct mbt_free range = { 0 };

	assert_true(mbt_region_end(&region) == 0x4000);
	add_section(MBT_MEMORY, 0, sizeof(region), 1, sizeof(region));
	add_section(MBT_RESERVED, 0, sizeof(region), 1, sizeof(region));
	*region_of(MBT_MEMORY, 0) = region;
	assert_int_equal(mbt_get_region(section_of(MBT_MEMORY), 0, &region), 1);
	assert_int_equal(mbt_get_region(section_of(MBT_MEMORY), 1, &region), 0);
	assert_int_equal(mbt_find_reserved(table, "", "", &region), 1);
	assert_int_equal(region.base, 0);
	assert_int_equal(mbt_find_reserved(table, "x", "", &region), 0);
	assert_int_equal(mbt_next_free(table, &range), 1);
	assert_int_equal(mbt_next_free(table, &range), 0);
}

TEST(only_the_bytes_asked_for_are_written)
{
	uint8_t bytes[4] = { 0, 0, 0, 7 };

	add_section(MBT_CMDLINE, 0, 4, 2, 8);
	memcpy(entry_of(MBT_CMDLINE, 1), "abcd", 4);
	assert_int_equal(mbt_get_entry(section_of(MBT_CMDLINE), 1, bytes, 3),
			 1);
	assert_memory_equal(bytes, "abc\7", 4);
}

TEST(without_a_section_strings_are_empty)
{
	assert_string_equal(mbt_string(table, 0), "");
	assert_string_equal(mbt_string(table, 1), "");
	assert_string_equal(mbt_cmdline(table), "");
}

TEST(a_string_may_end_with_the_table)
{
	add_section(MBT_STRINGS, 0, 1, 8, 8);
	memcpy(entry_of(MBT_STRINGS, 0), "\0a\0defg", 8);
	assert_string_equal(mbt_string(table, 1), "a");
	assert_string_equal(mbt_string(table, 3), "defg");
	assert_string_equal(mbt_string(table, 7), "");
	assert_string_equal(mbt_string(table, 8), "");
	memcpy(entry_of(MBT_STRINGS, 0), "\0a\0defgh", 8);
	assert_string_equal(mbt_string(table, 3), "");
}

TEST(strings_are_compared_to_their_end)
{
	assert_int_equal(mbt_string_equal("", ""), 1);
	assert_int_equal(mbt_string_equal("ab\0c", "ab\0d"), 1);
	assert_int_equal(mbt_string_equal("ab", "ac"), 0);
	assert_int_equal(mbt_string_equal("ab", "a"), 0);
	assert_int_equal(mbt_string_equal("a", "ab"), 0);
	assert_int_equal(mbt_string_equal("xb", "ab"), 0);
}
