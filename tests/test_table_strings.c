/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/table/strings.c: offsets, room, and what is found again.
 */
#include "tests/lib/test.h"

#include "core/convert/policy.h"
#include "core/table/strings.h"
#include "core/table/write_internal.h"

TEST(a_string_is_stored_once)
{
	char room[16];
	struct table_strings strings;

	table_strings_init(&strings, room, sizeof(room));
	assert_int_equal(table_strings_put(&strings, "abc"), 1);
	assert_int_equal(table_strings_put(&strings, "bc"), 5);
	assert_int_equal(table_strings_put(&strings, "abc"), 1);
	assert_int_equal(table_strings_put(&strings, "bc"), 5);
	assert_int_equal(strings.used, 8);
	assert_memory_equal(room, "\0abc\0bc", 8);
}

TEST(a_recent_text_is_found_anywhere)
{
	static char room[8192], large[TABLE_STRINGS_SEARCHED];
	static const char text[] = "abc";
	struct table_strings strings;

	memset(large, 'l', sizeof(large) - 1);
	table_strings_init(&strings, room, sizeof(room));
	assert_int_equal(table_strings_put(&strings, large), 1);
	assert_int_equal(table_strings_put(&strings, text), 4097);
	assert_int_equal(table_strings_put(&strings, text), 4097);
	assert_int_equal(strings.used, 4101);
}

TEST(the_empty_string_is_0)
{
	char room[16];
	struct table_strings strings;

	table_strings_init(&strings, room, sizeof(room));
	assert_int_equal(table_strings_put(&strings, ""), 0);
	assert_int_equal(table_strings_put(&strings, NULL), 0);
	assert_int_equal(strings.used, 1);
	assert_int_equal(strings.lost, 0);
}

TEST(a_string_that_does_not_fit_is_counted_as_lost)
{
	char room[8];
	struct table_strings strings;

	table_strings_init(&strings, room, sizeof(room));
	assert_int_equal(table_strings_put(&strings, "12345678"), 0);
	assert_int_equal(table_strings_put(&strings, "1234567"), 0);
	assert_int_equal(strings.lost, 2);
	assert_int_equal(strings.used, 1);
	assert_int_equal(table_strings_put(&strings, "123456"), 1);
	assert_int_equal(strings.used, 8);
	assert_int_equal(table_strings_put(&strings, "x"), 0);
	assert_int_equal(strings.lost, 3);
}

TEST(two_texts_at_addresses_of_one_row_do_not_replace_each_other)
{
	static const char texts[2][8 * TABLE_STRINGS_RECENT] = { "abc", "de" };
	char room[16];
	struct table_strings strings;

	table_strings_init(&strings, room, sizeof(room));
	for (int i = 0; i < 2; i++) {
		assert_int_equal(table_strings_put(&strings, texts[0]), 1);
		assert_int_equal(table_strings_put(&strings, texts[1]), 5);
	}
	assert_int_equal(strings.used, 8);
}

TEST(the_reasons_of_a_policy_and_the_owners_have_room)
{
	for (int p = 0; p < PROFILE_COUNT; p++) {
		char room[2 * TABLE_COMMON_TEXTS];
		struct table_strings strings;
		const struct policy_row *rows;
		size_t count;

		table_strings_init(&strings, room, sizeof(room));
		rows = policy_rows((enum profile)p, &count);
		for (size_t i = 0; i < count; i++)
			table_strings_put(&strings, rows[i].why);
		for (int owner = 0; owner < OWNER_COUNT; owner++)
			table_strings_put(&strings,
					  owner_name((enum owner)owner));
		assert_int_equal(strings.lost, 0);
		assert_true(strings.used - 1 <= TABLE_COMMON_TEXTS);
	}
}

/* The room may hold a table of earlier. */
TEST(bytes_that_are_not_used_are_not_searched)
{
	char room[16] = "?abc";
	struct table_strings strings;

	table_strings_init(&strings, room, sizeof(room));
	assert_int_equal(table_strings_put(&strings, "abc"), 1);
	assert_int_equal(strings.used, 5);
}
