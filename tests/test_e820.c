/* SPDX-License-Identifier: BSD-2-Clause */
/* core/firmware/e820.c: the table and its edits, as text. */
#include "tests/lib/test.h"

#include "core/firmware/e820.h"
#include "tests/lib/rangetext.h"

static struct e820_table table;

/* A table with room for exactly this many entries. */
static void given_room(size_t max, const char *text)
{
	free(table.entries);
	table.entries = malloc((max ? max : 1) * sizeof(*table.entries));
	table.max = max;
	e820_from_text(&table, text);
}

static void given(const char *text)
{
	given_room(16, text);
}

/* As it is, before it is flattened. */
static void expect_bag(const char *text)
{
	assert_string_equal(text_of_e820(&table), text);
}

static void expect(const char *text)
{
	struct keyed_range *scratch = malloc(3 * table.cnt * sizeof(*scratch));

	assert_int_equal(e820_flatten(&table, scratch), CORE_OK);
	expect_bag(text);
	free(scratch);
}

static TEST_STEP(free_table)
{
	free(table.entries);
	return 0;
}

GROUP_FIXTURE(NULL, free_table);

TEST(types_have_the_words_of_linux)
{
	assert_string_equal(e820_type_name(E820_RAM), "usable");
	assert_string_equal(e820_type_name(E820_RESERVED), "reserved");
	assert_string_equal(e820_type_name(E820_ACPI), "ACPI data");
	assert_string_equal(e820_type_name(E820_NVS), "ACPI NVS");
	assert_string_equal(e820_type_name(E820_UNUSABLE), "unusable");
	assert_string_equal(e820_type_name(E820_SOFT_RESERVED),
			    "soft reserved");
	assert_null(e820_type_name(E820_PMEM));
	assert_null(e820_type_name(E820_PRAM));
	assert_null(e820_type_name(0));
	assert_null(e820_type_name(20));
}

TEST(add_appends_without_merging)
{
	given("1000-2000:1");
	assert_int_equal(e820_add(&table, 0, 0x3000, E820_RESERVED), CORE_OK);
	expect_bag("1000-2000:1 0-3000:2");
	expect("0-3000:2");
}

TEST(every_edit_is_clipped_at_the_top)
{
	given("");
	assert_int_equal(e820_add(&table, UINT64_MAX - 0xfff, UINT64_MAX, 1),
			 CORE_OK);
	expect_bag("fffffffffffff000-ffffffffffffffff:1");
	assert_int_equal(
		e820_update(&table, UINT64_MAX - 0x7ff, UINT64_MAX, 1, 2),
		CORE_OK);
	expect("fffffffffffff000-fffffffffffff800:1"
	       " fffffffffffff800-ffffffffffffffff:2");
	assert_int_equal(e820_remove(&table, 1, UINT64_MAX, E820_ANY), CORE_OK);
	expect("");
}

TEST(an_empty_edit_changes_nothing)
{
	given_room(1, "1000-2000:1");
	assert_int_equal(e820_add(&table, 0x1000, 0, 2), CORE_OK);
	assert_int_equal(e820_add(&table, UINT64_MAX, 5, 2), CORE_OK);
	assert_int_equal(e820_update(&table, 0x1800, 0, 1, 2), CORE_OK);
	assert_int_equal(e820_remove(&table, 0x1800, 0, 1), CORE_OK);
	assert_int_equal(e820_remove(&table, 0x2000, 0x1000, 1), CORE_OK);
	assert_int_equal(e820_remove(&table, 0, 0x1000, 1), CORE_OK);
	assert_int_equal(e820_remove(&table, 0, 0x9000, 7), CORE_OK);
	expect_bag("1000-2000:1");
}

