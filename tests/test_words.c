/* SPDX-License-Identifier: BSD-2-Clause */
/* core/text/words.c: words, Linux's numbers, edit distance. */
#include "tests/lib/test.h"

#include "core/text/words.h"

/* --- words --------------------------------------------------------------- */

/* Splits a copy that ends with its allocation, and writes the words as
 * "a|b|c", the rest after " -- "; NULL when the text is refused. */
static const char *split_bytes(const char *text, size_t len, int flags)
{
	static char shown[256];
	char *copy = malloc(len + 1);
	const char *word = NULL;
	struct words words;
	size_t n = 0;
	bool first = true;

	memcpy(copy, text, len);
	copy[len] = 'X';
	memset(&words, 0x5a, sizeof(words));
	if (words_split(&words, copy, len, flags) != CORE_OK) {
		/* Nothing has changed. */
		assert_memory_equal(copy, text, len);
		assert_int_equal(copy[len], 'X');
		assert_int_equal(*(unsigned char *)&words, 0x5a);
		free(copy);
		return NULL;
	}
	shown[0] = '\0';
	for (; (word = words_next(&words, word)); first = false)
		n += (size_t)snprintf(shown + n, sizeof(shown) - n, "%s%s",
				      first ? "" : "|", word);
	if (words.rest)
		snprintf(shown + n, sizeof(shown) - n, " -- %s", words.rest);
	free(copy);
	return shown;
}

static const char *split(const char *text)
{
	return split_bytes(text, strlen(text), 0);
}

static const char *split_file(const char *text)
{
	return split_bytes(text, strlen(text), WORDS_COMMENTS);
}

TEST(any_blanks_separate_words)
{
	assert_string_equal(split(""), "");
	assert_string_equal(split(" \t\r\n "), "");
	assert_string_equal(split("a"), "a");
	assert_string_equal(split("a b"), "a|b");
	assert_string_equal(split("  a\t\tb\r\nc  "), "a|b|c");
}

TEST(quotes_keep_blanks_and_vanish)
{
	assert_string_equal(split("save=\"a b\" c"), "save=a b|c");
	assert_string_equal(split("\"save=a b\" c"), "save=a b|c");
	assert_string_equal(split("a\"b\"c\" \"d"), "abc d");
	assert_string_equal(split("\"\" a"), "|a");
	assert_string_equal(split("a\"\""), "a");
}

TEST(an_open_quote_is_refused)
{
	assert_null(split("a \"b c"));
	assert_null(split("a b\""));
	assert_null(split("\""));
	assert_null(split_file("# \"fine\"\na=\""));
}

TEST(a_nul_is_refused_wherever_it_is)
{
	assert_null(split_bytes("a\0b", 3, 0));
	assert_null(split_bytes("a\0", 2, 0));
	assert_null(split_bytes("\0", 1, 0));
	assert_null(split_bytes("\"a\0b\"", 5, 0));
	assert_null(split_bytes("a -- b\0c", 8, 0));
	assert_null(split_bytes("# a\0\nb", 6, WORDS_COMMENTS));
}

TEST(two_dashes_end_the_words_and_keep_the_rest)
{
	assert_string_equal(split("a -- root=/dev/sda  \"q  q\" -- x"),
			    "a -- root=/dev/sda  \"q  q\" -- x");
	assert_string_equal(split("--"), " -- ");
	assert_string_equal(split("a --"), "a -- ");
	assert_string_equal(split("a -- "), "a -- ");
	assert_string_equal(split("a --  b"), "a --  b");
	assert_string_equal(split("--\tb"), " -- b");
	assert_string_equal(split("-- an \"open quote"), " -- an \"open quote");
	assert_string_equal(split("-- line\r\n\n"), " -- line");
	assert_string_equal(split("-- \r\n"), " -- ");
	assert_string_equal(split("--\n\n"), " -- ");
}

TEST(two_dashes_in_a_word_or_in_quotes_are_a_word)
{
	assert_string_equal(split("--a a-- a--b"), "--a|a--|a--b");
	assert_string_equal(split("\"--\" a"), "--|a");
	assert_string_equal(split("---"), "---");
	assert_string_equal(split("-"), "-");
}

TEST(comments_hide_the_rest_of_their_line_in_files)
{
	assert_string_equal(split_file("# all of it"), "");
	assert_string_equal(split_file("a # b \"c\nd#e #f\ng"), "a|d#e|g");
	assert_string_equal(split_file("# a -- b\nc"), "c");
	assert_string_equal(split_file("#\n#\n"), "");
	assert_string_equal(split("a # b"), "a|#|b");
}

/* Every text of few letters, each in an allocation of its own size, so that
 * AddressSanitizer sees a write past text[len]. */
TEST(no_short_text_is_written_beyond_its_end)
{
	static const char letters[] = "a \"-#\n";
	enum { COUNT = sizeof(letters) - 1, LENGTH = 6 };
	char text[LENGTH];

	for (int number = 0; number < 46656; number++) {
		for (int i = 0, n = number; i < LENGTH; i++, n /= COUNT)
			text[i] = letters[n % COUNT];
		split_bytes(text, LENGTH, 0);
		split_bytes(text, LENGTH, WORDS_COMMENTS);
	}
}

TEST(a_value_follows_its_name)
{
	assert_string_equal(word_value("mem=1G", "mem"), "1G");
	assert_string_equal(word_value("mem=", "mem"), "");
	assert_string_equal(word_value("mem=a=b", "mem"), "a=b");
	assert_null(word_value("mem", "mem"));
	assert_null(word_value("memmap=1G", "mem"));
	assert_null(word_value("me=1G", "mem"));
	assert_null(word_value("", "mem"));
}

