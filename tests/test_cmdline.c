/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/config/cmdline.c: words from memblock.cfg and from the command line. */
#include "tests/lib/test.h"

#include "efi/config/cmdline.h"
#include "tests/lib/fake_volume.h"

static struct cmdline sources;

/* All words of the first source, each with a blank behind it. */
static const char *words_read(void)
{
	static char text[256];
	const char *word = NULL;

	text[0] = '\0';
	assert_status(cmdline_open(&sources, &fw, &err), FW_SUCCESS);
	assert_string_equal(said, "");
	while (sources.cnt &&
	       (word = words_next(&sources.list[0].words, word))) {
		strcat(text, word);
		strcat(text, " ");
	}
	cmdline_close(&sources, &fw);
	return text;
}

FIXTURE(given_volume, fake_end);

TEST(options_lie_beside_the_application)
{
	fake_put_text("\\memblock.cfg", "format=csv");
	assert_string_equal(words_read(), "");
	fake_put_text("\\EFI\\BOOT\\memblock.cfg",
		      "# cap\nmem=1G\r\nsave=\"a b\"");
	assert_string_equal(words_read(), "mem=1G save=a b ");
}

TEST(without_a_folder_they_lie_in_the_root)
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

TEST(no_volume_means_no_words)
{
	fake->device_handle.cnt = 0;
	assert_string_equal(words_read(), "");
}

static void expect_bad_file(struct fw_status status, const char *words)
{
	assert_status(cmdline_open(&sources, &fw, &err), status);
	assert_non_null(strstr(said, "emblock.cfg"));
	assert_non_null(strstr(said, words));
	assert_string_equal(said + strlen(said) - 2, ".\n");
	cmdline_close(&sources, &fw);
	forget_said();
}

TEST(a_file_that_cannot_be_read_is_named)
{
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", "mem=1G");
	/* Without LoadOptions: protocol, volume, open, info, pool, read */
	for (unsigned n = 3; n <= 6; n++) {
		fake->calls = 0;
		fake->fail_at = n;
		expect_bad_file(n == 5 ? FW_OUT_OF_RESOURCES : FW_DEVICE_ERROR,
				n == 5 ? "memory" : "device error");
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

TEST(an_open_quote_is_named_but_the_frame_is_found)
{
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", "frame=cfg mem=\"1G");
	assert_status(cmdline_open(&sources, &fw, &err), FW_INVALID_PARAMETER);
	assert_non_null(strstr(said, "double quote"));
	assert_string_equal(cmdline_word(&sources, "frame"), "frame=cfg");
	cmdline_close(&sources, &fw);
}

TEST(the_command_line_has_the_last_word)
{
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", "frame=cfg exit=wait");
	fake_arguments(u"frame=a frame=line frame=");
	assert_status(cmdline_open(&sources, &fw, &err), FW_SUCCESS);
	assert_int_equal(sources.cnt, 2);
	assert_string_equal(sources.list[0].name, "memblock.cfg");
	assert_string_equal(sources.list[1].name, "the command line");
	assert_string_equal(cmdline_word(&sources, "frame"), "frame=line");
	assert_string_equal(cmdline_word(&sources, "exit"), "exit=wait");
	assert_null(cmdline_word(&sources, "mem"));
	cmdline_close(&sources, &fw);
}

TEST(junk_is_counted_and_ignored)
{
	fake_load_options("\1\0\0\0x\0y\0", 8);
	assert_status(cmdline_open(&sources, &fw, &err), FW_SUCCESS);
	assert_int_equal(sources.cnt, 0);
	assert_int_equal(sources.junk, 8);
	cmdline_close(&sources, &fw);
}
