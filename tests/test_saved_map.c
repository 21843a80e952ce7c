/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/explorer: the map beside one that was saved, and with words that are
 * tried out, on a firmware whose calls fail. */
#include "tests/lib/test.h"

#include "core/firmware/rawmap.h"
#include "efi/boot/boot_map.h"
#include "efi/explorer/compare.h"
#include "efi/explorer/trial.h"
#include "tests/lib/fake_efi.h"

static struct firmware fw;
static struct boot_map now;
static struct comparison comparison;
static struct trial trial;
static struct cmdline cmdline;
static struct options options;
static const struct convert_settings settings;

static char said[4096];
static struct buffer said_buffer;
static struct sink err;

/* A machine with the saved map of now. */
static TEST_STEP(given_saved_map)
{
	static char saved[1 << 16];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, saved, sizeof(saved));

	fake_new();
	fake_add_volume("\\memblock.efi");
	fake_map(20, 48);
	fake_arguments(u"mem=8M");
	err = buffer_sink(&said_buffer, said, sizeof(said));
	if (fw_failed(fw_open(&fw, &fake->image_handle, &fake->system)) ||
	    fw_failed(boot_map_read(&now, &fw, &err)) ||
	    fw_failed(boot_map_convert(&now, &settings, &err)) ||
	    fw_failed(cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw,
				   &err)))
		return -1;
	rawmap_write(&out, &now.capture);
	fake_put_file("\\now.raw", saved, buffer.need);
	return 0;
}

static TEST_STEP(leave)
{
	boot_map_release(&now);
	cmdline_close(&cmdline);
	return fake_end(state);
}

FIXTURE(given_saved_map, leave);

static bool compares(const char *path)
{
	err = buffer_sink(&said_buffer, said, sizeof(said));
	return comparison_make(&comparison, &fw, &now.conversion, path, &err);
}

static bool tries(const char *words)
{
	err = buffer_sink(&said_buffer, said, sizeof(said));
	return trial_make(&trial, &fw, &cmdline, &now.capture, words, &err);
}

static void expect_compared(const char *text)
{
	static char room[1 << 16];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, sizeof(room));

	assert_true(compares("now.raw"));
	comparison_print(&out, &comparison);
	if (!strstr(room, text))
		fail_msg("not in it: %s: %s", text, room);
	comparison_free(&comparison);
}

static void expect_not_compared(const char *path, const char *why)
{
	assert_false(compares(path));
	if (!strstr(said, why))
		fail_msg("said: %s", said);
}

/* --- comparing ----------------------------------------------------------- */

TEST(an_equal_map_would_resume)
{
	expect_compared("The E820 rows are equal.\n");
	expect_compared("would resume: what it compares is equal.\n");
}

TEST(rows_of_one_map_only_are_marked)
{
	boot_map_release(&now);
	fake_map(23, 48);
	assert_false(fw_failed(boot_map_read(&now, &fw, &err)));
	assert_false(fw_failed(boot_map_convert(&now, &settings, &err)));
	expect_compared("- in now.raw only, 20 descriptors\n");
	expect_compared("\n+ 0x");
	expect_compared("would refuse to resume: ");
}

TEST(what_is_not_a_raw_map_is_refused_with_a_reason)
{
	static char large[(16 << 20) + 1];

	fake_put_folder("\\maps");
	fake_put_text("\\empty", "");
	fake_put_text("\\text", "not a map");
	fake_put_file("\\large", large, sizeof(large));
	expect_not_compared("none", "there is no such file on the volume");
	expect_not_compared("maps", "it is not a file of up to 16 MiB");
	expect_not_compared("empty", "it is not a file of up to 16 MiB");
	expect_not_compared("large", "it is not a file of up to 16 MiB");
	expect_not_compared("text", "it is not a raw map");
	expect_not_compared("a*b", "Cannot compare with a*b: ");
}

static bool ends_early;
static EFI_FILE_READ real_read;

/* The file has become shorter. */
static EFI_STATUS EFIAPI short_read(EFI_FILE_HANDLE file, UINTN *size, VOID *to)
{
	if (ends_early) {
		*size = 0;
		return EFI_SUCCESS;
	}
	ends_early = true;
	return real_read(file, size, to);
}

static EFI_FILE_OPEN real_open;

static EFI_STATUS EFIAPI open_short(EFI_FILE_HANDLE this, EFI_FILE_HANDLE *ret,
				    CHAR16 *path, UINT64 mode,
				    UINT64 attributes)
{
	EFI_STATUS status = real_open(this, ret, path, mode, attributes);

	if (!EFI_ERROR(status)) {
		real_read = (*ret)->Read;
		(*ret)->Read = short_read;
	}
	return status;
}

static EFI_VOLUME_OPEN real_volume;

static EFI_STATUS EFIAPI volume_of_short_files(EFI_FILE_IO_INTERFACE *this,
					       EFI_FILE_HANDLE *ret)
{
	EFI_STATUS status = real_volume(this, ret);

	if (!EFI_ERROR(status)) {
		real_open = (*ret)->Open;
		(*ret)->Open = open_short;
	}
	return status;
}

TEST(a_file_that_ends_before_its_size_is_not_compared)
{
	real_volume = fake->volume.OpenVolume;
	fake->volume.OpenVolume = volume_of_short_files;
	ends_early = false;
	fake->gulp = 100;
	expect_not_compared("now.raw", "it cannot be read");
}

/* Each service in turn, with a file that is read in pieces. */
TEST(a_comparison_is_made_or_nothing_is_held)
{
	unsigned int pages = fake->page_ranges, i = 0;
	bool made;

	fake->gulp = 100;
	do {
		fake->calls = 0;
		fake->fail_at = ++i;
		made = compares("now.raw");
		assert_true(made != (said[0] != '\0'));
		comparison_free(&comparison);
		assert_int_equal(fake->page_ranges, pages);
		assert_int_equal(fake->files_open, 0);
	} while (fake->calls >= i);
	assert_in_range(i, 15, 100);
	assert_true(made);
}

/* --- words that are tried ------------------------------------------------ */

TEST(words_that_are_tried_replace_those_of_the_command_line)
{
	assert_true(tries("mem=1M"));
	assert_in_range(trial.conversion.mb.memory.total_size, 1, 1 << 20);
	trial_free(&trial);
	assert_true(tries(""));
	assert_in_range(trial.conversion.mb.memory.total_size, (1 << 20) + 1,
			8 << 20);
	trial_free(&trial);
	assert_false(tries("mem=x"));
	assert_non_null(strstr(said, "mem="));
}

TEST(a_trial_is_made_or_nothing_is_held)
{
	unsigned int pages = fake->page_ranges, pools = fake->pools, i = 0;
	bool made;

	do {
		fake->calls = 0;
		fake->fail_at = ++i;
		made = tries("mem=1M");
		assert_true(made != (said[0] != '\0'));
		trial_free(&trial);
		assert_int_equal(fake->page_ranges, pages);
		assert_int_equal(fake->pools, pools);
	} while (fake->calls >= i);
	assert_int_equal(i, 3);
	assert_true(made);
}

TEST(a_map_without_memory_to_convert_it_can_still_be_read)
{
	struct boot_map map;

	assert_false(fw_failed(boot_map_read(&map, &fw, &err)));
	fake->calls = 0;
	fake->fail_at = 1;
	assert_status(boot_map_convert(&map, &settings, &err),
		      FW_OUT_OF_RESOURCES);
	assert_non_null(strstr(said, "Converting the memory map"));
	assert_int_equal(efimap_count(&map.capture.map), 20);
	boot_map_release(&map);
}
