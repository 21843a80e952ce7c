/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/explorer: when the explorer runs, and on which consoles. */
#include "tests/lib/test.h"

#include "efi/explorer/terminal.h"
#include "efi/main.h"
#include "tests/lib/fake_efi.h"

static struct fake_screen *screen;
static struct fake_serial *serial;

/* A PC: screen, serial line, keyboard. */
static TEST_STEP(machine)
{
	fake_new();
	fake_add_conout(NULL);
	screen = fake_add_screen(100, 31);
	serial = fake_add_serial(true);
	/* Nobody answers at the serial line. */
	fake_add_keyboard("^q");
	fake_map(20, 48);
	fake->calls = 0;
	return 0;
}

static struct fw_status start(void)
{
	return FW_STATUS(efi_main(&fake->image_handle, &fake->system));
}

#define run(words) (fake_arguments(words), start())

FIXTURE(machine, fake_end);

static bool on_screen(const char *text)
{
	return strstr(screen->tape.text, text);
}

static bool on_line(const char *text)
{
	return strstr(serial->tape.text, text);
}

static bool explored(void)
{
	return on_screen("? help") || on_line("? help");
}

TEST(a_screen_with_a_keyboard_shows_the_explorer)
{
	fake->keys = "^~2~j~q";
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_screen("1 Overview"));
	assert_true(on_screen("2 Firmware rows"));
	/* It leaves a clear screen and asks for nothing. */
	assert_string_equal(grid_text(&screen->grid), "");
	assert_string_equal(fake->keys, "");
	assert_true(screen->mode.CursorVisible);
	assert_int_equal(screen->mode.Attribute, COLOUR_TEXT);
}

/* Pixels that are not black; UINT32_MAX: some were never painted. */
static size_t lit(void)
{
	size_t cnt = 0, all = (size_t)screen->output_info.HorizontalResolution *
			      screen->output_info.VerticalResolution;

	for (size_t i = 0; i < all; i++) {
		if (screen->pixels[i] == UINT32_MAX)
			return UINT32_MAX;
		cnt += screen->pixels[i] != 0;
	}
	return cnt;
}

TEST(v_draws_a_picture_on_a_screen_with_graphics)
{
	unsigned blts;

	fake_screen_graphics(screen, 1280, 800);
	fake->keys = "^~v~q";
	assert_status(run(u""), FW_SUCCESS);
	assert_in_range(lit(), 100000, 1280 * 800 / 2);
	blts = screen->blts;
	/* A key changes little; another view is text. */
	fake->keys = "^~v~j~q";
	assert_status(run(u""), FW_SUCCESS);
	assert_in_range(screen->blts, 2 * blts + 1, 2 * blts + 20);
	fake->keys = "^~v~2~v~\x0c~v~q";
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_screen("2 Firmware rows"));
}

TEST(a_terminal_says_where_the_picture_is)
{
	fake_screen_graphics(screen, 1280, 800);
	fake->keys = "x\x1b[24;132R~v~q";
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_line("The picture is on the screens with graphics;"));
}

TEST(a_picture_needs_graphics_of_some_size_and_memory)
{
	fake->keys = "^~v~q";
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_screen("No screen has a graphics output (GOP)"));
	machine(NULL);
	fake->keys = "^~v~q";
	fake_screen_graphics(screen, 320, 200);
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_screen("No screen has a graphics output (GOP)"));
	machine(NULL);
	fake->keys = "^~v~q";
	fake_screen_graphics(screen, 1280, 800);
	screen->output_mode.Info = NULL;
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_screen("No screen has a graphics output (GOP)"));
	machine(NULL);
	fake->keys = "^~v~2~q";
	fake_screen_graphics(screen, 1280, 800);
	fake->page_limit = 30;
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_screen("2 Firmware rows"));
	assert_int_equal(screen->blts, 0);
}

TEST(a_line_without_a_terminal_gets_the_report)
{
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_line("Findings: "));
	assert_false(on_line("? help"));
	assert_false(on_screen("Findings: "));
}

TEST(a_terminal_that_answers_shows_the_explorer_in_its_size)
{
	fake->keys = "x\x1b[24;132R~2~q";
	assert_status(run(u"mem=1M"), FW_SUCCESS);
	assert_true(on_line("\033[24;1H"));
	assert_true(on_line("2 Firmware rows"));
	assert_true(on_line("mem=1M"));
	assert_false(on_line("Findings: "));
	assert_true(on_screen("2 Firmware rows"));
}

