/* SPDX-License-Identifier: BSD-2-Clause */
/* Which consoles are found, and what is written to them. */
#include "tests/lib/test.h"

#include "efi/uefi/console.h"
#include "tests/lib/fake_efi.h"

static struct firmware fw;
static struct console console;

static TEST_STEP(set_up)
{
	fake_new();
	return fw_failed(fw_open(&fw, &fake->image_handle, &fake->system));
}

static TEST_STEP(tear_down)
{
	unsigned pools = fake->pools;

	fake_free();
	return pools != 0;
}

static void to_lines(const char *text)
{
	struct sink out = console_line_sink(&console);

	out.write(out.ctx, text, strlen(text));
}

static void to_screens(const char *text)
{
	struct sink out = console_screen_sink(&console);

	out.write(out.ctx, text, strlen(text));
}

/* The character, S for a scan code, G when keys cannot be read. */
static int read_key(void)
{
	struct console_stroke stroke;

	switch (console_read(&console, &stroke, CONSOLE_FOREVER)) {
	case CONSOLE_STROKE:
		return stroke.scan ? 'S' : stroke.unicode;
	case CONSOLE_QUIET:
		return 'Q';
	default:
		return 'G';
	}
}

static void expect_consoles(size_t lines, size_t screens)
{
	console_open(&console, &fw);
	assert_int_equal(console.line_cnt, lines);
	assert_int_equal(console.screen_cnt, screens);
}

FIXTURE(set_up, tear_down);

TEST(the_splitter_is_skipped)
{
	struct fake_screen *splitter = fake_add_conout(NULL);
	struct fake_screen *screen = fake_add_screen(100, 31);
	struct fake_serial *serial = fake_add_serial(true);

	expect_consoles(1, 1);
	to_lines("line\n");
	to_screens("screen\n");
	assert_string_equal(splitter->tape.text, "");
	assert_string_equal(screen->tape.text, "screen\n");
	assert_string_equal(serial->tape.text, "line\n");
	assert_int_equal(serial->tape.returns, 1);
	assert_int_equal(screen->tape.returns, 1);
	assert_int_equal(console.columns, 100);
	assert_int_equal(console.rows, 31);
}

TEST(a_handle_without_a_path_is_not_a_device)
{
	struct fake_screen *errors = fake_add_screen(80, 25);

	/* The splitter of StandardErrorHandle */
	fake->handles[fake->handle_cnt - 1]->cnt = 1;
	fake_add_serial(true);
	expect_consoles(1, 0);
	to_screens("x");
	assert_string_equal(errors->tape.text, "");
}

TEST(every_terminal_is_used_as_a_line)
{
	struct fake_serial *one = fake_add_serial(true);
	struct fake_serial *two = fake_add_serial(true);
	struct fake_serial *bare = fake_add_serial(false);

	fake_add_conout(NULL);
	expect_consoles(2, 0);
	to_lines("x");
	assert_string_equal(one->tape.text, "x");
	assert_string_equal(two->tape.text, "x");
	assert_string_equal(bare->tape.text, "");
}

TEST(with_a_screen_the_first_port_without_a_terminal_is_a_line)
{
	struct fake_serial *one = fake_add_serial(false);
	struct fake_serial *two = fake_add_serial(false);

	fake_add_screen(80, 25);
	expect_consoles(1, 1);
	to_lines("x");
	assert_string_equal(one->tape.text, "x");
	assert_string_equal(two->tape.text, "");
}

TEST(a_conout_without_other_devices_is_a_line)
{
	/* U-Boot: a keyboard, and a path without a display */
	struct fake_screen *conout = fake_add_conout(fake_path_machine);

	fake_add_keyboard("");
	expect_consoles(1, 0);
	to_lines("a\nb");
	to_screens("not seen");
	assert_string_equal(conout->tape.text, "a\nb");
}

TEST(a_conout_without_other_devices_may_be_a_screen)
{
	fake_add_conout(fake_path_screen);
	expect_consoles(0, 1);
}

TEST(a_port_is_not_used_beside_conout)
{
	/* Both may be the same device. */
	struct fake_serial *serial = fake_add_serial(false);
	struct fake_screen *conout = fake_add_conout(NULL);

	expect_consoles(1, 0);
	to_lines("x");
	assert_string_equal(conout->tape.text, "x");
	assert_string_equal(serial->tape.text, "");
}

TEST(a_terminal_without_a_port_below_is_written_as_text)
{
	struct fake_screen *terminal = fake_add_conout(fake_path_uart);

	expect_consoles(1, 0);
	to_lines("x\n");
	assert_string_equal(terminal->tape.text, "x\n");
}

TEST(a_machine_without_consoles_is_not_an_error)
{
	expect_consoles(0, 0);
	to_lines("x");
	to_screens("x");
	console_enlarge(&console);
	console_give_back(&console, true);
	assert_int_equal(read_key(), 'G');
}

