/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/config/cmdline.c: words from memblock.cfg and from the command line. */
#include "tests/lib/test.h"

#include "efi/config/cmdline.h"
#include "efi/config/cmdline_file.h"
#include "tests/lib/fake_volume.h"

static struct cmdline cmdline;
static struct options options;

/* mem=, save= and help as far as they are given, each followed by a blank. */
static const char *words_read(void)
{
	static char text[256];
	int n = 0;

	text[0] = '\0';
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_SUCCESS);
	assert_string_equal(said, "");
	for (size_t i = 0; i < options.report.edit_cnt; i++)
		n += sprintf(text + n, "%s ", options.report.edits[i].word);
	if (options.save)
		n += sprintf(text + n, "save=%s ", options.save);
	if (options.help)
		sprintf(text + n, "help ");
	cmdline_close(&cmdline);
	return text;
}

FIXTURE(given_volume, fake_end);

TEST(options_are_read_from_the_applications_folder)
{
	fake_put_text("\\EFI\\BOOT\\memblock.cfg",
		      "# cap\nmem=1G\r\nsave=\"a b\"");
	assert_string_equal(words_read(), "mem=1G save=a b ");
}

TEST(options_are_read_from_the_root_where_the_folder_has_none)
{
	fake_put_text("\\memblock.cfg", "mem=2G");
	assert_string_equal(words_read(), "mem=2G ");
	assert_string_equal(cmdline.file, "\\memblock.cfg");
	assert_false(cmdline.from.second);
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", "mem=1G");
	assert_string_equal(words_read(), "mem=1G ");
	assert_string_equal(cmdline.file, "\\EFI\\BOOT\\memblock.cfg");
	assert_true(cmdline.from.second);
}

TEST(without_a_file_no_path_is_named)
{
	assert_string_equal(words_read(), "");
	assert_string_equal(cmdline.file, "");
	assert_false(cmdline.from.second);
}

TEST(without_a_folder_options_are_read_from_the_root)
{
	fake_put_text("\\memblock.cfg", "mem=1G");
	free(fake->image.FilePath);
	fake->image.FilePath = NULL;
	assert_string_equal(words_read(), "mem=1G ");
}

TEST(a_path_in_several_nodes_is_one_path)
{
	static const unsigned char nodes[] = {
		4, 4, 12, 0, '\\', 0, 'E', 0, 'F', 0, 'I',  0, /* no NUL */
		4, 4, 16, 0, '/',  0, 'B', 0, 'O', 0, 'O',  0,    'T', 0,
		0, 0, 4,  4, 8,    0, 'x', 0, 0,   0, 0x7f, 0xff, 4,   0,
	};
	void *own = fake->image.FilePath;

	fake_put_text("\\EFI\\BOOT\\memblock.cfg", "mem=2G");
	fake->image.FilePath = (EFI_DEVICE_PATH *)nodes;
	assert_string_equal(words_read(), "mem=2G ");
	fake->image.FilePath = own;
}

TEST(the_editors_utf16_is_read)
{
	static const uint16_t text[] = u"\ufeffmem=1G\r\n# \u00e4\r\nhelp";

	fake_put_file("\\EFI\\BOOT\\memblock.cfg", text, sizeof(text) - 2);
	assert_string_equal(words_read(), "mem=1G help ");
}

TEST(a_long_file_is_read_in_pieces)
{
	char text[5000];

	memset(text, '\n', sizeof(text));
	memcpy(text + 4990, "mem=1G\0", 8);
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", text);
	assert_string_equal(words_read(), "mem=1G ");
}

TEST(without_a_volume_there_are_no_options)
{
	fake->device_handle.cnt = 0;
	assert_string_equal(words_read(), "");
}

static void expect_bad_file(struct fw_status status, const char *words)
{
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		status);
	assert_non_null(strstr(said, "emblock.cfg"));
	assert_non_null(strstr(said, words));
	assert_string_equal(said + strlen(said) - 2, ".\n");
	cmdline_close(&cmdline);
	forget_said();
}