/* --- numbers ------------------------------------------------------------- */

static void expect_number(const char *text, uint64_t number, const char *rest)
{
	const char *end = NULL;

	assert_int_equal(memparse(text, &end), number);
	assert_string_equal(end, rest);
	assert_true(end >= text);
}

TEST(numbers_are_decimal_octal_or_hexadecimal)
{
	expect_number("0", 0, "");
	expect_number("4096", 4096, "");
	expect_number("010", 8, "");
	expect_number("0777", 511, "");
	expect_number("0x10", 16, "");
	expect_number("0XaBcDeF", 0xabcdef, "");
	expect_number("18446744073709551615", UINT64_MAX, "");
	expect_number("0xffffffffffffffff", UINT64_MAX, "");
	expect_number("01777777777777777777777", UINT64_MAX, "");
}

TEST(a_suffix_multiplies_by_powers_of_1024)
{
	expect_number("1K", UINT64_C(1) << 10, "");
	expect_number("1k", UINT64_C(1) << 10, "");
	expect_number("2M", UINT64_C(2) << 20, "");
	expect_number("2m", UINT64_C(2) << 20, "");
	expect_number("3G", UINT64_C(3) << 30, "");
	expect_number("3t", UINT64_C(3) << 40, "");
	expect_number("1P", UINT64_C(1) << 50, "");
	expect_number("15E", UINT64_C(15) << 60, "");
	expect_number("0x10M", UINT64_C(16) << 20, "");
	expect_number("010K", UINT64_C(8) << 10, "");
	expect_number("0K", 0, "");
}

/* In hexadecimal E is a digit. */
TEST(unused_characters_are_left)
{
	expect_number("1KB", 1024, "B");
	expect_number("1KiB", 1024, "iB");
	expect_number("1MM", 1 << 20, "M");
	expect_number("64M@1G", 64 << 20, "@1G");
	expect_number("1 G", 1, " G");
	expect_number("1.5G", 1, ".5G");
	expect_number("089", 0, "89");
	expect_number("0x1E", 0x1e, "");
	expect_number("0x1e@", 0x1e, "@");
	expect_number("1e", UINT64_C(1) << 60, "");
	expect_number("12a", 12, "a");
	expect_number("0xg", 0, "xg");
	expect_number("0x", 0, "x");
}

TEST(without_a_digit_there_is_no_number)
{
	expect_number("", 0, "");
	expect_number("K", 0, "K");
	expect_number("-1", 0, "-1");
	expect_number("+1", 0, "+1");
	expect_number(" 1", 0, " 1");
	expect_number("x10", 0, "x10");
	expect_number("\xff", 0, "\xff");
}

TEST(a_number_that_is_too_large_saturates)
{
	expect_number("18446744073709551616", UINT64_MAX, "");
	expect_number("184467440737095516150", UINT64_MAX, "");
	expect_number("99999999999999999999999999", UINT64_MAX, "");
	expect_number("0x10000000000000000", UINT64_MAX, "");
	expect_number("02000000000000000000000", UINT64_MAX, "");
	expect_number("16E", UINT64_MAX, "");
	expect_number("0x4000000000000000K", UINT64_MAX, "");
	expect_number("18446744073709551615K", UINT64_MAX, "");
	/* The largest that still fits. */
	expect_number("16383P", UINT64_C(16383) << 50, "");
	expect_number("18014398509481983K", UINT64_MAX - 1023, "");
}

/* --- distance ------------------------------------------------------------ */

TEST(distance_counts_inserts_deletes_and_changes)
{
	assert_int_equal(edit_distance("", ""), 0);
	assert_int_equal(edit_distance("mem", "mem"), 0);
	assert_int_equal(edit_distance("mem", ""), 3);
	assert_int_equal(edit_distance("", "mem"), 3);
	assert_int_equal(edit_distance("mem", "men"), 1);
	assert_int_equal(edit_distance("formt", "format"), 1);
	assert_int_equal(edit_distance("pausee", "pause"), 1);
	assert_int_equal(edit_distance("kitten", "sitting"), 3);
	assert_int_equal(edit_distance("abc", "xyz"), 3);
}

TEST(distance_ignores_case)
{
	assert_int_equal(edit_distance("MEM", "mem"), 0);
	assert_int_equal(edit_distance("json", "JSoM"), 1);
	assert_int_equal(edit_distance("[", "{"),
			 1); /* only letters have one */
	assert_int_equal(edit_distance("@", "`"), 1);
}

TEST(the_first_of_the_nearest_words_is_suggested)
{
	struct nearest nearest = { .distance = 3 };

	nearest_try(&nearest, "fromat", "save");
	assert_null(nearest.text);
	nearest_try(&nearest, "fromat", "format");
	nearest_try(&nearest, "fromat", "formt");
	assert_string_equal(nearest.text, "format");
	nearest_try(&nearest, "fromat", "fromat=");
	assert_string_equal(nearest.text, "fromat=");
	nearest = (struct nearest){ .distance = 3 };
	nearest_try(&nearest, "xy", "mem");
	nearest_try(&nearest, "xy", "ab");
	assert_null(nearest.text);
}

TEST(long_texts_have_no_suggestion)
{
	char text[66];

	memset(text, 'a', sizeof(text));
	text[64] = '\0';
	assert_true(edit_distance(text, "a") == SIZE_MAX);
	assert_true(edit_distance("a", text) == SIZE_MAX);
	text[63] = '\0';
	assert_int_equal(edit_distance(text, "a"), 62);
	assert_int_equal(edit_distance("a", text), 62);
}
