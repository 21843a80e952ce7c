/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

/* Beside libc's, under names of their own. */
#define memcpy  our_memcpy
#define memmove our_memmove
#define memset  our_memset
#define memcmp  our_memcmp
#include "core/base/freestanding.c"
#undef memcpy
#undef memmove
#undef memset
#undef memcmp

static void memcpy_copies_exactly_n_bytes(void **state)
{
	char to[] = "........";

	(void)state;
	assert_ptr_equal(our_memcpy(to + 1, "abcdef", 3), to + 1);
	assert_string_equal(to, ".abc....");
	our_memcpy(to, "x", 0);
	assert_string_equal(to, ".abc....");
}

static void memmove_bears_overlap_in_both_directions(void **state)
{
	char text[] = "abcdefgh";

	(void)state;
	assert_ptr_equal(our_memmove(text + 2, text, 5), text + 2);
	assert_string_equal(text, "ababcdeh");
	our_memmove(text, text + 2, 5);
	assert_string_equal(text, "abcdedeh");
	our_memmove(text + 1, text + 1, 6);
	assert_string_equal(text, "abcdedeh");
	our_memmove(text, text + 1, 0);
	assert_string_equal(text, "abcdedeh");
}

static void memset_takes_the_low_byte(void **state)
{
	unsigned char to[] = { 1, 2, 3, 4 };

	(void)state;
	assert_ptr_equal(our_memset(to + 1, 0x1ff, 2), to + 1);
	assert_memory_equal(to, "\x01\xff\xff\x04", 4);
}

static void memcmp_compares_bytes_without_sign(void **state)
{
	(void)state;
	assert_int_equal(our_memcmp("abc", "abd", 2), 0);
	assert_int_equal(our_memcmp("x", "y", 0), 0);
	assert_true(our_memcmp("abc", "abd", 3) < 0);
	assert_true(our_memcmp("\xff", "\x01", 1) > 0);
	assert_true(our_memcmp("a\0b", "a\0a", 3) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memcpy_copies_exactly_n_bytes),
		cmocka_unit_test(memmove_bears_overlap_in_both_directions),
		cmocka_unit_test(memset_takes_the_low_byte),
		cmocka_unit_test(memcmp_compares_bytes_without_sign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
