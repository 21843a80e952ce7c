/* SPDX-License-Identifier: BSD-2-Clause */
/* Files saved as a whole or not at all, and words read from a file. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "efi/save.h"
#include "efi/sources.h"
#include "tests/lib/fake_efi.h"

static struct firmware fw;
static char said[1024];
static struct buffer said_buffer;
static struct sink err;
static char large[3 * 32768 + 100];

static void fresh(void)
{
	fake_new();
	fake_add_volume("\\EFI\\BOOT\\BOOTX64.EFI");
	fake_put_folder("\\EFI");
	fake_put_folder("\\EFI\\BOOT");
	err = buffer_sink(&said_buffer, said, sizeof(said));
	assert_int_equal(fw_open(&fw, &fake->image_handle, &fake->system),
			 FW_SUCCESS);
	fake->calls = 0;
}

static int set_up(void **state)
{
	(void)state;
	fresh();
	memset(large, 'x', sizeof(large) - 1);
	return 0;
}

static bool balanced(void)
{
	return !fake->files_open && !fake->pools && !fake->page_ranges;
}

static int tear_down(void **state)
{
	bool even = balanced();

	(void)state;
	fake_free();
	return !even;
}

static size_t save(const char *path, const char *text)
{
	struct save file;
	struct sink out = save_sink(&file);
	size_t status = save_begin(&file, &fw, path, &err);

	if (fw_failed(status))
		return status;
	print_str(&out, text);
	return save_end(&file);
}

static void expect_file(const char *path, const char *text)
{
	assert_non_null(fake_file(path));
	assert_string_equal(fake_file(path)->bytes, text);
}

static void expect_saved(const char *path, const char *where, const char *text)
{
	assert_int_equal(save(path, text), FW_SUCCESS);
	assert_string_equal(said, "");
	expect_file(where, text);
	assert_null(fake_file("\\memblock.new"));
}

static void expect_refused(const char *path, size_t status, const char *words)
{
	said_buffer.need = 0;
	said[0] = '\0';
	assert_int_equal(save(path, "new text"), status);
	assert_non_null(strstr(said, words));
	assert_non_null(strstr(said, path));
	assert_string_equal(said + strlen(said) - 2, ".\n");
	assert_null(fake_file("\\memblock.new"));
	assert_true(balanced());
}

static void a_new_file_is_written(void **state)
{
	(void)state;
	expect_saved("map.txt", "\\map.txt", "text\n");
	expect_saved("/EFI/map.txt", "\\EFI\\map.txt", "text\n");
	expect_saved("empty", "\\empty", "");
}

static void a_file_of_many_chunks_is_whole(void **state)
{
	(void)state;
	expect_saved("map.txt", "\\map.txt", large);
}

static void an_old_file_is_replaced(void **state)
{
	(void)state;
	fake_put_text("\\map.txt", large);
	expect_saved("map.txt", "\\map.txt", "short\n");
	expect_saved("map.txt", "\\map.txt", "again\n");
}

static void the_text_is_on_the_medium_before_the_old_one_goes(void **state)
{
	(void)state;
	expect_saved("map.txt", "\\map.txt", "text\n");
	assert_int_equal(fake->flushes, 1);
	fake->no_rename = true;
	expect_saved("map.txt", "\\map.txt", "text\n");
	assert_int_equal(fake->flushes, 3);
}

static void a_file_left_of_a_lost_run_is_removed(void **state)
{
	(void)state;
	fake_put_text("\\MEMBLOCK.NEW", large);
	expect_saved("map.txt", "\\map.txt", "text\n");
}

static void the_temporary_name_itself_can_be_saved_to(void **state)
{
	(void)state;
	fake_put_text("\\memblock.new", "old");
	assert_int_equal(save("memblock.new", "text"), FW_SUCCESS);
	expect_file("\\memblock.new", "text");
	assert_null(fake_file("\\memblock.tmp"));
}

static void firmware_that_cannot_rename_copies(void **state)
{
	(void)state;
	fake->no_rename = true;
	expect_saved("map.txt", "\\map.txt", large);
	expect_saved("map.txt", "\\map.txt", "short\n");
}

static void a_read_only_volume_is_named(void **state)
{
	(void)state;
	fake_put_text("\\map.txt", "old");
	fake->read_only = true;
	expect_refused("map.txt", FW_WRITE_PROTECTED, "read-only");
	expect_refused("other", FW_WRITE_PROTECTED, "read-only");
	expect_file("\\map.txt", "old");
}

static void a_full_volume_is_named_and_the_old_file_stays(void **state)
{
	(void)state;
	fake_put_text("\\map.txt", "old");
	fake->capacity = 5;
	expect_refused("map.txt", FW_VOLUME_FULL, "full");
	expect_file("\\map.txt", "old");
	assert_null(fake_file("\\memblock.new"));
	expect_refused("other", FW_VOLUME_FULL, "full");
	assert_null(fake_file("\\other"));
	/* Some firmware only writes less. */
	fake->short_writes = true;
	expect_refused("map.txt", FW_VOLUME_FULL, "full");
	expect_file("\\map.txt", "old");
}

