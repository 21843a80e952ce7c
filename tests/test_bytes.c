/* SPDX-License-Identifier: BSD-2-Clause */
/* core/base/bytes.c, and str_copy() of core/base/cstring.h. */
#include "tests/lib/test.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"

TEST(the_lowest_byte_comes_first)
{
	static const uint8_t bytes[] = { 0xff, 1, 2, 3, 4, 5, 6, 7, 0x88, 9 };

	assert_int_equal(get_le(bytes + 1, 0), 0);
	assert_int_equal(get_le(bytes + 1, 1), 1);
	assert_int_equal(get_le(bytes + 1, 2), 0x201);
	assert_int_equal(get_le(bytes + 1, 4), 0x4030201);
	assert_int_equal(get_le(bytes + 1, 8), 0x8807060504030201);
}

TEST(higher_bytes_are_truncated)
{
	uint8_t bytes[4] = { 0xee, 0xee, 0xee, 0xee };

	put_le(bytes + 1, 0x123456, 2);
	assert_memory_equal(bytes, "\xee\x56\x34\xee", 4);
	put_le(bytes, 0, 0);
	assert_memory_equal(bytes, "\xee\x56\x34\xee", 4);
}

TEST(what_was_written_is_read_back)
{
	uint8_t bytes[9];

	for (unsigned int shift = 0; shift < 64; shift++) {
		uint64_t value = UINT64_C(0x8000000000000001) >> shift;

		put_le(bytes + 1, value, 8);
		assert_true(get_le(bytes + 1, 8) == value);
	}
}

TEST(a_copied_text_is_truncated_to_its_array)
{
	char to[4] = "xxx";

	str_copy(to, sizeof(to), "ab");
	assert_string_equal(to, "ab");
	str_copy(to, sizeof(to), "abcdef");
	assert_string_equal(to, "abc");
	str_copy(to, 1, "abc");
	assert_string_equal(to, "");
}