TEST(an_answer_that_is_not_one_is_ignored)
{
	static const char *const answers[] = {
		"\x1b^q",           "\x1b[^q",
		"\x1b[24^q",        "\x1b[24;80^q",
		"[24;80R^q",        "\x1b[24R^q",
		"\x1b[24;8\x01R^q", "\x1b[9999999999;80R^q",
	};

	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
		machine(NULL);
		fake->keys = answers[i];
		run(u"");
		assert_true(on_line("Findings: "));
	}
}

TEST(keys_that_go_on_are_not_an_answer)
{
	char keys[100];

	memset(keys, 'x', sizeof(keys));
	keys[99] = '\0';
	keys[98] = 'q';
	fake->keys = keys;
	assert_status(run(u""), FW_SUCCESS);
	assert_true(explored());
}

TEST(a_terminal_that_is_too_small_gets_the_report)
{
	fake->keys = "\x1b[23;80Rq";
	run(u"");
	assert_true(on_line("Findings: "));
	machine(NULL);
	fake->keys = "\x1b[24;79Rq";
	run(u"");
	assert_true(on_line("Findings: "));
}

TEST(scripts_get_the_report)
{
	static const uint16_t *const words[] = {
		u"frame=T",    u"format=csv",  u"pause=off", u"exit=poweroff",
		u"exit=reset", u"view=report", u"save=a",    u"save-raw=b",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t units = 0;

		machine(NULL);
		fake_add_volume("\\memblock.efi");
		fake->keys = "q";
		while (words[i][units])
			units++;
		fake_load_options(words[i], units * 2);
		assert_status(start(), FW_SUCCESS);
		assert_false(explored());
	}
}

static BOOLEAN batch;

static BOOLEAN EFIAPI batch_is_active(void)
{
	return batch;
}

TEST(a_shell_gets_the_report_in_a_script_only)
{
	static EFI_SHELL_PROTOCOL shell;
	static struct fake_handle handle;
	EFI_GUID guid = EFI_SHELL_PROTOCOL_GUID;
	EFI_GUID parameters = EFI_SHELL_PARAMETERS_PROTOCOL_GUID;

	shell.BatchIsActive = (EFI_SHELL_BATCH_IS_ACTIVE)batch_is_active;
	handle = (struct fake_handle){ 0 };
	fake_protocol(&handle, guid, &shell);
	fake_handle_add(&handle);
	fake_protocol(&fake->image_handle, parameters, &fake->image);
	batch = true;
	fake->keys = "q";
	assert_status(run(u"memblock"), FW_SUCCESS);
	assert_false(explored());
	batch = false;
	fake->keys = "^q";
	assert_status(run(u"memblock"), FW_SUCCESS);
	assert_true(explored());
}

TEST(view_explorer_takes_a_line_for_a_terminal)
{
	fake->keys = "^~2~q";
	assert_status(run(u"view=explorer frame=T"), FW_SUCCESS);
	assert_true(on_line("\033[24;1H"));
	assert_true(on_line("2 Firmware rows"));
	assert_false(on_line("Findings: "));
}

TEST(a_console_that_cannot_be_told_apart_is_used_when_asked_for)
{
	fake_new();
	screen = fake_add_conout(fake_path_machine);
	fake_add_keyboard("~2~q");
	fake_map(20, 48);
	assert_status(run(u"view=explorer"), FW_SUCCESS);
	assert_true(on_screen("2 Firmware rows"));
	fake->keys = "~2~q";
	screen->tape.len = 0;
	memset(screen->tape.text, 0, sizeof(screen->tape.text));
	assert_status(run(u""), FW_SUCCESS);
	assert_false(on_screen("2 Firmware rows"));
	assert_true(on_screen("Findings: "));
}

TEST(without_keys_all_consoles_get_the_report)
{
	fake->keys = "";
	assert_status(run(u"view=explorer"), FW_SUCCESS);
	assert_true(on_line("Findings: "));
	assert_true(on_screen("Findings: "));
}

TEST(the_map_is_read_again)
{
	fake->keys = "^2r~\x0c\x1b~"
		     "~2~q";
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_screen("The map was read again."));
	fake->keys = "^r~r~r~q";
	assert_status(run(u""), FW_SUCCESS);
	assert_true(fake_balanced());
}