TEST(update_changes_only_the_given_type)
{
	/* across the end, the start, inside, all of it, and around it */
	given("1000-5000:1");
	assert_int_equal(e820_update(&table, 0x3000, 0x9000, 1, 2), CORE_OK);
	expect("1000-3000:1 3000-5000:2");
	given("1000-5000:1");
	assert_int_equal(e820_update(&table, 0, 0x3000, 1, 2), CORE_OK);
	expect("1000-3000:2 3000-5000:1");
	given("1000-5000:1");
	assert_int_equal(e820_update(&table, 0x2000, 0x1000, 1, 2), CORE_OK);
	expect("1000-2000:1 2000-3000:2 3000-5000:1");
	given("1000-5000:1");
	assert_int_equal(e820_update(&table, 0x1000, 0x4000, 1, 2), CORE_OK);
	expect("1000-5000:2");
	given("1000-5000:1");
	assert_int_equal(e820_update(&table, 0, 0x9000, 1, 2), CORE_OK);
	expect("1000-5000:2");
	given("1000-3000:1 3000-5000:3 5000-7000:1");
	assert_int_equal(e820_update(&table, 0x2000, 0x4000, 1, 2), CORE_OK);
	expect("1000-2000:1 2000-3000:2 3000-5000:3 5000-6000:2 6000-7000:1");
}

/* Not only the entry that wins: Linux's table is not flattened then either. */
TEST(update_reaches_hidden_entries)
{
	given("1000-5000:1 1000-5000:3");
	assert_int_equal(e820_update(&table, 0x1000, 0x4000, 1, 7), CORE_OK);
	expect("1000-5000:7");
}

TEST(remove_takes_a_type_or_any)
{
	given("1000-3000:1 3000-5000:3 5000-7000:1");
	assert_int_equal(e820_remove(&table, 0x2000, 0x4000, 1), CORE_OK);
	expect("1000-2000:1 3000-5000:3 6000-7000:1");
	given("1000-3000:1 3000-5000:3 5000-7000:1");
	assert_int_equal(e820_remove(&table, 0x2000, 0x4000, E820_ANY),
			 CORE_OK);
	expect("1000-2000:1 6000-7000:1");
	given("0-1000:1");
	assert_int_equal(e820_remove(&table, 0, 0x1000, 1), CORE_OK);
	expect("");
}

TEST(a_full_table_refuses_and_does_not_change)
{
	given_room(2, "1000-5000:1 2000-3000:2");
	assert_int_equal(e820_add(&table, 0, 1, 1), CORE_ENOSPC);
	assert_int_equal(e820_update(&table, 0x2000, 0x1000, 1, 2),
			 CORE_ENOSPC);
	assert_int_equal(e820_remove(&table, 0x2000, 0x1000, 1), CORE_ENOSPC);
	assert_int_equal(e820_flatten(&table, NULL), CORE_ENOSPC);
	expect_bag("1000-5000:1 2000-3000:2");
}

TEST(neighbours_of_one_type_are_joined_except_two_types)
{
	given("0-1000:1 1000-2000:1 2000-3000:7 3000-4000:7");
	expect("0-2000:1 2000-4000:7");
	given("0-1000:12 1000-2000:12");
	expect("0-1000:12 1000-2000:12");
	given("0-1000:4026531839 1000-2000:4026531839");
	expect("0-1000:4026531839 1000-2000:4026531839");
}

/* The worst edit: every entry is hit and split. */
TEST(the_documented_room_is_enough)
{
	given_room(2, "1000-2000:1"); /* nothing to split */
	assert_int_equal(e820_update(&table, 0x1000, 0x1000, 1, 2), CORE_OK);
	expect_bag("1000-2000:2");
	given_room(4, "0-3000:1");
	assert_int_equal(e820_update(&table, 0x1000, 0x1000, 1, 2), CORE_OK);
	expect_bag("0-1000:1 2000-3000:1 1000-2000:2");
	given_room(3, "0-3000:1");
	assert_int_equal(e820_update(&table, 0x1000, 0x1000, 1, 2),
			 CORE_ENOSPC);
	assert_int_equal(e820_remove(&table, 0x1000, 0x1000, 1), CORE_OK);
	expect_bag("0-1000:1 2000-3000:1");
}
