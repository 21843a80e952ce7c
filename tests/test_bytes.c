/* SPDX-License-Identifier: BSD-2-Clause */
/* core/base/bytes.c */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "core/base/bytes.h"

static void the_lowest_byte_comes_first(void **state)
{
	static const uint8_t bytes[] = { 0xff, 1, 2, 3, 4, 5, 6, 7, 0x88, 9 };

	(void)state;
	assert_int_equal(get_le(bytes + 1, 0), 0);
	assert_int_equal(get_le(bytes + 1, 1), 1);
	assert_int_equal(get_le(bytes + 1, 2), 0x201);
	assert_int_equal(get_le(bytes + 1, 4), 0x4030201);
	assert_int_equal(get_le(bytes + 1, 8), 0x8807060504030201);
}

static void what_does_not_fit_is_cut_off(void **state)
{
	uint8_t bytes[4] = { 0xee, 0xee, 0xee, 0xee };

	(void)state;
	put_le(bytes + 1, 0x123456, 2);
	assert_memory_equal(bytes, "\xee\x56\x34\xee", 4);
	put_le(bytes, 0, 0);
	assert_memory_equal(bytes, "\xee\x56\x34\xee", 4);
}

static void what_was_put_is_got_back(void **state)
{
	uint8_t bytes[9];

	(void)state;
	for (unsigned int shift = 0; shift < 64; shift++) {
		uint64_t value = UINT64_C(0x8000000000000001) >> shift;

		put_le(bytes + 1, value, 8);
		assert_true(get_le(bytes + 1, 8) == value);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_lowest_byte_comes_first),
		cmocka_unit_test(what_does_not_fit_is_cut_off),
		cmocka_unit_test(what_was_put_is_got_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
