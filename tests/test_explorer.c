/* SPDX-License-Identifier: BSD-2-Clause */
/* core/screen: the explorer's screens, and the keys that all views have. */
#include "tests/lib/test.h"

#include "core/screen/explorer_internal.h"
#include "tests/lib/givenexplorer.h"
#include "tests/lib/givenreport.h"
#include "tests/lib/golden.h"

static TEST_STEP(tear_down)
{
	explorer_free();
	return 0;
}

FIXTURE(NULL, tear_down);

/* --- golden screens --------------------------------------------------------
 */

/* Screens one after another, each after the keys that lead to it. */
static void add_screen(const struct sink *out, const char *keys)
{
	press(keys);
	print(out, "--- %s\n%s", keys, text_of_screen());
}

static void expect_screens(size_t columns, size_t rows, const char *name)
{
	static const char *const keys[] = { "",  "2",  "3",   "4",     "5", "6",
					    "j", "\r", "q?q", "2mjjo", "7" };
	struct kept kept;
	struct sink out = keep_text(&kept);

	when_machine();
	given_explorer(columns, rows);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		add_screen(&out, keys[i]);
	assert_string_equal(differs_from_golden(name, kept.text), "");
	free(kept.text);
}

TEST(screens_of_80_by_25_are_as_they_were)
{
	expect_screens(80, 25, "explorer-80x25.text");
}

TEST(screens_of_100_by_31_are_as_they_were)
{
	expect_screens(100, 31, "explorer-100x31.text");
}

TEST(screens_of_240_by_56_are_as_they_were)
{
	expect_screens(240, 56, "explorer-240x56.text");
}

/* --- keys of all views -----------------------------------------------------
 */

TEST(tab_goes_around_the_views)
{
	given_small("", 80, 25);
	for (int i = 0; i < VIEW_COUNT; i++) {
		assert_int_equal(explorer.view, i);
		press_key(KEY_TAB);
	}
	assert_int_equal(explorer.view, VIEW_OVERVIEW);
	press_key(KEY_BACK_TAB);
	assert_int_equal(explorer.view, VIEW_ACTIONS);
	press("?3");
	assert_int_equal(explorer.page, PAGE_NONE);
	assert_int_equal(explorer.view, VIEW_MEMORY);
	press("1");
	assert_int_equal(explorer.view, VIEW_OVERVIEW);
}

TEST(addresses_below_the_bars_have_the_largest_unit)
{
	given_map("0-10000000000:7 10000000000-10040000000:9");
	when("");
	given_explorer(80, 25);
	assert_non_null(strstr(text_of_screen(), "^1T"));
}

TEST(keys_ask_for_actions)
{
	given_small("", 80, 25);
	press("\x0c");
	assert_int_equal(explorer_action, EXPLORER_REPAINT);
	press("2r");
	assert_int_equal(explorer_action, EXPLORER_READ);
	press_key(KEY_ESC);
	assert_int_equal(explorer_action, EXPLORER_STAY);
	assert_int_equal(explorer.view, VIEW_OVERVIEW);
	press("2\b");
	assert_int_equal(explorer.view, VIEW_OVERVIEW);
	press("2\x7fQ");
	assert_int_equal(explorer_action, EXPLORER_LEAVE);
}

TEST(a_message_stays_until_the_next_key)
{
	given_small("", 80, 25);
	explorer_say(&explorer, "Something was done.");
	press("");
	expect_row(23, "");
	press_key(KEY_UNKNOWN);
	expect_row(23, " This key does nothing here; ? lists the keys.");
	press("j");
	expect_row(23, "");
}

/* Loads what conversion is now into the explorer; the caller frees the space.
 */
static void *load_again(void)
{
	struct explorer_model model = explorer.model;
	size_t len = explorer_space(&conversion);
	void *space = aligned_alloc(16, len);

	model.conversion = &conversion;
	assert_int_equal(explorer_load(&explorer, &model, space, len), CORE_OK);
	return space;
}

TEST(a_new_map_keeps_the_place)
{
	void *space;

	given_small("", 80, 25);
	press("+");
	for (int i = 0; i < 30; i++)
		press_key(KEY_RIGHT);
	press("2jjjj");
	given_map("0-1000:3 100000-200000:7");
	when("");
	space = load_again();
	press("x");
	assert_int_equal(explorer.list_cnt, 3);
	assert_int_equal(explorer.at[VIEW_DESCRIPTORS].selected, 2);
	assert_int_equal(explorer.chosen, 2);
	free(space);
}

