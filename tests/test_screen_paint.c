/* SPDX-License-Identifier: BSD-2-Clause */
/* core/screen/cells.c and paint.c: cells that change, and what a terminal is
 * sent. */
#include "tests/lib/test.h"

#include "core/screen/paint.h"

#define COLUMNS 200
#define ROWS    4

static struct cell lists[3][COLUMNS * ROWS];
static struct cells now = { lists[0], COLUMNS, ROWS };
static struct cells shown = { lists[1], COLUMNS, ROWS };
/* What a terminal shows that understands ECMA-48. */
static struct cells screen = { lists[2], COLUMNS, ROWS };

static char sent[1 << 20];
static struct buffer buffer;
static struct vt vt;

/* --- a terminal ---------------------------------------------------------- */

static size_t row, column;
static uint8_t colour;

static uint8_t from_red_lowest(int number)
{
	return (uint8_t)((number & 1) << 2 | (number & 2) | (number & 4) >> 2);
}

static void set_colour(const char *at)
{
	for (; *at != 'm'; at++) {
		int number = (int)strtol(at, (char **)&at, 10);

		if (number == 0)
			colour = COLOUR_TEXT;
		else if (number == 1)
			colour |= 8;
		else if (number == 7)
			colour = COLOUR_REVERSE;
		else
			colour = (colour & 8) | from_red_lowest(number - 30);
		if (*at == 'm')
			return;
	}
}

static void erase_row(void)
{
	for (size_t i = column; i < COLUMNS; i++)
		screen.list[row * COLUMNS + i] =
			(struct cell){ ' ', COLOUR_TEXT };
}

/* Returns its last character. */
static const char *take_sequence(const char *at)
{
	const char *end = at + strspn(at, "0123456789;?");

	if (*end == 'H' && end > at) {
		row = (size_t)atoi(at) - 1;
		column = (size_t)atoi(strchr(at, ';') + 1) - 1;
	} else if (*end == 'H') {
		row = column = 0;
	} else if (*end == 'm') {
		set_colour(at);
	} else if (*end == 'K') {
		assert_int_equal(colour, COLOUR_TEXT);
		erase_row();
	} else if (*end == 'J') {
		cells_clear(&screen);
	}
	return end;
}

static void receive(const char *text)
{
	for (; *text; text++) {
		if (*text == '\033') {
			text = take_sequence(text + 2);
			continue;
		}
		assert_true(row < ROWS && column < COLUMNS);
		assert_true(row * COLUMNS + column < ROWS * COLUMNS - 1);
		screen.list[row * COLUMNS + column++] =
			(struct cell){ *text, colour };
	}
}

/* --- what is sent -------------------------------------------------------- */

static void forget(void)
{
	vt.out = buffer_sink(&buffer, sent, sizeof(sent));
}

static void paint(void)
{
	const struct painter painter = vt_painter(&vt);

	forget();
	cells_paint(&now, &shown, &painter);
	receive(sent);
}

static TEST_STEP(begin)
{
	struct sink out = buffer_sink(&buffer, sent, sizeof(sent));

	cells_clear(&now);
	cells_clear(&shown);
	vt_begin(&vt, out);
	assert_string_equal(sent, "\033[0m\033[2J\033[?25l");
	colour = COLOUR_TEXT;
	receive(sent);
	return 0;
}

FIXTURE(begin, NULL);

static void put(size_t at_row, size_t at_column, uint8_t with, const char *text)
{
	struct cells_pen pen;
	struct sink out = cells_pen(&pen, &now, at_row, at_column);

	pen.colour = with;
	print_str(&out, text);
}

#define expect_sent(text)                        \
	do {                                     \
		paint();                         \
		assert_string_equal(sent, text); \
	} while (0)

TEST(nothing_is_sent_for_a_screen_that_is_equal)
{
	expect_sent("");
	put(1, 2, COLOUR_TEXT, "a");
	paint();
	expect_sent("");
}

