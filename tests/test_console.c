/* SPDX-License-Identifier: BSD-2-Clause */
/* Which consoles are found, and what they get. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "efi/uefi/console.h"
#include "tests/lib/fake_efi.h"

static struct firmware fw;
static struct console console;

static int set_up(void **state)
{
	(void)state;
	fake_new();
	return fw_open(&fw, &fake->image_handle, &fake->system) != FW_SUCCESS;
}

static int tear_down(void **state)
{
	unsigned pools = fake->pools;

	(void)state;
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

static void expect_consoles(size_t lines, size_t screens)
{
	console_open(&console, &fw);
	assert_int_equal(console.line_cnt, lines);
	assert_int_equal(console.screen_cnt, screens);
}

static void the_splitter_is_passed_over(void **state)
{
	struct fake_screen *splitter = fake_add_conout(NULL);
	struct fake_screen *screen = fake_add_screen(100, 31);
	struct fake_serial *serial = fake_add_serial(true);

	(void)state;
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

static void what_has_no_path_is_no_device(void **state)
{
	struct fake_screen *errors = fake_add_screen(80, 25);

	(void)state;
	/* The splitter of StandardErrorHandle */
	fake->handles[fake->handle_cnt - 1]->cnt = 1;
	fake_add_serial(true);
	expect_consoles(1, 0);
	to_screens("x");
	assert_string_equal(errors->tape.text, "");
}

static void every_terminal_is_a_line(void **state)
{
	struct fake_serial *one = fake_add_serial(true);
	struct fake_serial *two = fake_add_serial(true);
	struct fake_serial *bare = fake_add_serial(false);

	(void)state;
	fake_add_conout(NULL);
	expect_consoles(2, 0);
	to_lines("x");
	assert_string_equal(one->tape.text, "x");
	assert_string_equal(two->tape.text, "x");
	assert_string_equal(bare->tape.text, "");
}

static void beside_a_screen_the_first_bare_port_is_a_line(void **state)
{
	struct fake_serial *one = fake_add_serial(false);
	struct fake_serial *two = fake_add_serial(false);

	(void)state;
	fake_add_screen(80, 25);
	expect_consoles(1, 1);
	to_lines("x");
	assert_string_equal(one->tape.text, "x");
	assert_string_equal(two->tape.text, "");
}

static void conout_alone_is_a_line(void **state)
{
	/* U-Boot: a keyboard, and a path that says nothing of a display */
	struct fake_screen *conout = fake_add_conout(fake_path_machine);

	(void)state;
	fake_add_keyboard("");
	expect_consoles(1, 0);
	to_lines("a\nb");
	to_screens("not seen");
	assert_string_equal(conout->tape.text, "a\nb");
}

static void conout_alone_may_be_a_screen(void **state)
{
	(void)state;
	fake_add_conout(fake_path_screen);
	expect_consoles(0, 1);
}

static void conout_beside_a_port_is_not_trusted(void **state)
{
	/* Both may end on the same wire. */
	struct fake_serial *serial = fake_add_serial(false);
	struct fake_screen *conout = fake_add_conout(NULL);

	(void)state;
	expect_consoles(1, 0);
	to_lines("x");
	assert_string_equal(conout->tape.text, "x");
	assert_string_equal(serial->tape.text, "");
}

static void a_terminal_without_a_port_below_is_written_as_text(void **state)
{
	struct fake_screen *terminal = fake_add_conout(fake_path_uart);

	(void)state;
	expect_consoles(1, 0);
	to_lines("x\n");
	assert_string_equal(terminal->tape.text, "x\n");
}

static void a_machine_without_consoles_is_no_fault(void **state)
{
	(void)state;
	expect_consoles(0, 0);
	to_lines("x");
	to_screens("x");
	assert_int_equal(console_key(&console), -1);
}

static void the_smallest_screen_gives_the_page(void **state)
{
	(void)state;
	fake_add_screen(160, 50);
	fake_add_screen(80, 25);
	fake_add_screen(100, 20);
	expect_consoles(0, 3);
	assert_int_equal(console.columns, 80);
	assert_int_equal(console.rows, 20);
}