static void a_missing_folder_is_named(void **state)
{
	(void)state;
	expect_refused("no/map.txt", FW_NOT_FOUND, "folder is not there");
	assert_null(fake_file("\\no\\map.txt"));
}

static void a_folder_or_a_read_only_file_is_not_replaced(void **state)
{
	(void)state;
	expect_refused("EFI", FW_ACCESS_DENIED, "folder of that name");
	fake_put_text("\\map.txt", "old")->read_only = true;
	expect_refused("map.txt", FW_ACCESS_DENIED, "read-only file");
	expect_file("\\map.txt", "old");
	/* Opens for writing, but stays. */
	fake_put_text("\\other.txt", "old")->stuck = true;
	expect_refused("other.txt", FW_ACCESS_DENIED, "read-only file");
	expect_file("\\other.txt", "old");
}

static void a_bad_name_is_named(void **state)
{
	(void)state;
	expect_refused("fs0:\\map.txt", FW_INVALID_PARAMETER, "without fs0:");
	expect_refused("a*b", FW_INVALID_PARAMETER, "* ?");
	expect_refused("EFI\\", FW_INVALID_PARAMETER, "names no file");
	assert_int_equal(fake->calls, 0);
}

static void without_a_file_system_the_device_is_named(void **state)
{
	(void)state;
	fake->device_handle.cnt = 0;
	expect_refused("map.txt", FW_UNSUPPORTED, "file system");
	fake->image.DeviceHandle = NULL;
	expect_refused("map.txt", FW_UNSUPPORTED, "file system");
}

/* After each failure: the old text, the new one, or the whole new one under
 * its temporary name and a sentence that says so. */
static void check_outcome(size_t status)
{
	struct fake_file *file = fake_file("\\map.txt");
	struct fake_file *temporary = fake_file("\\memblock.new");

	assert_true(balanced());
	assert_int_equal(fw_failed(status), said[0] != '\0');
	if (!fw_failed(status)) {
		expect_file("\\map.txt", large);
	} else if (strstr(said, "the whole text is in memblock.new")) {
		assert_non_null(temporary);
		assert_string_equal(temporary->bytes, large);
		assert_true(!file || !strcmp(file->bytes, large));
	} else {
		assert_non_null(file);
		assert_string_equal(file->bytes, "old");
	}
}

static void any_call_may_fail(bool no_rename)
{
	unsigned n = 0;

	do {
		fresh();
		fake->no_rename = no_rename;
		fake_put_text("\\map.txt", "old");
		fake->fail_at = ++n;
		check_outcome(save("map.txt", large));
	} while (fake->calls >= n);
	assert_true(n > 10);
}

static void whatever_call_fails_no_text_is_lost(void **state)
{
	(void)state;
	any_call_may_fail(false);
	any_call_may_fail(true);
}

/* --- memblock.cfg ------------------------------------------------------ */

static struct sources sources;

/* All words of the first source, each with a blank behind it. */
static const char *words_read(void)
{
	static char text[256];
	const char *word = NULL;

	text[0] = '\0';
	assert_int_equal(sources_open(&sources, &fw, &err), FW_SUCCESS);
	assert_string_equal(said, "");
	while (sources.cnt &&
	       (word = words_next(&sources.list[0].words, word))) {
		strcat(text, word);
		strcat(text, " ");
	}
	sources_close(&sources, &fw);
	return text;
}

static void options_lie_beside_the_application(void **state)
{
	(void)state;
	fake_put_text("\\memblock.cfg", "format=csv");
	assert_string_equal(words_read(), "");
	fake_put_text("\\EFI\\BOOT\\memblock.cfg",
		      "# cap\nmem=1G\r\nsave=\"a b\"");
	assert_string_equal(words_read(), "mem=1G save=a b ");
}

static void without_a_folder_they_lie_in_the_root(void **state)
{
	(void)state;
	fake_put_text("\\memblock.cfg", "mem=1G");
	free(fake->image.FilePath);
	fake->image.FilePath = NULL;
	assert_string_equal(words_read(), "mem=1G ");
}

static void a_path_in_several_nodes_is_one_path(void **state)
{
	static const unsigned char nodes[] = {
		4, 4, 12, 0, '\\', 0, 'E', 0, 'F', 0, 'I', 0, /* no NUL */
		4, 4, 16, 0, '/', 0, 'B', 0, 'O', 0, 'O', 0, 'T', 0, 0, 0,
		4, 4, 8, 0, 'x', 0, 0, 0,
		0x7f, 0xff, 4, 0,
	};
	void *own = fake->image.FilePath;

	(void)state;
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", "mem=2G");
	fake->image.FilePath = (EFI_DEVICE_PATH *)nodes;
	assert_string_equal(words_read(), "mem=2G ");
	fake->image.FilePath = own;
}

