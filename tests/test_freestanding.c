/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/test.h"

/* Renamed, so that libc's functions can be linked too. */
#define memcpy  our_memcpy
#define memmove our_memmove
#define memset  our_memset
#define memcmp  our_memcmp
#include "core/base/freestanding.c"
#undef memcpy
#undef memmove
#undef memset
#undef memcmp

TEST(memcpy_copies_exactly_n_bytes)
{
	char to[] = "........";

	assert_ptr_equal(our_memcpy(to + 1, "abcdef", 3), to + 1);
	assert_string_equal(to, ".abc....");
	our_memcpy(to, "x", 0);
	assert_string_equal(to, ".abc....");
}

TEST(memmove_allows_overlap_in_both_directions)
{
	char text[] = "abcdefgh";

	assert_ptr_equal(our_memmove(text + 2, text, 5), text + 2);
	assert_string_equal(text, "ababcdeh");
	our_memmove(text, text + 2, 5);
	assert_string_equal(text, "abcdedeh");
	our_memmove(text + 1, text + 1, 6);
	assert_string_equal(text, "abcdedeh");
	our_memmove(text, text + 1, 0);
	assert_string_equal(text, "abcdedeh");
}

TEST(memset_takes_the_low_byte)
{
	unsigned char to[] = { 1, 2, 3, 4 };

	assert_ptr_equal(our_memset(to + 1, 0x1ff, 2), to + 1);
	assert_memory_equal(to, "\x01\xff\xff\x04", 4);
}

TEST(memcmp_compares_bytes_without_sign)
{
	assert_int_equal(our_memcmp("abc", "abd", 2), 0);
	assert_int_equal(our_memcmp("x", "y", 0), 0);
	assert_true(our_memcmp("abc", "abd", 3) < 0);
	assert_true(our_memcmp("\xff", "\x01", 1) > 0);
	assert_true(our_memcmp("a\0b", "a\0a", 3) > 0);
}

/* Aligned addresses are moved by words; the result must be the same. */
#define ROOM 64

static void fill_bytes(unsigned char bytes[ROOM])
{
	for (unsigned int i = 0; i < ROOM; i++)
		bytes[i] = (unsigned char)(i * 7 + 1);
}

static void move_within(size_t to, size_t from, size_t n)
{
	_Alignas(16) unsigned char ours[ROOM], wanted[ROOM];

	fill_bytes(ours);
	fill_bytes(wanted);
	our_memmove(ours + to, ours + from, n);
	memmove(wanted + to, wanted + from, n);
	assert_memory_equal(ours, wanted, ROOM);
}

static void copy_between(size_t to, size_t from, size_t n)
{
	_Alignas(16) unsigned char source[ROOM], ours[ROOM], wanted[ROOM];

	fill_bytes(source);
	memset(ours, 0x55, ROOM);
	memset(wanted, 0x55, ROOM);
	our_memcpy(ours + to, source + from, n);
	memcpy(wanted + to, source + from, n);
	assert_memory_equal(ours, wanted, ROOM);
	our_memset(ours + to, 0x1a5, n);
	memset(wanted + to, 0x1a5, n);
	assert_memory_equal(ours, wanted, ROOM);
}

/* Equal except one byte, the last that is compared. */
static void compare_between(size_t a, size_t b, size_t n)
{
	_Alignas(16) unsigned char left[ROOM], right[ROOM];

	fill_bytes(left);
	memcpy(right + b, left + a, n);
	assert_int_equal(our_memcmp(left + a, right + b, n), 0);
	for (size_t i = 0; i < n; i++) {
		right[b + i]++;
		assert_true(our_memcmp(left + a, right + b, n) < 0);
		assert_true(our_memcmp(right + b, left + a, n) > 0);
		assert_int_equal(our_memcmp(left + a, right + b, i), 0);
		right[b + i]--;
	}
}

TEST(every_alignment_and_length_gives_the_same)
{
	for (size_t a = 0; a < 17; a++)
		for (size_t b = 0; b < 17; b++)
			for (size_t n = 0; n < 35; n++) {
				move_within(a, b, n);
				copy_between(a, b, n);
				compare_between(a, b, n);
			}
}
