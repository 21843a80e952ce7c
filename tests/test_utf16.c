/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/test.h"

#include "core/text/utf16.h"

/* UTF-16LE bytes of a literal, without its NUL */
#define UNITS(text) text, sizeof(text) / 2 - 1

static void expect_utf8(const void *src, size_t len, const char *expected)
{
	char out[64];
	size_t n = utf16_to_utf8(out, sizeof(out), src, len);

	assert_int_equal(n, strlen(expected));
	assert_memory_equal(out, expected, n);
}

static void expect_utf16(const char *src, size_t len, const uint16_t *expected,
			 size_t count)
{
	uint16_t out[64];

	assert_int_equal(utf8_to_utf16(out, 64, src, len), count);
	assert_memory_equal(out, expected, count * 2);
}

TEST(utf16_becomes_utf8)
{
	expect_utf8(u"", 0, "");
	expect_utf8(UNITS(u"Type"), "Type");
	expect_utf8(UNITS(u"\u00e4\u07ff\u0800\uffee"),
		    "\u00e4\u07ff\u0800\uffee");
	expect_utf8(UNITS(u"\U00010000\U0001f600\U0010ffff"),
		    "\U00010000\U0001f600\U0010ffff");
	expect_utf8(UNITS(u"\ufeffx"), "\ufeffx");
}

TEST(an_unpaired_surrogate_is_replaced)
{
	static const uint16_t high[] = { 0xd83d }, low[] = { 0xde00 },
			      high_letter[] = { 0xd83d, 'a' },
			      swapped[] = { 0xde00, 0xd83d },
			      high_pair[] = { 0xd83d, 0xd83d, 0xde00 };

	expect_utf8(high, 1, "\ufffd");
	expect_utf8(low, 1, "\ufffd");
	expect_utf8(high_letter, 2, "\ufffda");
	expect_utf8(swapped, 2, "\ufffd\ufffd");
	expect_utf8(high_pair, 3, "\ufffd\U0001f600");
}

TEST(any_alignment_is_accepted)
{
	char odd[] = "_a\0b\0";

	expect_utf8(odd + 1, 2, "ab");
}

TEST(characters_that_do_not_fit_are_counted_and_left_out)
{
	char out[8];
	uint16_t units[8];

	for (size_t size = 0; size <= 5; size++) {
		memset(out, '#', sizeof(out));
		assert_int_equal(utf16_to_utf8(out, size, UNITS(u"a\u00e4b")),
				 4);
		assert_int_equal(out[size], '#');
	}
	memset(out, '#', sizeof(out));
	utf16_to_utf8(out, 2, UNITS(u"a\u00e4b"));
	assert_memory_equal(out, "a#", 2);

	memset(units, '#', sizeof(units));
	assert_int_equal(utf8_to_utf16(units, 2, "a\U0001f600b", 6), 4);
	assert_int_equal(units[0], 'a');
	assert_int_equal(units[1], 0x2323);
	assert_int_equal(utf8_to_utf16(NULL, 0, "a\U0001f600b", 6), 4);
	assert_int_equal(utf16_to_utf8(NULL, 0, UNITS(u"a\u00e4b")), 4);
}

TEST(utf8_becomes_utf16)
{
	static const uint16_t expected[] = u"a\u00e4\u0800\U0010ffff";
	static const char text[] = "a\u00e4\u0800\U0010ffff";

	expect_utf16(text, sizeof(text) - 1, expected, 5);
}

/* Unicode 15, table 3-11: as much as could become a character is one. */
TEST(malformed_utf8_is_replaced)
{
	static const struct {
		const char *text;
		const uint16_t *expected;
		size_t count;
	} cases[] = {
		{ "\x80", UNITS(u"\ufffd") },
		{ "\xbf"
		  "a",
		  UNITS(u"\ufffda") },
		{ "\xc0\x80", UNITS(u"\ufffd\ufffd") },
		{ "\xc3", UNITS(u"\ufffd") },
		{ "\xc3"
		  "a",
		  UNITS(u"\ufffda") },
		{ "\xe0\x80\x80", UNITS(u"\ufffd\ufffd\ufffd") },
		{ "\xe2\x82", UNITS(u"\ufffd") },
		{ "\xe2\x82"
		  "a",
		  UNITS(u"\ufffda") },
		{ "\xed\xa0\x80", UNITS(u"\ufffd\ufffd\ufffd") },
		{ "\xf0\x8f\xbf\xbf", UNITS(u"\ufffd\ufffd\ufffd\ufffd") },
		{ "\xf0\x9f\x98", UNITS(u"\ufffd") },
		{ "\xf4\x90\x80\x80", UNITS(u"\ufffd\ufffd\ufffd\ufffd") },
		{ "\xff\xfe", UNITS(u"\ufffd\ufffd") },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		expect_utf16(cases[i].text, strlen(cases[i].text),
			     cases[i].expected, cases[i].count);
}

TEST(every_character_survives_a_round_trip)
{
	for (uint32_t c = 0; c < 0x110000; c++) {
		uint16_t units[2], back[2];
		char text[4];
		size_t n = c < 0x10000 ? 1 : 2;

		if (c >= 0xd800 && c < 0xe000)
			continue;
		units[0] = (uint16_t)(n == 1 ? c : 0xd7c0 + (c >> 10));
		units[1] = (uint16_t)(0xdc00 | (c & 0x3ff));
		size_t len = utf16_to_utf8(text, 4, units, n);
		if (utf8_to_utf16(back, 2, text, len) != n ||
		    memcmp(units, back, n * 2))
			fail_msg("U+%04X came back as something else", c);
	}
}

TEST(utf8_next_returns_one_character_at_a_time)
{
	const char *at = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xff\xe2\x82";
	static const uint32_t wanted[] = { 'a',     0xe9,   0x20ac,
					   0x1f600, 0xfffd, 0xfffd };

	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
		assert_int_equal(utf8_next(&at), wanted[i]);
	assert_string_equal(at, "");
}