TEST(only_what_differs_is_sent)
{
	put(1, 2, COLOUR_TEXT, "one two");
	expect_sent("\033[2;3Hone two");
	put(1, 2, COLOUR_TEXT, "one too");
	expect_sent("\033[2;8Ho");
}

TEST(cells_that_are_equal_are_sent_where_the_cursor_would_cost_more)
{
	put(1, 0, COLOUR_TEXT, "abc456xyz");
	paint();
	put(1, 0, COLOUR_TEXT, "ABC456XYZ");
	expect_sent("\033[2;1HABC456XYZ");
	put(1, 0, COLOUR_TEXT, "aBC456XYz");
	expect_sent("\033[2;1Ha\033[2;9Hz");
}

TEST(a_cursor_that_is_there_is_not_moved)
{
	put(0, 0, COLOUR_TEXT, "ab ");
	put(0, 2, COLOUR_REVERSE, "cd");
	put(0, 5, COLOUR_TEXT, "e");
	expect_sent("\033[1;1Hab\033[0;7mcd\033[1;6H\033[0me");
}

TEST(the_blank_end_of_a_row_is_erased)
{
	put(0, 0, COLOUR_TEXT, "a long text that goes");
	paint();
	put(0, 0, COLOUR_TEXT, "a                     ");
	expect_sent("\033[1;3H\033[K");
	put(0, 4, COLOUR_REVERSE, "    ");
	expect_sent("\033[1;5H\033[0;7m    ");
}

TEST(each_colour_is_one_sequence)
{
	put(0, 0, 0x04, "r");
	put(0, 1, 0x0b, "c");
	put(0, 2, COLOUR_BRIGHT, "w");
	expect_sent("\033[1;1H\033[0;31mr\033[0;1;36mc\033[0;1mw");
}

TEST(the_last_cell_is_never_written)
{
	for (size_t i = 0; i < ROWS; i++)
		for (size_t j = 0; j < COLUMNS; j++)
			put(i, j, COLOUR_TEXT, "x");
	paint();
	assert_int_equal(screen.list[COLUMNS * ROWS - 1].character, ' ');
	assert_int_equal(screen.list[COLUMNS * ROWS - 2].character, 'x');
}

TEST(the_end_leaves_a_clear_terminal)
{
	forget();
	vt_end(&vt);
	assert_string_equal(sent, "\033[0m\033[2J\033[H\033[?25h");
}

TEST(text_outside_of_the_screen_is_cut)
{
	put(0, COLUMNS - 2, COLOUR_TEXT, "abc");
	put(ROWS, 0, COLOUR_TEXT, "abc");
	cells_colour(&now, 0, COLUMNS - 1, 5, COLOUR_REVERSE);
	cells_colour(&now, ROWS, 0, 1, COLOUR_REVERSE);
	assert_int_equal(now.list[COLUMNS - 1].character, 'b');
	assert_int_equal(now.list[COLUMNS - 1].colour, COLOUR_REVERSE);
	assert_int_equal(now.list[COLUMNS].character, ' ');
	assert_int_equal(now.list[COLUMNS].colour, COLOUR_TEXT);
}

TEST(other_characters_become_question_marks)
{
	put(0, 0, COLOUR_TEXT, "a\xc3\xa9\x01\x7fz");
	expect_sent("\033[1;1Ha???z");
}

TEST(a_terminal_shows_any_changes)
{
	static const uint8_t colours[] = { COLOUR_TEXT, COLOUR_TEXT, 0x0b,
					   COLOUR_REVERSE, 0x04 };
	unsigned int seed = 7;

	for (int i = 0; i < 3000; i++) {
		char text[8] = "       ";
		size_t at;

		seed = seed * 1103515245 + 12345;
		at = (seed >> 8) % (COLUMNS * ROWS);
		if (seed >> 30)
			memset(text, 'a' + (int)(seed >> 20) % 26, 7);
		put(at / COLUMNS, at % COLUMNS, colours[(seed >> 4) % 5], text);
		if (i % 3)
			continue;
		paint();
		assert_memory_equal(screen.list, now.list,
				    (COLUMNS * ROWS - 1) * sizeof(struct cell));
	}
}
