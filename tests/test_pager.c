/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/console/pager.c and rows.c: a text on a screen, as it is seen. */
#include "tests/lib/test.h"

#include "efi/console/keyboard.h"
#include "efi/console/pager.h"
#include "tests/lib/grid.h"

static struct grid grid;
static const int *keys; /* 0: keys cannot be read any more */
static size_t asked, step, renders;
static char seen[20][4096]; /* the screen at each key */

static void write_grid(void *ctx, const char *text, size_t len)
{
	(void)ctx;
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n')
			grid_write(&grid, "\r", 1);
		grid_write(&grid, text + i, 1);
	}
}

static void clear(void *ctx)
{
	(void)ctx;
	grid_clear(&grid, grid.columns, grid.rows);
}

static void move(void *ctx, size_t row)
{
	(void)ctx;
	grid_move(&grid, 0, row);
}

static int key(void *ctx)
{
	(void)ctx;
	assert_in_range(asked, 0, 19);
	strcpy(seen[asked++], grid_text(&grid));
	return *keys ? *keys++ : KEY_GONE;
}

/* Writes a text in pieces of step bytes. */
static void render(const struct sink *out, const void *text)
{
	size_t len = strlen(text);

	renders++;
	for (size_t i = 0; i < len; i += step)
		out->write(out->ctx, (const char *)text + i,
			   len - i < step ? len - i : step);
}

static bool show(size_t columns, size_t rows, const int *pressed,
		 const char *text)
{
	const struct pager_screen screen = {
		.out.write = write_grid,
		.clear = clear,
		.move = move,
		.key = pressed ? key : NULL,
		.columns = columns,
		.rows = rows,
	};
	const struct page page = { render, text };

	keys = pressed;
	asked = renders = 0;
	if (!step)
		step = 4096;
	grid_clear(&grid, columns < 2 ? 80 : columns, rows < 2 ? 25 : rows);
	return pager_show(&screen, &page);
}

/* Without keys: how lines are broken. */
static void expect_rows(size_t columns, const char *text, const char *expected)
{
	for (step = 1; step < 10000; step *= 7) {
		show(columns, 60, NULL, text);
		assert_string_equal(grid_text(&grid), expected);
		assert_false(grid.edge);
	}
	step = 0;
}

static const char seven[] = "1\n2\n3\n4\n5\n6\n7\n";

/* What seven rows look like with room for three, after the keys. */
#define expect_pages(expected, ...)                                           \
	do {                                                                  \
		static const int pressed[] = { __VA_ARGS__, 'q', 0 };         \
                                                                              \
		assert_true(show(80, 4, pressed, seven));                     \
		assert_int_equal(asked, sizeof(pressed) / sizeof(int) - 1);   \
		assert_memory_equal(seen[asked - 1], expected,                \
				    sizeof(expected) - 1);                    \
		assert_int_equal(seen[asked - 1][sizeof(expected) - 1], 'R'); \
		assert_int_equal(grid.scrolled, 0);                           \
		assert_false(grid.edge);                                      \
	} while (0)

TEST(a_text_of_one_page_is_shown_without_a_prompt)
{
	static const int none[] = { 0 };

	assert_false(show(80, 4, none, "1\n2\n3\n"));
	assert_string_equal(grid_text(&grid), "1\n2\n3\n");
	assert_false(show(80, 4, none, "1\n2\n3"));
	assert_string_equal(grid_text(&grid), "1\n2\n3\n");
	assert_int_equal(grid.row, 2);
	show(80, 4, none, "");
	assert_string_equal(grid_text(&grid), "");
	assert_int_equal(asked, 0);
}

TEST(a_longer_text_waits_in_the_last_row)
{
	static const int pressed[] = { 'q', 0 };

	assert_true(show(80, 4, pressed, seven));
	assert_int_equal(asked, 1);
	assert_string_equal(seen[0], "1\n2\n3\nRows 1-3 of 7: space forward, "
				     "b back, q quits, ? keys\n");
	/* The prompt is erased, and the cursor is there. */
	assert_string_equal(grid_text(&grid), "1\n2\n3\n");
	assert_int_equal(grid.row, 3);
	assert_int_equal(grid.column, 0);
}

TEST(an_empty_line_counts_too)
{
	static const int pressed[] = { 'q', 0 };

	show(80, 4, pressed, "1\n\n\n4");
	assert_memory_equal(seen[0], "1\n\n\nRows", 8);
}

TEST(each_key_moves)
{
	expect_pages("4\n5\n6\n", ' ');
	expect_pages("4\n5\n6\n", KEY_PAGE_DOWN);
	expect_pages("4\n5\n6\n", 'f');
	expect_pages("5\n6\n7\n", ' ', ' ');
	expect_pages("2\n3\n4\n", KEY_DOWN);
	expect_pages("2\n3\n4\n", KEY_ENTER);
	expect_pages("3\n4\n5\n", 'j', 'j');
	expect_pages("1\n2\n3\n", ' ', 'b');
	expect_pages("1\n2\n3\n", ' ', KEY_PAGE_UP);
	expect_pages("3\n4\n5\n", ' ', KEY_UP);
	expect_pages("3\n4\n5\n", ' ', 'k');
	expect_pages("5\n6\n7\n", KEY_END);
	expect_pages("5\n6\n7\n", 'G');
	expect_pages("1\n2\n3\n", KEY_END, KEY_HOME);
	expect_pages("1\n2\n3\n", 'G', 'g');
	expect_pages("2\n3\n4\n", 'G', 'b');
}

