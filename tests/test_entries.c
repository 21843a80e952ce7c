/* SPDX-License-Identifier: BSD-2-Clause */
/* Entries of memblock.cfg: which one is used, by options, by a menu, by the
 * explorer, or by nobody. */
#include "tests/lib/test.h"

#include "efi/config/cmdline.h"
#include "efi/main.h"
#include "tests/lib/fake_volume.h"

#define CFG "\\EFI\\BOOT\\memblock.cfg"

static struct fake_screen *screen;
static struct fake_serial *serial;

/* A PC with two entries. */
static void machine(const char *file)
{
	given_volume(NULL);
	fake_add_conout(NULL);
	screen = fake_add_screen(100, 1000);
	serial = fake_add_serial(true);
	fake_add_keyboard("");
	fake_map(20, 48);
	fake_put_text(CFG, file);
	fake->calls = 0;
}

static TEST_STEP(set_up)
{
	machine("mem=8M\n"
		"[small] # a comment\n"
		"format=csv mem=4M\n"
		"[other]\n"
		"format=linux\n"
		"-- quiet");
	return 0;
}

static struct fw_status start(void)
{
	return FW_STATUS(efi_main(&fake->image_handle, &fake->system));
}

#define run(words) (fake_arguments(words), start())

FIXTURE(set_up, fake_end);

static bool on_line(const char *text)
{
	return strstr(serial->tape.text, text);
}

static bool on_screen(const char *text)
{
	return strstr(screen->tape.text, text);
}

/* --- words --------------------------------------------------------------- */

TEST(an_entry_adds_its_words_to_the_common_ones)
{
	assert_status(run(u"entry=small"), FW_SUCCESS);
	assert_true(on_line("fact,,"));
	machine("mem=8M\n[a] # x\nformat=json mem=4M\n-- quiet");
	assert_status(run(u"entry=a"), FW_SUCCESS);
	assert_true(on_line("mem=8M"));
	assert_true(on_line("mem=4M"));
}

TEST(the_command_line_replaces_the_words_of_an_entry)
{
	assert_status(run(u"entry=small format=linux"), FW_SUCCESS);
	assert_true(on_line("MEMBLOCK configuration"));
}

TEST(an_entry_is_chosen_in_the_common_part)
{
	machine("entry=b\n[a]\nnonsense\n[b]\nformat=linux");
	assert_status(start(), FW_SUCCESS);
	assert_true(on_line("MEMBLOCK configuration"));
	assert_status(run(u"entry=a"), FW_INVALID_PARAMETER);
}

TEST(an_error_in_an_entry_names_file_line_and_entry)
{
	machine("# common\npause=on\n[a]\n[b b]\n# x\n\nformat=csv \"men=1G\"");
	assert_status(run(u"entry=a"), FW_SUCCESS);
	assert_status(run(u"entry=\"b b\""), FW_INVALID_PARAMETER);
	assert_true(on_line("memblock.cfg, line 7 [b b]: unknown option "
			    "'men=1G'"));
	machine("pause=on\nmem=1Q\n[a]\n");
	assert_status(run(u"entry=a"), FW_INVALID_PARAMETER);
	assert_true(on_line("memblock.cfg, line 2: 'mem=1Q'"));
	machine("pause=on\n[a]\nsave=\"x\n[b]\n");
	assert_status(run(u"entry=b"), FW_SUCCESS);
	assert_status(run(u"entry=a"), FW_INVALID_PARAMETER);
	assert_true(on_line("memblock.cfg [a] has a double quote"));
	assert_status(run(u"entry=b mem=1Q"), FW_INVALID_PARAMETER);
	assert_true(on_line("memblock: the command line: 'mem=1Q'"));
}

TEST(an_entry_that_is_not_there_is_an_error)
{
	assert_status(run(u"entry=big"), FW_INVALID_PARAMETER);
	assert_true(on_line("There is no entry 'big' in memblock.cfg, which "
			    "has 1 small, 2 other.\n"));
	assert_status(run(u"entry=small default=x"), FW_SUCCESS);
	assert_true(on_line("There is no entry 'x'"));
	machine("mem=8M");
	assert_status(run(u"default=x"), FW_INVALID_PARAMETER);
	assert_true(on_line("which has none.\n"));
}

TEST(a_line_that_does_not_name_an_entry_is_an_error)
{
	machine("mem=8M\n[a]\n\n[]\n");
	assert_status(run(u"entry=a"), FW_INVALID_PARAMETER);
	assert_true(on_line("memblock.cfg, line 4: write [NAME]"));
	machine("[a]\nformat=linux\n[a]\nnonsense");
	assert_status(run(u"entry=a"), FW_SUCCESS);
}

