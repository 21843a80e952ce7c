/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/console/keys.c: keystrokes and escape sequences to keys. */
#include "tests/lib/test.h"

#include "efi/console/keys.h"

static struct key_decoder decoder;
static int keys[64];
static size_t key_cnt;

static void stroke(uint16_t scan, uint16_t unicode)
{
	const struct console_stroke one = { scan, unicode };

	key_cnt += keys_take(&decoder, &one, keys + key_cnt);
}

/* What arrives from a terminal of an unknown type: \x1b is the key Esc, the
 * rest characters. A pause follows. */
static void type(const char *text)
{
	key_cnt = 0;
	for (; *text; text++)
		if (*text == '\x1b')
			stroke(0x17, 0);
		else
			stroke(0, (unsigned char)*text);
	if (keys_pending(&decoder))
		keys[key_cnt++] = keys_end(&decoder);
}

static void expect(const char *text, int key)
{
	type(text);
	assert_int_equal(key_cnt, 1);
	assert_int_equal(keys[0], key);
}

static void expect_two(const char *text, int one, int two)
{
	type(text);
	assert_int_equal(key_cnt, 2);
	assert_int_equal(keys[0], one);
	assert_int_equal(keys[1], two);
}

TEST(a_character_is_a_key)
{
	expect("q", 'q');
	expect(" ", ' ');
	expect("\x0c", 0x0c);
	expect("\r", KEY_ENTER);
	expect("\n", KEY_ENTER);
	expect("\b", KEY_BACKSPACE);
	key_cnt = 0;
	stroke(0, 0x20ac);
	assert_int_equal(keys[0], 0x20ac);
}

TEST(a_scan_code_is_a_key)
{
	static const int by_scan[] = {
		KEY_UP,      KEY_DOWN,      KEY_RIGHT,  KEY_LEFT,
		KEY_HOME,    KEY_END,       KEY_INSERT, KEY_DELETE,
		KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_F1,
	};

	for (uint16_t i = 0; i < 11; i++) {
		key_cnt = 0;
		stroke((uint16_t)(i + 1), 0);
		assert_int_equal(key_cnt, 1);
		assert_int_equal(keys[0], by_scan[i]);
	}
	key_cnt = 0;
	stroke(0x16, 0);
	assert_int_equal(keys[0], KEY_F12);
	stroke(0x80, 0);
	assert_int_equal(keys[1], KEY_UNKNOWN);
}

TEST(no_scan_code_and_no_character_is_not_a_key)
{
	key_cnt = 0;
	stroke(0, 0);
	assert_int_equal(key_cnt, 0);
}

TEST(esc_is_a_key_when_nothing_follows)
{
	expect("\x1b", KEY_ESC);
	expect_two("\x1b\x1b", KEY_ESC, KEY_ESC);
	expect_two("\x1bq", KEY_ESC, 'q');
	key_cnt = 0;
	stroke(0x17, 0);
	stroke(1, 0);
	assert_int_equal(keys[0], KEY_ESC);
	assert_int_equal(keys[1], KEY_UP);
	assert_false(keys_pending(&decoder));
}

TEST(the_sequences_of_xterm_are_keys)
{
	expect("\x1b[A", KEY_UP);
	expect("\x1b[B", KEY_DOWN);
	expect("\x1b[C", KEY_RIGHT);
	expect("\x1b[D", KEY_LEFT);
	expect("\x1b[H", KEY_HOME);
	expect("\x1b[F", KEY_END);
	expect("\x1b[5~", KEY_PAGE_UP);
	expect("\x1b[6~", KEY_PAGE_DOWN);
	expect("\x1b[2~", KEY_INSERT);
	expect("\x1b[3~", KEY_DELETE);
	expect("\x1bOA", KEY_UP);
	expect("\x1bOH", KEY_HOME);
	expect("\x1bOP", KEY_F1);
	expect("\x1bOS", KEY_F1 + 3);
	expect("\x1b[15~", KEY_F1 + 4);
	expect("\x1b[24~", KEY_F12);
	expect("\x1b[Z", KEY_BACK_TAB);
}

TEST(the_sequences_of_other_terminals_are_keys)
{
	/* tmux and screen, rxvt, the Linux console */
	expect("\x1b[1~", KEY_HOME);
	expect("\x1b[4~", KEY_END);
	expect("\x1b[7~", KEY_HOME);
	expect("\x1b[8~", KEY_END);
	expect("\x1b[[A", KEY_F1);
	expect("\x1b[[E", KEY_F1 + 4);
	/* the PC-ANSI and VT100 of EDK2 */
	expect("\x1b[I", KEY_PAGE_UP);
	expect("\x1b[G", KEY_PAGE_DOWN);
	expect("\x1b[V", KEY_PAGE_UP);
	expect("\x1b[U", KEY_PAGE_DOWN);
	expect("\x1b[K", KEY_END);
}

TEST(a_sequence_ends_at_what_cannot_be_in_one)
{
	static const char *const odd[] = { "\x1b[5\x7f", "\x1b[5\x01",
					   "\x1b[111111111111111111111111" };

	for (size_t i = 0; i < 3; i++) {
		type(odd[i]);
		assert_in_range(key_cnt, 1, sizeof(keys) / sizeof(*keys) - 2);
		assert_false(keys_pending(&decoder));
		expect("q", 'q');
	}
}

TEST(a_modifier_is_ignored)
{
	expect("\x1b[1;2A", KEY_UP);
	expect("\x1b[5;5~", KEY_PAGE_UP);
	expect("\x1b[1;5H", KEY_HOME);
}

TEST(an_unknown_sequence_is_one_unknown_key)
{
	expect("\x1b[99~", KEY_UNKNOWN);
	expect("\x1b[?1;2c", KEY_UNKNOWN);
	expect("\x1b[[F", KEY_UNKNOWN);
	expect("\x1b[25;80R", KEY_F1 + 2);
}

TEST(a_sequence_that_stops_is_one_unknown_key)
{
	expect("\x1b[", KEY_UNKNOWN);
	expect("\x1b[1;", KEY_UNKNOWN);
	expect("\x1b[1\r", KEY_UNKNOWN);
	expect_two("\x1b[5\x1b[6~", KEY_UNKNOWN, KEY_PAGE_DOWN);
	type("\x1b[11111111111111111111");
	assert_int_equal(keys[0], KEY_UNKNOWN);
	assert_int_equal(keys[1], '1');
}

TEST(keys_after_a_sequence_are_keys)
{
	expect_two("\x1b[Aq", KEY_UP, 'q');
	expect_two("\x1b[5~\x1b[6~", KEY_PAGE_UP, KEY_PAGE_DOWN);
}

TEST(any_strokes_give_keys_and_end)
{
	uint32_t seed = 1;

	for (int i = 0; i < 200000; i++) {
		seed = seed * 1103515245 + 12345;
		key_cnt = 0;
		if (seed >> 30 == 0)
			stroke((seed >> 16) % 0x19, 0);
		else
			stroke(0, "[O~;1A5\x01"[(seed >> 20) % 8]);
		assert_in_range(key_cnt, 0, KEYS_MAX);
		for (size_t k = 0; k < key_cnt; k++)
			assert_in_range(keys[k], 1, KEY_UNKNOWN);
	}
	if (keys_pending(&decoder))
		keys_end(&decoder);
	assert_false(keys_pending(&decoder));
}
