/* SPDX-License-Identifier: BSD-2-Clause */
/* The whole application on a fake firmware. */
#include "tests/lib/test.h"

#include "core/base/version.h"
#include "core/firmware/rawmap.h"
#include "efi/main.h"
#include "efi/console/pager.h"
#include "tests/lib/fake_efi.h"

static struct fake_screen *screen;
static struct fake_serial *serial;

/* A PC: screen, serial terminal, keyboard, a disk. */
static void machine(void)
{
	fake_new();
	fake_add_conout(NULL);
	screen = fake_add_screen(80, 1000);
	serial = fake_add_serial(true);
	fake_add_keyboard("");
	fake_add_volume("\\memblock.efi");
	fake_map(20, 48);
	fake->calls = 0;
}

static TEST_STEP(set_up)
{
	machine();
	return 0;
}

static struct fw_status start(void)
{
	return FW_STATUS(efi_main(&fake->image_handle, &fake->system));
}

#define run(words) (fake_arguments(words), start())

FIXTURE(set_up, fake_end);

TEST(screen_line_and_file_get_the_same_text)
{
	assert_status(run(u"memblock.efi save=map.txt mem=8M"), FW_SUCCESS);
	assert_non_null(strstr(serial->tape.text, "memory"));
	assert_non_null(strstr(serial->tape.text, "mem=8M"));
	assert_memory_equal(screen->tape.text, serial->tape.text,
			    serial->tape.len);
	assert_string_equal(screen->tape.text + serial->tape.len,
			    "\nSaved as \\map.txt.\n");
	assert_string_equal(fake_file("\\map.txt")->bytes, serial->tape.text);
	assert_int_equal(serial->tape.returns > 10, 1);
}

TEST(a_file_that_is_replaced_is_mentioned)
{
	fake_put_folder("\\sub");
	fake_put_text("\\sub\\map.txt", "old");
	assert_status(run(u"save=sub/map.txt save-raw=\\map.raw"), FW_SUCCESS);
	assert_non_null(strstr(screen->tape.text, "Saved as \\map.raw.\n"));
	assert_non_null(strstr(screen->tape.text,
			       "Saved as \\sub/map.txt, in place of an older "
			       "file.\n"));
}

TEST(every_format_is_printed)
{
	assert_status(run(u"format=json"), FW_SUCCESS);
	assert_int_equal(serial->tape.text[0], '{');
	assert_string_equal(serial->tape.text + serial->tape.len - 2, "}\n");
	serial->tape.len = 0;
	assert_status(run(u"format=linux"), FW_SUCCESS);
	assert_non_null(strstr(serial->tape.text, "MEMBLOCK configuration"));
}

TEST(the_raw_map_can_be_read_back)
{
	struct capture capture;
	struct fake_file *file;

	assert_status(run(u"save-raw=/map.raw"), FW_SUCCESS);
	file = fake_file("\\map.raw");
	assert_int_equal(file->size, RAWMAP_HEADER_SIZE + 20 * 48);
	assert_int_equal(rawmap_read(&capture, file->bytes, file->size), 0);
	assert_int_equal(efimap_count(&capture.map), 20);
	assert_string_equal(capture.vendor, "Fake");
}

TEST(ten_thousand_descriptors_are_printed)
{
	fake_map(10000, 40);
	fake->map_grows = true;
	assert_status(run(u"format=linux"), FW_SUCCESS);
	assert_non_null(strstr(serial->tape.text, "memory.cnt"));
}

TEST(an_invalid_option_is_an_error)
{
	assert_status(run(u"men=1G save=map.txt save-raw=map.raw"),
		      FW_INVALID_PARAMETER);
	assert_non_null(strstr(serial->tape.text, "'men=1G'"));
	assert_non_null(strstr(serial->tape.text, "mem="));
	assert_non_null(strstr(screen->tape.text, "'men=1G'"));
	assert_null(fake_file("\\map.txt"));
	assert_null(fake_file("\\map.raw"));
	assert_int_equal(fake->map_calls, 0);
}

TEST(an_invalid_option_in_the_file_is_an_error)
{
	fake_put_text("\\memblock.cfg", "frame=T\nmem=1Q");
	assert_status(start(), FW_INVALID_PARAMETER);
	assert_non_null(strstr(serial->tape.text, "memblock.cfg"));
	assert_non_null(
		strstr(serial->tape.text, "T end 0x8000000000000002\n"));
}