/* --- the menu ------------------------------------------------------------ */

TEST(enter_takes_the_entry_that_is_selected)
{
	fake->keys = "\r";
	assert_status(start(), FW_SUCCESS);
	assert_true(on_screen("1 small"));
	assert_true(on_line("2 other\n"));
	assert_true(on_screen("> 1 small"));
	assert_true(on_line("fact,,"));
	assert_false(on_line(" in "));
}

TEST(digits_and_arrows_select)
{
	fake->keys = "9"                 /* not an entry */
		     "2\x01\x01\x02\x02" /* up, up, down, down */
		     "x\r";
	assert_status(start(), FW_SUCCESS);
	assert_true(on_line("> 2 other"));
	assert_true(on_line("MEMBLOCK configuration"));
}

static const char twelve[] =
	"[1]\n[2]\n[3]\n[4]\n[5]\n[6]\n[7]\n[8]\n[9]\n[10]\n[11]\n"
	"[last]\nformat=linux\n";

TEST(two_digits_select_one_of_ten_entries_or_more)
{
	machine(twelve);
	fake->keys = "12\r";
	assert_status(start(), FW_SUCCESS);
	assert_true(on_line("> 12 last"));
	assert_true(on_line("MEMBLOCK configuration"));
}

TEST(digits_with_another_key_in_between_are_two_numbers)
{
	machine(twelve);
	fake->keys = "1\x02"
		     "2\r"; /* down in between */
	assert_status(start(), FW_SUCCESS);
	assert_true(on_line("> 2 2"));
	assert_false(on_line("> 12 last"));
}

TEST(esc_leaves_without_a_map)
{
	fake->keys = "\x17~";
	assert_status(run(u"exit=wait"), FW_SUCCESS);
	assert_int_equal(fake->map_calls, 0);
	assert_false(on_screen("Press any key"));
}

TEST(the_default_entry_is_selected_and_taken_after_the_time)
{
	fake->keys = "^^^";
	assert_status(run(u"timeout=2 default=other"), FW_SUCCESS);
	assert_true(on_line("boot in 2 s"));
	assert_true(on_line("boot in 0 s"));
	assert_true(on_line("MEMBLOCK configuration"));
	assert_int_equal(fake->resets, 0);
}

TEST(a_key_stops_the_time)
{
	fake->keys = "^ \r";
	assert_status(run(u"timeout=2 default=other"), FW_SUCCESS);
	assert_false(on_line("in     0 s"));
	assert_true(on_line("MEMBLOCK configuration"));
	assert_int_equal(fake->resets, 0);
}

TEST(without_a_default_entry_the_map_is_saved_after_the_time)
{
	fake->keys = "^^^^";
	assert_status(run(u"timeout=2"), FW_SUCCESS);
	assert_true(on_line("power off in 2 s"));
	assert_non_null(fake_file("\\maps\\machine_001.raw"));
	assert_int_equal(fake->resets, 1);
}

TEST(a_default_entry_that_is_not_there_leads_to_the_menu)
{
	fake->keys = "2\r";
	assert_status(run(u"timeout=2 default=x"), FW_SUCCESS);
	assert_true(on_screen("There is no entry 'x' in memblock.cfg, which "
			      "has 1 small, 2 other.\n"));
	assert_false(on_line(" in 2 s"));
	assert_true(on_line("MEMBLOCK configuration"));
	assert_status(run(u"default=x pause=off"), FW_INVALID_PARAMETER);
	assert_true(on_line("There is no entry 'x'"));
	assert_false(on_line("Neither"));
}

TEST(after_a_kernel_that_is_not_booted_the_menu_is_there_again)
{
	machine("timeout=9 default=a\n[a]\nkernel=no\n[b]\nformat=linux");
	fake->keys = "\r\x02\r";
	assert_status(start(), FW_SUCCESS);
	assert_true(on_line("no cannot be read: not found"));
	assert_true(on_screen("no cannot be read: not found"));
	assert_true(on_line("> 2 b"));
	assert_true(on_line("MEMBLOCK configuration"));
	/* The one that failed is selected, without a time. */
	machine("[b]\n[a]\nsave=x kernel=no\n");
	fake->keys = "2\r\r\r\r\x17~";
	assert_status(run(u"default=b timeout=5"), FW_SUCCESS);
	assert_string_equal(fake->keys, "");
	assert_true(on_line("no cannot be read: not found"));
}