TEST(before_the_first_row_and_after_the_last_there_is_nothing)
{
	expect_pages("1\n2\n3\n", KEY_UP);
	expect_pages("1\n2\n3\n", 'b', KEY_HOME);
	expect_pages("5\n6\n7\n", ' ', ' ', KEY_END);
}

/* What is seen after one key and Home: nothing of a longer page remains. */
TEST(a_page_replaces_the_one_before)
{
	static const int pressed[] = { ' ', 'b', 'q', 0 };

	show(20, 3, pressed, "long line\nx\ny\nlonger still\nlast\n");
	assert_memory_equal(seen[1], "y\nlonger still\nRows", 19);
	assert_memory_equal(seen[2], "long line\nx\nRows", 16);
}

TEST(space_and_enter_leave_at_the_end)
{
	static const int space[] = { ' ', ' ', ' ', 0 };
	static const int enter[] = { 'G', KEY_ENTER, 0 };

	assert_true(show(80, 4, space, seven));
	assert_int_equal(asked, 3);
	assert_non_null(strstr(seen[2], "Rows 5-7 of 7, the end"));
	assert_true(show(80, 4, enter, seven));
	assert_string_equal(grid_text(&grid), "5\n6\n7\n");
}

TEST(q_and_esc_leave)
{
	static const int q[] = { 'Q', 0 }, esc[] = { KEY_ESC, 0 };

	assert_true(show(80, 4, q, seven));
	assert_true(show(80, 4, esc, seven));
	assert_int_equal(asked, 1);
}

TEST(any_other_key_lists_the_keys)
{
	static const int pressed[] = { 'x', KEY_UNKNOWN, 'k', 'q', 0 };

	show(80, 4, pressed, seven);
	assert_string_equal(seen[1],
			    "1\n2\n3\nspace PgDn forward, b PgUp back, Enter "
			    "arrows a row, Home End, q Esc quit\n");
	assert_string_equal(seen[2], seen[1]);
	assert_string_equal(seen[3], seen[0]);
	/* Only the prompt was drawn, after the first page and to erase it. */
	assert_int_equal(grid.written, 3 * 79 + 5 * 79);
}

TEST(without_a_keyboard_everything_is_shown)
{
	static const int none[] = { 0 };

	assert_false(show(80, 9, NULL, seven));
	assert_string_equal(grid_text(&grid), seven);
	/* Unplugged meanwhile: one prompt, then no more. */
	assert_false(show(80, 4, none, seven));
	assert_int_equal(asked, 1);
	assert_string_equal(grid_text(&grid), "5\n6\n7\n");
}

TEST(a_wide_line_wraps_and_counts_as_its_rows)
{
	static const int pressed[] = { 'q', 0 };

	/* 5 columns hold 4 characters; the prompt is cut to 4. */
	expect_rows(5, "abcdefghijkl\nm", "abcd\nefgh\nijkl\nm\n");
	expect_rows(5, "abcd\nefgh\n", "abcd\nefgh\n");
	show(5, 4, pressed, "abcdefghijkl\nm");
	assert_string_equal(seen[0], "abcd\nefgh\nijkl\nRows\n");
}

TEST(a_line_breaks_between_words)
{
	expect_rows(7, "abc def ghi", "abc\ndef\nghi\n");
	expect_rows(8, "abc def ghi", "abc def\nghi\n");
	expect_rows(7, "abc defghijk", "abc\ndefghi\njk\n");
	expect_rows(7, "abcdef g", "abcdef\ng\n");
	expect_rows(7, "ab\u00e4 c\u00e4de", "ab\u00e4\nc\u00e4de\n");
	expect_rows(7, "abcd \u00e4\u00e4xyzw", "abcd\n\u00e4\u00e4xyzw\n");
}

TEST(a_tab_becomes_blanks)
{
	expect_rows(80, " memory[0x0]\tx", " memory[0x0]    x\n");
	expect_rows(80, "1234567\tx\t\ty", "1234567 x               y\n");
	expect_rows(80, "\tx", "        x\n");
	/* At the edge it ends the row. */
	expect_rows(11, "12345678\tx", "12345678\nx\n");
	expect_rows(11, "1234567890\tx", "1234567890\nx\n");
}

TEST(a_character_is_as_wide_as_it_looks)
{
	/* Two bytes one column; three bytes from U+3000 two columns. */
	expect_rows(5, "\u00e4\u00f6\u00fc\u00df-",
		    "\u00e4\u00f6\u00fc\u00df\n-\n");
	expect_rows(5, "\u3042\u3044\u3046", "\u3042\u3044\n\u3046\n");
	expect_rows(5, "a\u3042\u3044", "a\u3042\n\u3044\n");
}

TEST(malformed_utf8_does_no_harm)
{
	static char text[5001];

	memset(text, '\x80', sizeof(text) - 1);
	step = 0;
	show(80, 100, NULL, text);
}

TEST(a_line_longer_than_any_screen_is_complete)
{
	static char text[1001];

	memset(text, 'x', 1000);
	show(250, 9, NULL, text);
	assert_int_equal(grid.written, 1000);
	assert_int_equal(grid.row, 4);
}

TEST(an_absurd_screen_does_no_harm)
{
	static const int pressed[] = { ' ', 'q', 0 };

	show(0, 0, pressed, "1\n2\n");
	assert_string_equal(grid_text(&grid), "1\n2\n");
	show(2, 2, pressed, "ab");
	assert_string_equal(seen[0], "a\nR\n");
	assert_string_equal(seen[1], "b\nR\n");
}