TEST(the_smallest_screen_gives_the_page)
{
	fake_add_screen(160, 50);
	fake_add_screen(80, 25);
	fake_add_screen(100, 20);
	expect_consoles(0, 3);
	assert_int_equal(console.columns, 80);
	assert_int_equal(console.rows, 20);
}

TEST(a_screen_without_a_mode_is_not_used)
{
	fake_add_screen(80, 25)->mode.Mode = -1;
	expect_consoles(0, 0);
}

TEST(a_keyboard_is_found_by_its_device_not_by_conin)
{
	fake_add_keyboard("");
	expect_consoles(0, 0);
	assert_true(console_has_keyboard(&console));
	fake->handle_cnt--;
	expect_consoles(0, 0);
	assert_false(console_has_keyboard(&console));
}

TEST(long_texts_arrive_complete)
{
	struct fake_serial *serial = fake_add_serial(true);
	struct fake_screen *screen = fake_add_screen(80, 25);
	char text[5001];

	/* Characters of three bytes at every offset of a chunk. */
	for (size_t shift = 0; shift < 4; shift++) {
		memset(text, 'x', sizeof(text));
		for (size_t i = shift; i + 4 < sizeof(text); i += 4)
			memcpy(text + i, "\u20ac\n", 4);
		text[5000] = '\0';
		memset(&serial->tape, 0, sizeof(serial->tape));
		memset(&screen->tape, 0, sizeof(screen->tape));
		expect_consoles(1, 1);
		to_lines(text);
		to_screens(text);
		assert_string_equal(serial->tape.text, text);
		assert_string_equal(screen->tape.text, text);
	}
}

TEST(a_port_may_accept_few_bytes_at_a_time)
{
	struct fake_serial *serial = fake_add_serial(true);

	serial->gulp = 3;
	expect_consoles(1, 0);
	to_lines("abcdefgh\nij\n");
	assert_string_equal(serial->tape.text, "abcdefgh\nij\n");
	serial->lies = true;
	to_lines("abcdefgh\nij\n");
	assert_string_equal(serial->tape.text, "abcdefgh\nij\nabcdefgh\nij\n");
}

TEST(a_byte_that_the_driver_keeps_is_not_written_again)
{
	static const char text[] = "abcdefghijklmnopqrstuvwxyz\n";
	struct fake_serial *serial = fake_add_serial(true);

	expect_consoles(1, 0);
	for (size_t gulp = 0; gulp < 9; gulp++) {
		for (unsigned busy = 1; busy < 4000; busy += 1333) {
			fake_serial_keeps(serial, gulp, busy);
			memset(&serial->tape, 0, sizeof(serial->tape));
			to_lines(text);
			assert_string_equal(serial->tape.text, text);
		}
	}
}

TEST(a_byte_that_the_driver_sends_at_once_is_not_written_again)
{
	struct fake_serial *serial = fake_add_serial(true);

	expect_consoles(1, 0);
	fake_serial_keeps(serial, 2, 1);
	to_lines("abcd");
	/* The driver is known by now. */
	serial->busy = 0;
	to_lines("efghijk\n");
	assert_string_equal(serial->tape.text, "abcdefghijk\n");
}

TEST(a_dead_port_sleeps_after_seconds)
{
	struct fake_serial *dead = fake_add_serial(true);
	struct fake_serial *alive = fake_add_serial(true);

	dead->gulp = 0;
	expect_consoles(2, 0);
	for (int i = 0; i < 100; i++)
		to_lines("abc");
	assert_in_range(fake->stalled, 5000000, 5200000);
	assert_int_equal(alive->tape.len, 300);
}

TEST(a_port_that_lies_about_zero_bytes_sleeps_too)
{
	struct fake_serial *dead = fake_add_serial(true);

	dead->gulp = 0;
	dead->lies = true;
	expect_consoles(1, 0);
	to_lines("abc");
	to_lines("abc");
	assert_in_range(fake->stalled, 5000000, 5200000);
}

TEST(a_port_that_wakes_says_what_was_lost)
{
	struct fake_serial *serial = fake_add_serial(true);

	expect_consoles(1, 0);
	to_lines("first\n");
	fake_serial_keeps(serial, 0, 1000000);
	to_lines("xyz");
	to_lines("12345");
	serial->busy = 0;
	serial->gulp = SIZE_MAX;
	to_lines("last\n");
	/* The driver kept x. */
	assert_string_equal(serial->tape.text,
			    "first\nx\n[memblock.efi: 7 bytes were not read in "
			    "time and are lost]\nlast\n");
}

TEST(a_temporary_fault_loses_nothing)
{
	struct fake_serial *serial = fake_add_serial(true);

	expect_consoles(1, 0);
	fake->fail_at = fake->calls + 2;
	to_lines("a");
	to_lines("b");
	to_lines("c");
	assert_string_equal(serial->tape.text, "abc");
}