TEST(words_that_are_typed_cut_the_map)
{
	fake->keys = "^~c~1M~\r~2~q";
	assert_status(run(u"mem=8M"), FW_SUCCESS);
	assert_true(on_screen("mem=8M"));
	assert_true(on_screen("with this"));
	fake->keys = "^~c~1M~\r~r~c~2M\r~p~p~q";
	screen->tape.len = 0;
	assert_status(run(u"mem=8M"), FW_SUCCESS);
	assert_true(on_screen("arm64"));
}

TEST(a_wrong_word_is_explained)
{
	fake->keys = "^~cx~\r~\x1b~cmemmap=\"~\r~\x1b~cmem=1~\r~\x1b~q";
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_screen("Unknown option 'x'; type mem=SIZE"));
	assert_false(on_screen("option help"));
	assert_true(on_screen("quote is not closed"));
	fake->keys = "^~p~q";
	assert_status(run(u"memmap=1M$4M"), FW_SUCCESS);
	assert_true(on_screen("memmap"));
}

TEST(a_saved_map_is_compared)
{
	fake_add_volume("\\memblock.efi");
	fake_put_folder("\\maps");
	fake_put_text("\\text", "no map");
	fake_put_text("\\empty", "");
	fake->keys = "q";
	assert_status(run(u"save-raw=now.raw"), FW_SUCCESS);
	fake->keys = "^~dnow.raw\r~q~dtext\r~dmaps\r~dempty\r~dnone\r~d*\r"
		     "~q";
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_screen("would resume"));
	assert_true(on_screen("it is not a raw map"));
	assert_true(on_screen("file of up to"));
	assert_true(on_screen("such file"));
}

TEST(without_a_volume_nothing_is_compared_or_saved)
{
	fake->keys = "^~dx\r~s~q";
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_screen("did not come from a volume"));
	assert_true(on_screen("save: memblock.efi did"));
}

TEST(everything_is_saved_by_a_key)
{
	fake_add_volume("\\memblock.efi");
	fake->keys = "^~s~q";
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_screen("Saving ..."));
	assert_true(on_screen("_001"));
}

TEST(the_machine_is_left_by_keys)
{
	fake->keys = "^~!y~RyPy~q";
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_screen("The firmware has no UEFI Shell."));
	assert_int_equal(fake->resets, 2);
}

TEST(a_kernel_that_is_refused_leaves_the_explorer)
{
	fake_add_volume("\\memblock.efi");
	fake->keys = "^~By~2~q";
	assert_status(run(u"view=explorer kernel=none"), FW_SUCCESS);
	assert_true(on_screen("none"));
	assert_true(on_screen("2 Firmware rows"));
}

/* Each service in turn; what was shown stays. */
TEST(any_failure_of_the_firmware_leaves_nothing_held)
{
	for (unsigned int i = 1; i < 400; i++) {
		machine(NULL);
		fake_screen_graphics(screen, 640, 480);
		fake->keys = "\x1b[25;80R~v~2~r~c1M\r~r~p~dx\r~s~!y~q";
		fake->fail_at = i;
		run(u"");
		assert_true(fake_balanced());
	}
}

TEST(a_line_that_stops_taking_bytes_is_drawn_again_later)
{
	fake->keys = "\x1b[25;80R~2~j~j~j~q";
	serial->gulp = 0;
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_screen("2 Firmware rows"));
	machine(NULL);
	fake_serial_keeps(serial, 8, 3);
	fake->keys = "\x1b[25;80R~2~j~j~j~q";
	assert_status(run(u""), FW_SUCCESS);
	assert_true(on_line("2 Firmware rows"));
}

static unsigned int calls_with(const char *keys, unsigned int fail_at)
{
	machine(NULL);
	fake->keys = keys;
	fake->fail_at = fail_at;
	run(u"mem=8M");
	return fake->calls;
}

/* Each call that the keys take beyond those of a start and an end. */
TEST(a_key_whose_calls_fail_leaves_nothing_held)
{
	static const char *const keys[] = { "^~r~q", "^~c1M\r~q", "^~p~q" };
	unsigned int without = calls_with("^~q", 0);

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		unsigned int all = calls_with(keys[i], 0);

		assert_in_range(all, without + 2, without + 400);
		for (unsigned int call = without - 10; call < all; call++) {
			calls_with(keys[i], call);
			assert_true(fake_balanced());
		}
	}
}
