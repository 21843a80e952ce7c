/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/output/save.c: files are saved as a whole or not at all. */
#include "tests/lib/test.h"

#include "efi/output/save.h"
#include "tests/lib/fake_volume.h"

static char large[3 * 32768 + 100];

static struct fw_status save(const char *path, const char *text)
{
	struct save file;
	struct sink out = save_sink(&file);
	struct fw_status status = save_begin(&file, &fw, path, &err);

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
	assert_status(save(path, text), FW_SUCCESS);
	assert_string_equal(said, "");
	expect_file(where, text);
	assert_null(fake_file("\\memblock.new"));
}

static void expect_refused(const char *path, struct fw_status status,
			   const char *words)
{
	forget_said();
	assert_status(save(path, "new text"), status);
	assert_non_null(strstr(said, words));
	assert_non_null(strstr(said, path));
	assert_string_equal(said + strlen(said) - 2, ".\n");
	assert_null(fake_file("\\memblock.new"));
	assert_true(fake_balanced());
}

static TEST_STEP(make_large)
{
	memset(large, 'x', sizeof(large) - 1);
	return 0;
}

FIXTURE(given_volume, fake_end);
GROUP_FIXTURE(make_large, NULL);

TEST(a_new_file_is_written)
{
	expect_saved("map.txt", "\\map.txt", "text\n");
	expect_saved("/EFI/map.txt", "\\EFI\\map.txt", "text\n");
	expect_saved("empty", "\\empty", "");
}

TEST(a_file_of_many_chunks_is_whole)
{
	expect_saved("map.txt", "\\map.txt", large);
}

TEST(an_old_file_is_replaced)
{
	fake_put_text("\\map.txt", large);
	expect_saved("map.txt", "\\map.txt", "short\n");
	expect_saved("map.txt", "\\map.txt", "again\n");
}

TEST(the_text_is_on_the_medium_before_the_old_one_goes)
{
	expect_saved("map.txt", "\\map.txt", "text\n");
	assert_int_equal(fake->flushes, 1);
	fake->no_rename = true;
	expect_saved("map.txt", "\\map.txt", "text\n");
	assert_int_equal(fake->flushes, 3);
}

TEST(a_file_of_an_interrupted_run_is_removed)
{
	fake_put_text("\\MEMBLOCK.NEW", large);
	expect_saved("map.txt", "\\map.txt", "text\n");
}

TEST(the_temporary_name_itself_can_be_saved_to)
{
	fake_put_text("\\memblock.new", "old");
	assert_status(save("memblock.new", "text"), FW_SUCCESS);
	expect_file("\\memblock.new", "text");
	assert_null(fake_file("\\memblock.tmp"));
}

TEST(without_rename_the_file_is_copied)
{
	fake->no_rename = true;
	expect_saved("map.txt", "\\map.txt", large);
	expect_saved("map.txt", "\\map.txt", "short\n");
}

TEST(a_read_only_volume_is_reported)
{
	fake_put_text("\\map.txt", "old");
	fake->read_only = true;
	expect_refused("map.txt", FW_WRITE_PROTECTED, "read-only");
	expect_refused("other", FW_WRITE_PROTECTED, "read-only");
	expect_file("\\map.txt", "old");
}

TEST(a_full_volume_is_reported_and_the_old_file_stays)
{
	fake_put_text("\\map.txt", "old");
	fake->capacity = 5;
	expect_refused("map.txt", FW_VOLUME_FULL, "full");
	expect_file("\\map.txt", "old");
	assert_null(fake_file("\\memblock.new"));
	expect_refused("other", FW_VOLUME_FULL, "full");
	assert_null(fake_file("\\other"));
	/* Some firmware writes less without an error. */
	fake->short_writes = true;
	expect_refused("map.txt", FW_VOLUME_FULL, "full");
	expect_file("\\map.txt", "old");
}

TEST(a_missing_folder_is_reported)
{
	expect_refused("no/map.txt", FW_NOT_FOUND, "folder is not there");
	assert_null(fake_file("\\no\\map.txt"));
}

TEST(a_folder_or_a_read_only_file_is_not_replaced)
{
	expect_refused("EFI", FW_ACCESS_DENIED, "folder of that name");
	fake_put_text("\\map.txt", "old")->read_only = true;
	expect_refused("map.txt", FW_ACCESS_DENIED, "read-only file");
	expect_file("\\map.txt", "old");
	/* It can be opened for writing, but not deleted. */
	fake_put_text("\\other.txt", "old")->stuck = true;
	expect_refused("other.txt", FW_ACCESS_DENIED, "read-only file");
	expect_file("\\other.txt", "old");
}

TEST(a_bad_name_is_reported)
{
	expect_refused("fs0:\\map.txt", FW_INVALID_PARAMETER, "without fs0:");
	expect_refused("a*b", FW_INVALID_PARAMETER, "* ?");
	expect_refused("EFI\\", FW_INVALID_PARAMETER, "names no file");
	assert_int_equal(fake->calls, 0);
}

TEST(without_a_file_system_the_device_is_reported)
{
	fake->device_handle.cnt = 0;
	expect_refused("map.txt", FW_UNSUPPORTED, "file system");
	fake->image.DeviceHandle = NULL;
	expect_refused("map.txt", FW_UNSUPPORTED, "file system");
}

/* After a failure there is the old text, the new one, or the whole new one
 * under its temporary name with a message that says so. */
static void check_outcome(struct fw_status status)
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

TEST(after_any_failed_call_no_text_is_lost)
{
	any_call_may_fail(false);
	any_call_may_fail(true);
}
