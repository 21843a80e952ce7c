/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/test.h"

#include "efi/console/pager.h"

static char shown[4096];
static size_t shown_len;
static const char *keys; /* NUL: the keyboard fails */
static unsigned asked;

static void record(void *ctx, const char *text, size_t len)
{
	(void)ctx;
	memcpy(shown + shown_len, text, len);
	shown_len += len;
	shown[shown_len] = '\0';
}

static int press(void *ctx)
{
	(void)ctx;
	asked++;
	return *keys ? *keys++ : -1;
}

/* What erases the prompt. */
#define ERASED "\r                                          \r"

/* The output to a screen of columns x rows; text is written in pieces of step
 * bytes. */
static const char *paged(size_t columns, size_t rows, const char *pressed,
			 const char *text, size_t step)
{
	struct sink screen = { .write = record };
	struct pager pager;
	struct sink out = pager_sink(&pager);

	shown_len = 0;
	shown[0] = '\0';
	asked = 0;
	keys = pressed;
	pager_init(&pager, &screen, columns, rows, pressed ? press : NULL,
		   NULL);
	for (size_t i = 0; i < strlen(text); i += step) {
		size_t n = strlen(text) - i;

		out.write(out.ctx, text + i, n < step ? n : step);
	}
	pager_flush(&pager);
	return shown;
}

#define expect(columns, rows, pressed, text, expected)                         \
	do {                                                                   \
		assert_string_equal(paged(columns, rows, pressed, text, 1),    \
				    expected);                                 \
		assert_string_equal(paged(columns, rows, pressed, text, 5),    \
				    expected);                                 \
		assert_string_equal(paged(columns, rows, pressed, text, 4096), \
				    expected);                                 \
	} while (0)

TEST(a_text_of_one_page_is_shown_without_a_prompt)
{
	expect(80, 4, "", "1\n2\n3\n", "1\n2\n3\n");
	assert_int_equal(asked, 0);
	expect(80, 4, "", "1\n2\n3", "1\n2\n3");
	expect(80, 4, "", "", "");
}

TEST(a_full_page_waits_before_the_next_line)
{
	expect(80, 4, " ", "1\n2\n3\n4\n",
	       "1\n2\n3\n" PAGER_PROMPT ERASED "4\n");
	assert_int_equal(asked, 1);
}

TEST(an_empty_line_counts_too)
{
	expect(80, 3, " ", "1\n\n\n4", "1\n\n" PAGER_PROMPT ERASED "\n4");
}

TEST(space_shows_a_page_and_enter_a_line)
{
	expect(80, 3, " \r\n ", "1\n2\n3\n4\n5\n6\n7\n8\n",
	       "1\n2\n" PAGER_PROMPT ERASED "3\n4\n" PAGER_PROMPT ERASED
	       "5\n" PAGER_PROMPT ERASED "6\n" PAGER_PROMPT ERASED "7\n8\n");
}

TEST(q_drops_the_rest)
{
	expect(80, 3, "q", "1\n2\n3\n4\n5\n6\n", "1\n2\n" PAGER_PROMPT ERASED);
	expect(80, 3, "Q", "1\n2\n3\n", "1\n2\n" PAGER_PROMPT ERASED);
	assert_int_equal(asked, 1);
}

TEST(other_keys_do_nothing)
{
	expect(80, 3, "x\t ", "1\n2\n3\n", "1\n2\n" PAGER_PROMPT ERASED "3\n");
	assert_int_equal(asked, 3);
}

TEST(without_a_keyboard_everything_is_shown)
{
	expect(80, 3, NULL, "1\n2\n3\n4\n", "1\n2\n3\n4\n");
	/* Unplugged meanwhile: one prompt, then no more. */
	expect(80, 3, "", "1\n2\n3\n4\n5\n6\n",
	       "1\n2\n" PAGER_PROMPT ERASED "3\n4\n5\n6\n");
	assert_int_equal(asked, 1);
}

TEST(a_wide_line_wraps_and_counts_as_its_rows)
{
	/* 5 columns hold 4 characters; the prompt is cut to 4. */
	expect(5, 4, " ", "abcdefghijkl\nm", "abcd\nefgh\nijkl\n-- m\r    \rm");
	expect(5, 9, " ", "abcd\nefgh\n", "abcd\nefgh\n");
}

TEST(a_line_breaks_between_words)
{
	expect(7, 9, "", "abc def ghi", "abc\ndef\nghi");
	expect(8, 9, "", "abc def ghi", "abc def\nghi");
	expect(7, 9, "", "abc defghijk", "abc\ndefghi\njk");
	expect(7, 9, "", "abcdef g", "abcdef\ng");
	expect(7, 9, "", "ab\u00e4 c\u00e4de", "ab\u00e4\nc\u00e4de");
	expect(7, 9, "", "abcd \u00e4\u00e4xyzw", "abcd\n\u00e4\u00e4xyzw");
	/* q at the break drops the word that was moved to the next row. */
	expect(7, 2, "q", "abc def ghi", "abc\n-- mor\r      \r");
	expect(7, 2, " q", "abc def ghi",
	       "abc\n-- mor\r      \rdef\n-- mor\r      \r");
}

TEST(a_character_is_as_wide_as_it_looks)
{
	/* Two bytes one column; three bytes from U+3000 two columns. */
	expect(5, 9, "", "\u00e4\u00f6\u00fc\u00df-",
	       "\u00e4\u00f6\u00fc\u00df\n-");
	expect(5, 9, "", "\u3042\u3044\u3046", "\u3042\u3044\n\u3046");
	expect(5, 9, "", "a\u3042\u3044", "a\u3042\n\u3044");
}

TEST(a_line_longer_than_the_buffer_is_complete)
{
	char text[1001];

	memset(text, 'x', 1000);
	text[1000] = '\0';
	expect(2000, 9, "", text, text);
}

TEST(an_absurd_screen_does_no_harm)
{
	expect(0, 0, " ", "1\n2\n", "1\n2\n");
	expect(2, 2, "  ", "ab", "a\n-\r \rb");
}
