/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/save.c: files are saved as a whole or not at all. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "efi/save.h"
#include "tests/lib/fake_volume.h"

static char large[3 * 32768 + 100];

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
	forget_said();
	assert_int_equal(save(path, "new text"), status);
	assert_non_null(strstr(said, words));
	assert_non_null(strstr(said, path));
	assert_string_equal(said + strlen(said) - 2, ".\n");
	assert_null(fake_file("\\memblock.new"));
	assert_true(fake_balanced());
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

	assert_true(fake_balanced());
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
		assert_int_equal(given_volume(NULL), 0);
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

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, given_volume, fake_end)
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
	};

	memset(large, 'x', sizeof(large) - 1);
	return cmocka_run_group_tests_name("save", tests, NULL, NULL);
}