TEST(words_that_are_kept_leave_the_zoom_of_the_bar)
{
	size_t first, last, all;
	void *spaces[2];

	given_small("", 80, 25);
	all = explorer.span_cnt;
	press("jjj++");
	first = explorer.zoom_first;
	last = explorer.zoom_last;
	assert_in_range(last - first, 1, all - 2);
	when("mem=256M");
	spaces[0] = load_again();
	assert_int_equal(explorer.zoom_first, first);
	assert_int_equal(explorer.zoom_last, last);
	assert_int_equal(explorer.chosen, 3);
	press_key(KEY_HOME);
	/* All of another map, when all of this one is shown. */
	given_map("0-1000:3 100000-200000:7 300000-400000:4");
	when("");
	spaces[1] = load_again();
	assert_int_equal(explorer.zoom_first, 0);
	assert_int_equal(explorer.zoom_last, explorer.span_cnt - 1);
	free(spaces[0]);
	free(spaces[1]);
}

/* --- actions ---------------------------------------------------------------
 */

static void print_words(const struct sink *out, const void *words)
{
	print_str(out, words);
}

TEST(a_text_of_the_caller_is_a_page)
{
	given_small("", 80, 25);
	explorer_show(&explorer,
		      (struct explorer_text){ print_words, "a text" });
	press("x");
	expect_row(1, " a text");
}

TEST(actions_are_keys_and_rows)
{
	given_small("", 80, 25);
	explorer.model.kernel = "\\kernel";
	press("s");
	assert_int_equal(explorer_action, EXPLORER_SAVE);
	press("p");
	assert_int_equal(explorer_action, EXPLORER_PROFILE);
	press("r");
	assert_int_equal(explorer_action, EXPLORER_READ);
	press("d\r");
	assert_int_equal(explorer_action, EXPLORER_STAY);
	press("da\x1b");
	assert_int_equal(explorer_action, EXPLORER_STAY);
	press("da\r");
	assert_int_equal(explorer_action, EXPLORER_COMPARE);
	press("7G");
	expect_row(10, "> B  Boot \\kernel");
	press("\r");
	expect_row(23, " Boot \\kernel? y: yes, any other key: no");
	press("y");
	assert_int_equal(explorer_action, EXPLORER_BOOT);
	press("kkk\r");
	expect_row(23, " Start the UEFI Shell? y: yes, any other key: no");
	press("Y");
	assert_int_equal(explorer_action, EXPLORER_SHELL);
	press("Pn");
	assert_int_equal(explorer_action, EXPLORER_STAY);
	press("R");
	press_key(KEY_ENTER);
	assert_int_equal(explorer_action, EXPLORER_STAY);
	press("j");
	press_key(KEY_RIGHT);
	assert_int_equal(explorer.confirm, EXPLORER_RESET);
	press("n");
}

TEST(without_a_kernel_none_is_booted)
{
	given_small("", 80, 25);
	press("7");
	assert_int_equal(explorer.list_cnt, 8);
	press("B");
	assert_int_equal(explorer.confirm, EXPLORER_STAY);
	expect_row(23, " There is no kernel to boot; add kernel=PATH to the "
		       "options.");
}

/* --- any keys --------------------------------------------------------------
 */

/* press_key() compares each screen with one that is drawn anew. */
TEST(random_keys_leave_no_wrong_screen)
{
	static const int keys[] = {
		KEY_UP,        KEY_DOWN,      KEY_LEFT, KEY_RIGHT,    KEY_HOME,
		KEY_END,       KEY_PAGE_UP,   KEY_TAB,  KEY_ESC,      KEY_ENTER,
		KEY_PAGE_DOWN, KEY_BACKSPACE, KEY_F1,   KEY_BACK_TAB,
	};
	const size_t named = sizeof(keys) / sizeof(*keys);
	unsigned int seed = 1;

	given_small("mem=1G", 100, 31);
	for (int i = 0; i < 20000; i++) {
		size_t n;

		seed = seed * 1103515245 + 12345;
		n = (seed >> 16) % (named + 95);
		press_key(n < named ? keys[n] : (int)(n - named + ' '));
	}
}