static void a_screen_without_a_mode_is_no_screen(void **state)
{
	(void)state;
	fake_add_screen(80, 25)->mode.Mode = -1;
	expect_consoles(0, 0);
}

static void a_keyboard_is_a_device_not_conin(void **state)
{
	(void)state;
	fake_add_keyboard("");
	expect_consoles(0, 0);
	assert_true(console.keyboard);
	fake->handle_cnt--;
	expect_consoles(0, 0);
	assert_false(console.keyboard);
}

static void long_texts_arrive_whole(void **state)
{
	struct fake_serial *serial = fake_add_serial(true);
	struct fake_screen *screen = fake_add_screen(80, 25);
	char text[5001];

	(void)state;
	/* Characters of three bytes at every place of a chunk. */
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

static void a_port_may_take_small_gulps(void **state)
{
	struct fake_serial *serial = fake_add_serial(true);

	(void)state;
	serial->gulp = 3;
	expect_consoles(1, 0);
	to_lines("abcdefgh\nij\n");
	assert_string_equal(serial->tape.text, "abcdefgh\nij\n");
	serial->lies = true;
	to_lines("abcdefgh\nij\n");
	assert_string_equal(serial->tape.text, "abcdefgh\nij\nabcdefgh\nij\n");
}

static void a_dead_port_is_given_up(void **state)
{
	struct fake_serial *dead = fake_add_serial(true);
	struct fake_serial *alive = fake_add_serial(true);

	(void)state;
	dead->gulp = 0;
	expect_consoles(2, 0);
	for (int i = 0; i < 100; i++)
		to_lines("abc");
	assert_int_equal(dead->calls, 3);
	assert_int_equal(alive->tape.len, 300);
}

static void a_port_that_lies_about_zero_bytes_is_given_up(void **state)
{
	struct fake_serial *dead = fake_add_serial(true);

	(void)state;
	dead->gulp = 0;
	dead->lies = true;
	expect_consoles(1, 0);
	to_lines("abc");
	to_lines("abc");
	assert_int_equal(dead->calls, 3);
}

static void a_passing_fault_loses_nothing(void **state)
{
	struct fake_serial *serial = fake_add_serial(true);

	(void)state;
	expect_consoles(1, 0);
	fake->fail_at = fake->calls + 2;
	to_lines("a");
	to_lines("b");
	to_lines("c");
	assert_string_equal(serial->tape.text, "abc");
}

static void a_key_is_waited_for(void **state)
{
	(void)state;
	fake_add_keyboard("a~~b");
	expect_consoles(0, 0);
	assert_int_equal(console_key(&console), 'a');
	assert_int_equal(fake->waits, 0);
	assert_int_equal(console_key(&console), 'b');
	assert_int_equal(fake->waits, 2);
	assert_int_equal(console_key(&console), -1);
}

static void without_an_event_keys_are_polled(void **state)
{
	(void)state;
	fake_add_keyboard("~~a");
	fake->system.ConIn->WaitForKey = NULL;
	expect_consoles(0, 0);
	assert_int_equal(console_key(&console), 'a');
	assert_int_equal(fake->waits, 0);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(the_splitter_is_passed_over),
		test(what_has_no_path_is_no_device),
		test(every_terminal_is_a_line),
		test(beside_a_screen_the_first_bare_port_is_a_line),
		test(conout_alone_is_a_line),
		test(conout_alone_may_be_a_screen),
		test(conout_beside_a_port_is_not_trusted),
		test(a_terminal_without_a_port_below_is_written_as_text),
		test(a_machine_without_consoles_is_no_fault),
		test(the_smallest_screen_gives_the_page),
		test(a_screen_without_a_mode_is_no_screen),
		test(a_keyboard_is_a_device_not_conin),
		test(long_texts_arrive_whole),
		test(a_port_may_take_small_gulps),
		test(a_dead_port_is_given_up),
		test(a_port_that_lies_about_zero_bytes_is_given_up),
		test(a_passing_fault_loses_nothing),
		test(a_key_is_waited_for),
		test(without_an_event_keys_are_polled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
