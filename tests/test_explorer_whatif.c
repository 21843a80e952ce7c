/* SPDX-License-Identifier: BSD-2-Clause */
/* core/screen: mem= and memmap= that are typed into the explorer. */
#include "tests/lib/test.h"

#include "core/screen/explorer_internal.h"
#include "tests/lib/givenexplorer.h"

static TEST_STEP(tear_down)
{
	explorer_free();
	return 0;
}

FIXTURE(NULL, tear_down);

/* The trial of words beside others that are in force, as it is shown. */
static void given_trial_of(struct taken *ret, const char *words,
			   const char *in_force, size_t rows)
{
	given_map(small_map);
	when(words);
	take_conversion(ret);
	given_small(in_force, 80, rows);
	press("c");
	assert_int_equal(explorer_action, EXPLORER_STAY);
	press("x");
	assert_int_equal(explorer_action, EXPLORER_TRY);
	explorer_try(&explorer, &ret->conversion);
	press_key(KEY_UNKNOWN);
}

static void given_trial(struct taken *ret, const char *words, size_t rows)
{
	given_trial_of(ret, words, "memmap=16M$0x400000", rows);
}

TEST(what_is_typed_shows_at_once_what_it_cuts)
{
	struct taken taken;

	given_trial(&taken, "mem=256M", 25);
	expect_row(0, " memblock.efi  What if            a machine  linux-x86");
	expect_row(2, " memory                    2.5 GiB      255 MiB    "
		      "-2.2 GiB");
	expect_row(4, " free: not reserved        2.5 GiB      242 MiB    "
		      "-2.2 GiB");
	expect_row(5, " largest free range          2 GiB      235 MiB    "
		      "-1.8 GiB");
	expect_row(13, " - 0x0000000010000000-0x000000001e0fffff  225 MiB"
		       "  divides row #5");
	taken_free(&taken);
}

TEST(words_that_leave_no_memory_cut_all_of_it)
{
	struct taken taken;

	given_trial_of(&taken, "memmap=16G$0", "", 25);
	assert_non_null(strstr(text_of_row(2), " 0 bytes "));
	assert_non_null(strstr(text_of_row(13), " - 0x"));
	taken_free(&taken);
}

TEST(memory_that_words_add_has_a_plus)
{
	struct taken taken;

	given_trial_of(&taken, "", "memmap=16G$0", 25);
	assert_non_null(strstr(text_of_row(2), " 0 bytes "));
	assert_non_null(strstr(text_of_row(2), " +2.5 GiB"));
	taken_free(&taken);
}

TEST(words_are_kept_or_dropped)
{
	struct taken taken;

	given_trial(&taken, "mem=1G", 25);
	press("1");
	assert_int_equal(explorer_action, EXPLORER_TRY);
	explorer_try(&explorer, &taken.conversion);
	press("\r");
	assert_int_equal(explorer_action, EXPLORER_KEEP);
	assert_int_equal(explorer.input, INPUT_NONE);
	press("c\x1b");
	assert_int_equal(explorer_action, EXPLORER_DROP);
	/* Without a trial, there is nothing to keep. */
	press("cm\r");
	assert_int_equal(explorer_action, EXPLORER_TRY);
	assert_int_equal(explorer.input, INPUT_EDIT);
	press("\b");
	assert_int_equal(explorer_action, EXPLORER_STAY);
	press("\r");
	assert_int_equal(explorer_action, EXPLORER_DROP);
	press("cm\b\b");
	assert_int_equal(explorer_action, EXPLORER_DROP);
	taken_free(&taken);
}

TEST(the_line_is_empty_and_a_size_is_that_of_mem)
{
	given_small("", 80, 25);
	press("c");
	expect_row(1, " A cap, such as 2G, or an edit, such as "
		      "memmap=64M$0x10000000; Enter keeps it.");
	expect_row(23, " Try a size, or memmap=: _");
	press("2G");
	expect_row(23, " Try a size, or memmap=: mem=2G_");
	press("\b\b\b\b\b\bmemmap=1");
	expect_row(23, " Try a size, or memmap=: memmap=1_");
}

/* Redraws without a key, which would end the message. */
static void say(const char *text)
{
	explorer_say(&explorer, text);
	redraw();
}

TEST(a_long_message_is_broken_into_rows_above_what_is_typed)
{
	given_small("", 80, 25);
	press("cx");
	say("short");
	expect_row(22, " short");
	say("0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 "
	    "0123456789 0123456789 0123456789");
	expect_row(21,
		   " 0123456789 0123456789 0123456789 0123456789 0123456789 "
		   "0123456789 0123456789");
	expect_row(22, " 0123456789 0123456789");
}

TEST(cuts_that_do_not_fit_are_counted)
{
	struct taken taken;

	given_map("0-1000:3 1000-a0000:7 100000-8000000:7");
	when("memmap=1M$1M,1M$3M,1M$5M,1M$7M,1M$9M,1M$11M,1M$13M,1M$15M,"
	     "1M$17M,1M$19M");
	take_conversion(&taken);
	given_map("0-1000:3 1000-a0000:7 100000-8000000:7");
	when("memmap=4K@0xb0000");
	given_explorer(80, 24);
	press("cx");
	explorer_try(&explorer, &taken.conversion);
	press_key(KEY_UNKNOWN);
	expect_row(21, " - and 2 more");
	taken_free(&taken);
}
