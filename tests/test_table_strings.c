/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/table/strings.c: offsets, room, and what is found again.
 */
#include "tests/lib/test.h"

#include "core/table/strings.h"

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

/* The room may hold a table of earlier. */
TEST(bytes_that_are_not_used_are_not_searched)
{
	char room[16] = "?abc";
	struct table_strings strings;

	table_strings_init(&strings, room, sizeof(room));
	assert_int_equal(table_strings_put(&strings, "abc"), 1);
	assert_int_equal(strings.used, 5);
}