TEST(a_key_is_waited_for)
{
	fake_add_keyboard("a~~b\1");
	expect_consoles(0, 0);
	assert_int_equal(read_key(), 'a');
	assert_int_equal(fake->waits, 0);
	assert_int_equal(read_key(), 'b');
	assert_int_equal(fake->waits, 2);
	assert_int_equal(read_key(), 'S');
	assert_int_equal(read_key(), 'G');
}

TEST(a_wait_for_a_key_can_end)
{
	struct console_stroke stroke;

	fake_add_keyboard("~^a");
	expect_consoles(0, 0);
	assert_int_equal(console_read(&console, &stroke, 700), CONSOLE_QUIET);
	assert_int_equal(fake->timer, 700000);
	assert_int_equal(fake->events, 0);
	assert_int_equal(read_key(), 'a');
}

TEST(without_an_event_keys_are_polled)
{
	struct console_stroke stroke;

	fake_add_keyboard("~~a^");
	fake->system.ConIn->WaitForKey = NULL;
	expect_consoles(0, 0);
	assert_int_equal(read_key(), 'a');
	assert_int_equal(fake->stalled, 20000);
	assert_int_equal(console_read(&console, &stroke, 55), CONSOLE_QUIET);
	assert_int_equal(fake->stalled, 80000);
	assert_int_equal(fake->waits, 0);
}

TEST(without_a_timer_keys_are_polled)
{
	struct console_stroke stroke;

	fake_add_keyboard("^");
	expect_consoles(0, 0);
	for (unsigned fail = 1; fail <= 2; fail++) {
		fake->stalled = 0;
		fake->fail_at = fake->calls + fail;
		assert_int_equal(console_read(&console, &stroke, 30),
				 CONSOLE_QUIET);
		assert_int_equal(fake->stalled, 30000);
		assert_int_equal(fake->events, 0);
	}
}

/* --- screens ------------------------------------------------------------ */

TEST(a_screen_is_used_in_its_largest_mode)
{
	struct fake_screen *screen = fake_add_screen(100, 31);

	fake_screen_mode(screen, 160, 42);
	expect_consoles(0, 1);
	console_enlarge(&console);
	assert_int_equal(screen->mode.Mode, 1);
	assert_int_equal(console.columns, 160);
	assert_int_equal(console.rows, 42);
	assert_int_equal(screen->cleared, 1);
	console_give_back(&console, false);
	assert_int_equal(screen->mode.Mode, 0);
}

TEST(a_mode_with_fewer_columns_or_rows_is_not_larger)
{
	struct fake_screen *screen = fake_add_screen(100, 31);

	fake_screen_mode(screen, 80, 50);
	expect_consoles(0, 1);
	console_enlarge(&console);
	assert_int_equal(screen->mode.Mode, 0);
	assert_int_equal(console.columns, 100);
	assert_int_equal(screen->cleared, 1);
	console_give_back(&console, false);
	assert_int_equal(screen->cleared, 1);
}

TEST(a_mode_that_cannot_be_set_is_not_used)
{
	struct fake_screen *screen = fake_add_screen(100, 31);

	fake_screen_mode(screen, 160, 42);
	expect_consoles(0, 1);
	/* Three queries, then SetMode(). */
	fake->fail_at = fake->calls + 4;
	console_enlarge(&console);
	assert_int_equal(screen->mode.Mode, 0);
	assert_int_equal(console.columns, 100);
}

TEST(the_smallest_of_the_large_screens_gives_the_page)
{
	fake_screen_mode(fake_add_screen(80, 25), 240, 40);
	fake_screen_mode(fake_add_screen(80, 25), 160, 50);
	expect_consoles(0, 2);
	console_enlarge(&console);
	assert_int_equal(console.columns, 160);
	assert_int_equal(console.rows, 40);
}

/* --- the cursor of a shell ---------------------------------------------- */

TEST(a_shell_learns_where_the_screens_cursor_is)
{
	struct fake_screen *splitter = fake_add_conout(NULL);

	fake_add_screen(80, 25);
	expect_consoles(0, 1);
	to_screens("one\ntwo");
	console_give_back(&console, false);
	assert_int_equal(splitter->grid.row, 0);
	console_give_back(&console, true);
	assert_int_equal(splitter->grid.row, 1);
	assert_int_equal(splitter->grid.column, 3);
}

TEST(a_shell_on_a_terminal_learns_how_far_the_cursor_went)
{
	struct fake_screen *splitter = fake_add_conout(NULL);
	char wide[101];

	memset(wide, 'x', 100);
	wide[100] = '\0';
	splitter->mode.CursorRow = 3;
	fake_add_serial(true);
	expect_consoles(1, 0);
	to_lines("one\n");
	to_lines(wide);
	to_lines("\n12");
	console_give_back(&console, true);
	assert_int_equal(splitter->grid.row, 6);
	assert_int_equal(splitter->grid.column, 2);
	/* At the bottom it scrolls. */
	for (int i = 0; i < 100; i++)
		to_lines("\n");
	console_give_back(&console, true);
	assert_int_equal(splitter->grid.row, 24);
	assert_int_equal(splitter->grid.column, 0);
}
