/* SPDX-License-Identifier: BSD-2-Clause */
/* core/text/print.c, sizes.c and buffer.c. */
#include "tests/lib/test.h"

#include "core/text/phrase.h"
#include "core/text/print.h"

static char room[256];
static struct buffer buffer;

#define expect_print(text, ...)                                             \
	do {                                                                \
		struct sink out = buffer_sink(&buffer, room, sizeof(room)); \
		print(&out, __VA_ARGS__);                                   \
		assert_string_equal(room, text);                            \
		assert_int_equal(buffer.need, strlen(text));                \
	} while (0)

/* For conversions that print() shares with printf(). */
#define expect_as_printf(...)                                  \
	do {                                                   \
		char wanted[256];                              \
		snprintf(wanted, sizeof(wanted), __VA_ARGS__); \
		expect_print(wanted, __VA_ARGS__);             \
	} while (0)

TEST(plain_text_passes_unchanged)
{
	expect_print("", "%s", "");
	expect_print("a\nb\n", "a\nb\n");
	expect_print("100%", "%d%%", 100);
}

TEST(text_is_padded_and_truncated_like_printf)
{
	expect_as_printf("[%s]", "word");
	expect_as_printf("[%6s]", "word");
	expect_as_printf("[%-6s]", "word");
	expect_as_printf("[%2s]", "word");
	expect_as_printf("[%.2s]", "word");
	expect_as_printf("[%.9s]", "word");
	expect_as_printf("[%6.2s]", "word");
	expect_as_printf("[%*s]", 7, "word");
	expect_as_printf("[%*s]", -7, "word");
	expect_as_printf("[%-*.*s]", 7, 3, "word");
	expect_as_printf("[%.*s]", -1, "word");
	expect_as_printf("[%c%3c%-3c]", 'a', 'b', 'c');
}

TEST(text_is_not_read_beyond_its_precision)
{
	const char letters[3] = { 'a', 'b', 'c' };

	expect_print("abc", "%.3s", letters);
}

TEST(a_null_string_is_printed_as_null)
{
	const char *volatile none = NULL;

	expect_print("(null)", "%s", none);
}

TEST(numbers_are_printed_like_printf)
{
	expect_as_printf("%d %d %d", 0, 2147483647, -2147483647 - 1);
	expect_as_printf("%u %u", 0u, UINT32_MAX);
	expect_as_printf("[%5d][%-5d][%05d]", -42, -42, -42);
	/* Padding on the right is never zeros. */
	expect_as_printf("[%0*d][%0*x]", -5, -42, -6, 0xabcu);
	expect_as_printf("%x %X", 0xdeadbeefu, 0xdeadbeefu);
	expect_as_printf("[%6x][%-6x][%06x][%2x]", 0xabcu, 0xabcu, 0xabcu,
			 0xabcu);
	expect_as_printf("[%#x][%#8x][%-#8x][%#08x]", 0xabcu, 0xabcu, 0xabcu,
			 0xabcu);
}

TEST(length_modifiers_select_the_size)
{
	expect_as_printf("%ld %lu %lx", INT64_MIN, UINT64_MAX, UINT64_MAX);
	expect_as_printf("%lld %llu", -1ll, ~0ull);
	expect_as_printf("%jd %ju %jx", (intmax_t)-1, UINTMAX_MAX, UINTMAX_MAX);
	expect_as_printf("%zu %zx", SIZE_MAX, SIZE_MAX);
	expect_as_printf("%d %s %ju %u", 1, "two", (uintmax_t)3, 4u);
}

TEST(short_numbers_are_truncated_to_their_size)
{
	expect_as_printf("%hhx %hx %x", (unsigned char)-2, (unsigned short)-2,
			 -2u);
	/* Bits beyond the argument's type are dropped. */
	expect_print("34 1234", "%hhx %hx", 0x1234, 0x1234);
	expect_print("-1 -2", "%hhd %hd", 0xff, 0xfffe);
}

/* The kernel's way, where printf prints 0. */
TEST(zero_in_hex_has_a_prefix)
{
	expect_print("0x0 0x0000", "%#x %#06x", 0u, 0u);
}

TEST(an_unknown_conversion_is_printed_unchanged)
{
	const char *volatile formats[] = { "%y", "a%-5qb", "50%", "%08l", "%" };

	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		const char *format = formats[i];

		expect_print(format, format, 0);
	}
}

TEST(a_buffer_holds_the_beginning_of_a_text_that_does_not_fit)
{
	struct sink out;

	for (size_t size = 1; size <= 8; size++) {
		char *text = malloc(size); /* its end is guarded */
		char wanted[8];

		snprintf(wanted, size, "abcdef");
		out = buffer_sink(&buffer, text, size);
		assert_string_equal(text, "");
		print(&out, "%s%d%s", "abc", 0, "");
		out = buffer_sink(&buffer, text, size);
		print_str(&out, "abc");
		print_str(&out, "def");
		assert_string_equal(text, wanted);
		assert_int_equal(buffer.need, 6);
		free(text);
	}
}

TEST(sizes_are_printed_in_units_of_1024)
{
	static const struct {
		uint64_t bytes;
		const char *text;
	} cases[] = {
		{ 0, "0 bytes" },
		{ 1, "1 bytes" },
		{ 1023, "1023 bytes" },
		{ 1024, "1 KiB" },
		{ 1536, "1.5 KiB" },
		{ 0x9f000, "636 KiB" },
		{ 0x9fc00, "639 KiB" },
		{ 1100, "1.1 KiB" },
		{ 1075, "1.0 KiB" }, /* to the nearest tenth */
		{ 0x9fcff, "639 KiB" },
		{ 0xfffff, "1.0 MiB" }, /* rather than 1024 KiB */
		{ 0x100000, "1 MiB" },
		{ 0x1ff00000, "511 MiB" },
		{ UINT64_C(0x7fefc000), "2.0 GiB" },
		{ UINT64_C(0x3fffffffff), "256 GiB" },
		{ UINT64_C(1) << 40, "1 TiB" },
		{ UINT64_C(3) << 49, "1.5 PiB" },
		{ UINT64_C(1) << 63, "8 EiB" },
		{ UINT64_MAX, "16.0 EiB" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char text[HUMAN_SIZE];

		assert_string_equal(human_size(text, cases[i].bytes),
				    cases[i].text);
	}
}

TEST(thousands_are_separated_by_commas)
{
	char text[GROUPED_SIZE];

	assert_string_equal(grouped(text, 0), "0");
	assert_string_equal(grouped(text, 999), "999");
	assert_string_equal(grouped(text, 1000), "1,000");
	assert_string_equal(grouped(text, 536870912), "536,870,912");
	assert_string_equal(grouped(text, UINT64_MAX),
			    "18,446,744,073,709,551,615");
}

TEST(a_phrase_has_places_for_three_numbers)
{
	struct sink out = buffer_sink(&buffer, room, sizeof(room));

	print_phrase(&out, "#%i: %u of %x", 1, 20, 30);
	assert_string_equal(room, "#1: 20 of 0x1e");
	out = buffer_sink(&buffer, room, sizeof(room));
	print_phrase(&out, "%x and %x, #%i", 12, 9, 10);
	assert_string_equal(room, "9 and 0xa, #12");
}