static void the_editors_utf16_is_read(void **state)
{
	static const uint16_t text[] = u"\ufeffmem=1G\r\n# \u00e4\r\nhelp";

	(void)state;
	fake_put_file("\\EFI\\BOOT\\memblock.cfg", text, sizeof(text) - 2);
	assert_string_equal(words_read(), "mem=1G help ");
}

static void a_long_file_is_read_in_pieces(void **state)
{
	char text[5000];

	(void)state;
	memset(text, '\n', sizeof(text));
	memcpy(text + 4990, "mem=1G\0", 8);
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", text);
	assert_string_equal(words_read(), "mem=1G ");
}

static void no_volume_means_no_words(void **state)
{
	(void)state;
	fake->device_handle.cnt = 0;
	assert_string_equal(words_read(), "");
}

static void expect_bad_file(size_t status, const char *words)
{
	assert_int_equal(sources_open(&sources, &fw, &err), status);
	assert_non_null(strstr(said, "emblock.cfg"));
	assert_non_null(strstr(said, words));
	assert_string_equal(said + strlen(said) - 2, ".\n");
	sources_close(&sources, &fw);
	said_buffer.need = 0;
	said[0] = '\0';
}

static void a_file_that_cannot_be_read_is_named(void **state)
{
	(void)state;
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", "mem=1G");
	/* Without LoadOptions: protocol, volume, open, info, pool, read */
	for (unsigned n = 3; n <= 6; n++) {
		fake->calls = 0;
		fake->fail_at = n;
		expect_bad_file(n == 5 ? FW_OUT_OF_RESOURCES : FW_DEVICE_ERROR,
				n == 5 ? "memory" : "device error");
		assert_true(balanced());
	}
}

static void a_folder_or_a_giant_is_not_read(void **state)
{
	char *giant = calloc(1, SOURCES_FILE_MAX + 1);

	(void)state;
	fake_put_folder("\\EFI\\BOOT\\memblock.cfg");
	expect_bad_file(FW_INVALID_PARAMETER, "folder");
	free(fake_file("\\EFI\\BOOT\\memblock.cfg")->bytes);
	fake_file("\\EFI\\BOOT\\memblock.cfg")->bytes = NULL;
	fake_put_file("\\EFI\\BOOT\\memblock.cfg", giant, SOURCES_FILE_MAX + 1);
	expect_bad_file(FW_BAD_BUFFER_SIZE, "65537 bytes");
	free(giant);
}

static void an_open_quote_is_named_but_the_frame_is_found(void **state)
{
	(void)state;
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", "frame=cfg mem=\"1G");
	assert_int_equal(sources_open(&sources, &fw, &err),
			 FW_INVALID_PARAMETER);
	assert_non_null(strstr(said, "double quote"));
	assert_string_equal(sources_word(&sources, "frame"), "frame=cfg");
	sources_close(&sources, &fw);
}

static void the_command_line_has_the_last_word(void **state)
{
	(void)state;
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", "frame=cfg exit=wait");
	fake_arguments(u"frame=a frame=line frame=");
	assert_int_equal(sources_open(&sources, &fw, &err), FW_SUCCESS);
	assert_int_equal(sources.cnt, 2);
	assert_string_equal(sources.list[0].name, "memblock.cfg");
	assert_string_equal(sources.list[1].name, "the command line");
	assert_string_equal(sources_word(&sources, "frame"), "frame=line");
	assert_string_equal(sources_word(&sources, "exit"), "exit=wait");
	assert_null(sources_word(&sources, "mem"));
	sources_close(&sources, &fw);
}

static void junk_is_counted_and_ignored(void **state)
{
	(void)state;
	fake_load_options("\1\0\0\0x\0y\0", 8);
	assert_int_equal(sources_open(&sources, &fw, &err), FW_SUCCESS);
	assert_int_equal(sources.cnt, 0);
	assert_int_equal(sources.junk, 8);
	sources_close(&sources, &fw);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_new_file_is_written),
		test(a_file_of_many_chunks_is_whole),
		test(an_old_file_is_replaced),
		test(the_text_is_on_the_medium_before_the_old_one_goes),
		test(a_file_left_of_a_lost_run_is_removed),
		test(the_temporary_name_itself_can_be_saved_to),
		test(firmware_that_cannot_rename_copies),
		test(a_read_only_volume_is_named),
		test(a_full_volume_is_named_and_the_old_file_stays),
		test(a_missing_folder_is_named),
		test(a_folder_or_a_read_only_file_is_not_replaced),
		test(a_bad_name_is_named),
		test(without_a_file_system_the_device_is_named),
		test(whatever_call_fails_no_text_is_lost),
		test(options_lie_beside_the_application),
		test(without_a_folder_they_lie_in_the_root),
		test(a_path_in_several_nodes_is_one_path),
		test(the_editors_utf16_is_read),
		test(a_long_file_is_read_in_pieces),
		test(no_volume_means_no_words),
		test(a_file_that_cannot_be_read_is_named),
		test(a_folder_or_a_giant_is_not_read),
		test(an_open_quote_is_named_but_the_frame_is_found),
		test(the_command_line_has_the_last_word),
		test(junk_is_counted_and_ignored),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