TEST(the_report_names_the_file_of_options)
{
	fake_put_text("\\memblock.cfg", "mem=8M");
	assert_status(start(), FW_SUCCESS);
	assert_non_null(strstr(serial->tape.text,
			       "\nOptions   \\memblock.cfg\n"
			       "Edit      mem=8M, from \\memblock.cfg\n"));
}

TEST(a_file_of_options_that_is_not_read_is_noted)
{
	fake_put_text("\\memblock.cfg", "mem=8M");
	fake_add_volume("\\EFI\\BOOT\\BOOTX64.EFI");
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", "mem=4M");
	assert_status(start(), FW_SUCCESS);
	assert_non_null(strstr(screen->tape.text,
			       "\\memblock.cfg was not read, because there is "
			       "\\EFI\\BOOT\\memblock.cfg.\n"));
	/* Other formats are for programs. */
	memset(&serial->tape, 0, sizeof(serial->tape));
	assert_status(run(u"format=json"), FW_SUCCESS);
	assert_null(strstr(serial->tape.text, "not read"));
}

/* Without blanks and line ends, since screens break lines. */
static const char *joined(const struct fake_tape *tape)
{
	static char text[2][4096];
	static int turn;
	char *to = text[turn ^= 1];

	for (const char *from = tape->text; *from; from++)
		if (*from != '\n' && *from != ' ')
			*to++ = *from;
	*to = '\0';
	return text[turn];
}

TEST(a_very_long_option_is_shown_truncated)
{
	uint16_t words[3000];
	const char *line;

	for (size_t i = 0; i < 3000; i++)
		words[i] = 'x';
	fake_load_options(words, sizeof(words));
	assert_status(start(), FW_INVALID_PARAMETER);
	assert_in_range(serial->tape.len, 1000, 1100);
	line = joined(&serial->tape);
	assert_memory_equal(joined(&screen->tape), line, strlen(line));
}

TEST(help_and_version_do_not_read_the_map)
{
	assert_status(run(u"help save=map.txt"), FW_SUCCESS);
	assert_non_null(strstr(serial->tape.text, "save-raw=PATH"));
	assert_string_equal(screen->tape.text, serial->tape.text);
	assert_null(fake_file("\\map.txt"));
	serial->tape.len = 0;
	memset(serial->tape.text, 0, 100);
	assert_status(run(u"version"), FW_SUCCESS);
	assert_string_equal(serial->tape.text,
			    "memblock.efi " MEMBLOCK_VERSION " (x86_64)\n");
	assert_int_equal(fake->map_calls, 0);
}

TEST(the_screen_stops_after_line_and_file_have_all)
{
	const char *prompt;

	screen->rows = 10;
	fake->keys = "q";
	assert_status(run(u"save=map.txt"), FW_SUCCESS);
	prompt = strstr(screen->tape.text, "Rows 1-9 of ");
	assert_non_null(prompt);
	assert_null(strstr(prompt + 1, "Rows "));
	assert_string_equal(fake_file("\\map.txt")->bytes, serial->tape.text);
	assert_null(strstr(serial->tape.text, "Rows "));
	assert_true(serial->tape.len > screen->tape.len);
}

TEST(an_error_shows_although_q_was_pressed)
{
	screen->rows = 10;
	fake->keys = "q";
	fake->read_only = true;
	assert_status(run(u"save=map.txt"), FW_WRITE_PROTECTED);
	assert_non_null(strstr(screen->tape.text, " \nCannot save map.txt"));
	assert_non_null(strstr(screen->tape.text, "read-only"));
	assert_null(strstr(screen->tape.text, "Saved"));
	assert_non_null(strstr(serial->tape.text, "read-only"));
}

TEST(without_a_keyboard_nothing_waits)
{
	screen->rows = 10;
	assert_status(run(u"pause=off"), FW_SUCCESS);
	assert_string_equal(screen->tape.text, serial->tape.text);
	/* No keyboard: pause=on, the default, changes nothing. */
	machine();
	screen->rows = 10;
	fake->handle_cnt--;
	assert_status(run(u"view=report"), FW_SUCCESS);
	assert_string_equal(screen->tape.text, serial->tape.text);
}

TEST(the_frame_is_only_on_the_serial_line)
{
	const char *text = serial->tape.text;

	assert_status(run(u"frame=TOKEN"), FW_SUCCESS);
	assert_memory_equal(text, "\nTOKEN begin\n", 13);
	assert_string_equal(text + serial->tape.len - 29,
			    "\nTOKEN end 0x0000000000000000\n" + 1);
	assert_int_equal(text[serial->tape.len - 30], '\n');
	assert_null(strstr(screen->tape.text, "TOKEN"));
}