TEST(a_file_that_cannot_be_read_is_reported)
{
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", "mem=1G");
	/* Without LoadOptions: protocol, volume, open, open that of the root,
	 * info, pool, read */
	for (unsigned n = 3; n <= 7; n += n == 3 ? 2 : 1) {
		fake->calls = 0;
		fake->fail_at = n;
		expect_bad_file(n == 6 ? FW_OUT_OF_RESOURCES : FW_DEVICE_ERROR,
				n == 6 ? "memory" : "device error");
		assert_true(fake_balanced());
	}
}

TEST(a_folder_or_a_giant_is_not_read)
{
	char *giant = calloc(1, CMDLINE_FILE_MAX + 1);

	fake_put_folder("\\EFI\\BOOT\\memblock.cfg");
	expect_bad_file(FW_INVALID_PARAMETER, "folder");
	free(fake_file("\\EFI\\BOOT\\memblock.cfg")->bytes);
	fake_file("\\EFI\\BOOT\\memblock.cfg")->bytes = NULL;
	fake_put_file("\\EFI\\BOOT\\memblock.cfg", giant, CMDLINE_FILE_MAX + 1);
	expect_bad_file(FW_BAD_BUFFER_SIZE, "65537 bytes");
	free(giant);
}

TEST(an_open_quote_is_reported_and_the_frame_is_found)
{
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", "frame=cfg mem=\"1G");
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_INVALID_PARAMETER);
	assert_non_null(strstr(said, "double quote"));
	assert_string_equal(options.frame, "cfg");
	cmdline_close(&cmdline);
}

TEST(the_command_line_overrides_the_file)
{
	fake_put_text("\\EFI\\BOOT\\memblock.cfg",
		      "mem=1G frame=cfg exit=wait memmap=1M$1M");
	fake_arguments(u"frame=a frame=line mem=2G");
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_SUCCESS);
	assert_string_equal(options.frame, "line");
	assert_int_equal(options.exit, EXIT_WAIT);
	assert_int_equal(options.report.edit_cnt, 2);
	assert_string_equal(options.report.edits[0].word, "memmap=1M$1M");
	assert_string_equal(options.report.edits[0].source,
			    "\\EFI\\BOOT\\memblock.cfg");
	assert_string_equal(options.report.edits[1].word, "mem=2G");
	assert_string_equal(options.report.edits[1].source, "the command line");
	cmdline_close(&cmdline);
}

TEST(frame_and_exit_work_despite_an_invalid_option)
{
	fake_arguments(u"frame=a nonsense exit=reset frame=line frame=");
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_INVALID_PARAMETER);
	assert_non_null(strstr(said, "'nonsense'"));
	assert_string_equal(options.frame, "line");
	assert_int_equal(options.exit, EXIT_RESET);
	cmdline_close(&cmdline);
}

TEST(lack_of_memory_for_the_options_is_reported)
{
	fake_arguments(u"frame=line exit=reset mem=1G");
	fake->calls = 0;
	/* The lists are the last allocation. */
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_SUCCESS);
	fake->fail_at = fake->calls;
	cmdline_close(&cmdline);
	fake->calls = 0;
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_OUT_OF_RESOURCES);
	assert_non_null(strstr(said, "Reading the options takes "));
	assert_string_equal(options.frame, "line");
	assert_int_equal(options.exit, EXIT_RESET);
	assert_int_equal(options.report.edit_cnt, 0);
	cmdline_close(&cmdline);
	assert_true(fake_balanced());
}

TEST(junk_is_counted_and_ignored)
{
	fake_load_options("\1\0\0\0x\0y\0", 8);
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_SUCCESS);
	assert_null(cmdline.from.line);
	assert_int_equal(cmdline.junk, 8);
	cmdline_close(&cmdline);
}