TEST(the_menu_names_what_has_no_effect)
{
	machine("timeout=9\n[a]\n timeout=3\n[a]\nformat=linux entry=b\n"
		"[b]\ndefault=a\n");
	fake->keys = "2\r";
	assert_status(start(), FW_SUCCESS);
	assert_true(on_screen("Note: Entries 1 and 2 have one name; entry= "
			      "and default= choose the first."));
	assert_true(on_screen("Note: timeout= has no effect in entry 1; move "
			      "it before the first entry."));
	assert_true(on_screen("Note: default= has no effect in entry 3;"));
	assert_false(on_screen("in entry 2; move"));
	assert_true(on_line("MEMBLOCK configuration"));
}

/* --- nobody -------------------------------------------------------------- */

TEST(where_nobody_can_choose_the_default_entry_is_taken)
{
	assert_status(run(u"pause=off default=other timeout=9"), FW_SUCCESS);
	assert_true(on_line("MEMBLOCK configuration"));
	assert_status(run(u"frame=T"), FW_INVALID_PARAMETER);
	assert_true(on_line("Neither entry= nor default= names an entry in "
			    "memblock.cfg, which has 1 small, 2 other.\n"));
}

TEST(help_asks_for_no_entry)
{
	assert_status(run(u"help pause=off"), FW_SUCCESS);
	assert_true(on_line("entry=NAME"));
	assert_status(run(u"version pause=off"), FW_SUCCESS);
}

TEST(a_kernel_of_an_entry_is_booted)
{
	machine("timeout=5\nmodule=m\n[a]\nkernel=no-such-kernel");
	assert_status(run(u"entry=a pause=off"), FW_NOT_FOUND);
	assert_true(on_line("no-such-kernel"));
	assert_status(run(u"default=a pause=off"), FW_NOT_FOUND);
}

TEST(a_common_kernel_has_no_time_without_a_default)
{
	machine("timeout=5\nkernel=no-such-kernel\n[a]\n-- x");
	assert_status(run(u"pause=off"), FW_INVALID_PARAMETER);
	assert_true(on_line("remove one of them"));
	assert_status(run(u"pause=off default=a"), FW_NOT_FOUND);
}

/* --- the explorer -------------------------------------------------------- */

TEST(the_explorer_boots_an_entry)
{
	machine("view=explorer\n[a]\nkernel=no\n[b]\nkernel=other\n");
	fake->keys = "^7~B~y2\r~By1\r~q";
	assert_status(start(), FW_SUCCESS);
	assert_true(on_screen("Boot an entry of memblock.cfg"));
	assert_true(on_line("> 2 b"));
	assert_true(on_screen("other cannot be read"));
	assert_true(on_screen("no cannot be read"));
}

TEST(the_explorer_says_why_an_entry_is_not_booted)
{
	machine("view=explorer\n[a]\n[b]\nkernel=\"");
	fake->keys = "^By1\r~q";
	assert_status(start(), FW_SUCCESS);
	assert_true(on_screen("This entry has no kernel=PATH."));
	fake->keys = "^By2\r~q";
	assert_status(start(), FW_SUCCESS);
	assert_true(on_screen("[b] has a double quote"));
	/* Esc, and another key that ends its sequence. */
	fake->keys = "^By\x17~c4M\r~By1\r~q";
	assert_status(start(), FW_SUCCESS);
	assert_string_equal(fake->keys, "");
}

TEST(an_entry_without_a_kernel_shows_the_report)
{
	machine("[a]\nview=explorer\nmem=4M\n[b]\nkernel=no");
	fake->keys = "1\r~q";
	assert_status(start(), FW_SUCCESS);
	assert_true(on_screen("cut by mem="));
	assert_false(on_screen("1 Overview"));
}

TEST(a_time_comes_before_the_explorer)
{
	machine("view=explorer timeout=3\n[a]\nkernel=no-such-kernel");
	fake->keys = "^^^^";
	assert_status(run(u"default=a"), FW_NOT_FOUND);
	assert_true(on_line("boot in 0 s"));
	fake->keys = "\x17~^~q";
	assert_status(run(u"default=a"), FW_SUCCESS);
	assert_true(on_screen("1 Overview"));
	assert_int_equal(fake->resets, 0);
}

TEST(any_failure_of_the_firmware_leaves_nothing_held)
{
	for (unsigned n = 1; n < 60; n++) {
		set_up(NULL);
		fake->fail_at = n;
		run(u"entry=other pause=off");
		assert_true(fake_balanced());
	}
}