TEST(the_frame_is_on_conout_without_a_serial_line)
{
	fake_new();
	screen = fake_add_conout(fake_path_machine);
	assert_status(run(u"frame=T exit=poweroff xyz"), FW_INVALID_PARAMETER);
	assert_memory_equal(screen->tape.text, "\nT begin\n", 9);
	assert_string_equal(screen->tape.text + screen->tape.len - 25,
			    "T end 0x8000000000000002\n");
	assert_int_equal(fake->resets, 1);
}

TEST(the_exit_comes_last_and_for_errors_too)
{
	assert_status(run(u"exit=poweroff"), FW_SUCCESS);
	assert_int_equal(fake->resets, 1);
	assert_int_equal(fake->reset_type, EfiResetShutdown);
	run(u"nonsense exit=reset");
	assert_int_equal(fake->resets, 2);
	assert_int_equal(fake->reset_type, EfiResetCold);
	run(u"exit=never");
	run(u"exit=return");
	assert_int_equal(fake->resets, 2);
}

TEST(exit_wait_waits_for_a_key)
{
	/* Two keys that were pressed before do not count. */
	fake->keys = "  ~~x";
	assert_status(run(u"exit=wait pause=off frame=T"), FW_SUCCESS);
	assert_int_equal(fake->waits, 1);
	assert_string_equal(fake->keys, "");
	assert_non_null(strstr(screen->tape.text, "Press any key"));
	assert_string_equal(serial->tape.text + serial->tape.len - 25,
			    "T end 0x0000000000000000\n");
}

TEST(exit_wait_does_not_ask_again_after_q)
{
	screen->rows = 10;
	fake->keys = "q~~~x";
	assert_status(run(u"exit=wait view=report"), FW_SUCCESS);
	assert_string_equal(fake->keys, "~~~x");
	assert_null(strstr(screen->tape.text, "Press any key"));
	/* What follows the pages is to be read, too. */
	machine();
	screen->rows = 10;
	fake->keys = "q~x";
	assert_status(run(u"exit=wait save=map.txt"), FW_SUCCESS);
	assert_non_null(strstr(screen->tape.text, "Press any key"));
}

TEST(a_machine_without_anybody_is_saved_and_switched_off)
{
	fake->keys = "^";
	assert_status(run(u"timeout=5"), FW_SUCCESS);
	assert_int_equal(fake->timer, 5000000);
	assert_non_null(strstr(screen->tape.text, "within 5 s to stay"));
	assert_non_null(fake_file("\\maps\\machine_001.raw"));
	assert_non_null(strstr(screen->tape.text,
			       "\nSaved as \\maps\\machine_001.raw"));
	assert_int_equal(fake->resets, 1);
	assert_int_equal(fake->reset_type, EfiResetShutdown);
}

TEST(a_key_keeps_the_machine_on_and_unsaved)
{
	fake->keys = "~x";
	assert_status(run(u"timeout=5 pause=off"), FW_SUCCESS);
	assert_int_equal(fake->resets, 0);
	assert_null(fake_file("\\maps\\machine_001.raw"));
}

TEST(a_machine_that_cannot_be_saved_stays_on)
{
	fake->read_only = true;
	fake->keys = "~~x";
	assert_status(run(u"timeout=0 exit=return"), FW_WRITE_PROTECTED);
	assert_non_null(strstr(screen->tape.text, "Cannot save \\maps"));
	assert_non_null(strstr(screen->tape.text, "Press any key to continue"));
	assert_string_equal(fake->keys, "");
	assert_int_equal(fake->resets, 0);
}

TEST(save_all_saves_beside_what_is_printed)
{
	assert_status(run(u"save-all format=linux"), FW_SUCCESS);
	assert_non_null(fake_file("\\maps\\machine_001.json"));
	assert_status(run(u"save-all kernel=k"), FW_NOT_FOUND);
	assert_non_null(fake_file("\\maps\\machine_002.json"));
}

TEST(timeout_and_kernel_exclude_each_other)
{
	assert_status(run(u"timeout=5 kernel=k"), FW_INVALID_PARAMETER);
	assert_non_null(strstr(serial->tape.text, "remove one of them"));
}

TEST(an_error_waits_for_a_key_or_half_a_minute)
{
	fake->keys = "^";
	run(u"nonsense");
	assert_non_null(strstr(screen->tape.text, "wait 30 seconds"));
	assert_int_equal(fake->timer, 30000000);
	assert_int_equal(fake->events, 0);
	/* Also before the machine is switched off. */
	fake->keys = "^";
	fake->timer = 0;
	run(u"nonsense exit=poweroff");
	assert_int_equal(fake->timer, 30000000);
	assert_int_equal(fake->resets, 1);
}

TEST(an_error_does_not_wait_for_scripts_and_shells)
{
	EFI_GUID guid = EFI_SHELL_PARAMETERS_PROTOCOL_GUID;

	fake->keys = "^";
	run(u"nonsense frame=T");
	assert_string_equal(fake->keys, "^");
	fake_protocol(&fake->image_handle, guid, &fake->image);
	run(u"memblock nonsense");
	assert_string_equal(fake->keys, "^");
	assert_null(strstr(screen->tape.text, "Press any key"));
}

TEST(a_report_uses_the_largest_mode_unless_a_shell_has_the_screen)
{
	EFI_GUID guid = EFI_SHELL_PARAMETERS_PROTOCOL_GUID;

	fake_screen_mode(screen, 160, 1000);
	assert_status(run(u"pause=off"), FW_SUCCESS);
	assert_int_equal(screen->cleared, 2);
	assert_int_equal(screen->mode.Mode, 0);
	fake_protocol(&fake->image_handle, guid, &fake->image);
	assert_status(run(u"memblock pause=off"), FW_SUCCESS);
	assert_int_equal(screen->cleared, 2);
}

TEST(the_screen_is_cleared_unless_a_shell_started_it)
{
	EFI_GUID guid = EFI_SHELL_PARAMETERS_PROTOCOL_GUID;

	assert_status(run(u"view=report"), FW_SUCCESS);
	assert_int_equal(screen->cleared, 1);
	fake_protocol(&fake->image_handle, guid, &fake->image);
	assert_status(run(u"memblock version"), FW_SUCCESS);
	assert_int_equal(screen->cleared, 1);
}

TEST(junk_in_load_options_is_noted_in_text_only)
{
	fake_load_options("\1\0\0\0x\0y\0", 8);
	assert_status(start(), FW_SUCCESS);
	assert_non_null(strstr(serial->tape.text, "8 bytes of LoadOptions"));
	fake_put_text("\\memblock.cfg", "format=csv");
	memset(&serial->tape, 0, sizeof(serial->tape));
	assert_status(start(), FW_SUCCESS);
	assert_null(strstr(serial->tape.text, "LoadOptions"));
}

TEST(lack_of_memory_for_the_conversion_is_reported)
{
	fake_map(1000, 48);
	/* Enough for the map's buffer, not for the conversion. */
	fake->page_limit = 30;
	assert_status(start(), FW_OUT_OF_RESOURCES);
	assert_non_null(
		strstr(serial->tape.text, "Converting the memory map takes "));
}

TEST(both_files_are_tried)
{
	assert_status(run(u"save=no/map.txt save-raw=map.raw"), FW_NOT_FOUND);
	assert_non_null(fake_file("\\map.raw"));
	assert_status(run(u"save=map.txt save-raw=no/map.raw"), FW_NOT_FOUND);
	assert_non_null(fake_file("\\map.txt"));
	assert_non_null(strstr(screen->tape.text, "\n\nSaved as \\map.raw.\n"
						  "Cannot save no/map.txt: "));
}

TEST(a_map_that_cannot_be_converted_can_be_saved)
{
	fake_map(1000, 48);
	fake->page_limit = 30;
	assert_status(run(u"save-raw=map.raw"), FW_OUT_OF_RESOURCES);
	assert_non_null(fake_file("\\map.raw"));
	assert_non_null(strstr(screen->tape.text, "Saved as \\map.raw.\n"));
}

TEST(the_watchdog_is_off_while_the_screen_waits)
{
	fake->watchdog = 300;
	start();
	assert_int_equal(fake->watchdog, 0);
	assert_int_equal(fake->watchdog_calls, 1);
}

TEST(after_any_failed_call_everything_is_freed)
{
	unsigned n = 0;

	do {
		machine();
		screen->rows = 30;
		fake->keys = " ~   ";
		fake_put_text("\\memblock.cfg", "mem=8M");
		fake_arguments(u"save=map.txt save-raw=map.raw format=linux");
		fake->fail_at = ++n;
		start();
		assert_true(fake_balanced());
	} while (fake->calls >= n);
	assert_true(n > 50);
}
