/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/fetch.c and progress.c: files of any size, and how they are read. */
#include "tests/lib/test.h"

#include <stdlib.h>

#include "efi/boot/fetch.h"
#include "tests/lib/fake_volume.h"

#define MIB ((size_t)1 << 20)

static struct fetch fetch;
static struct fetch_file file;
static char *memory;

/* A file whose byte at offset n is n / 4096. */
static void open_file(size_t size)
{
	uint8_t *bytes = malloc(size);

	for (size_t i = 0; i < size; i++)
		bytes[i] = (uint8_t)(i / 4096);
	fake_put_file("\\big", bytes, size);
	free(bytes);
	fake->gulp = SIZE_MAX;
	assert_status(fetch_open(&fetch, &fw, &err, &err), FW_SUCCESS);
	assert_status(fetch_open_file(&file, &fetch, "\\big"), FW_SUCCESS);
	memory = malloc(size);
}

static void close_file(void)
{
	fetch_close_file(&file);
	fetch_close(&fetch);
	free(memory);
}

static void read_whole(void)
{
	size_t size = (size_t)file.reader.size;

	assert_status(reader_read(&file.reader, 0, memory, size), FW_SUCCESS);
	for (size_t i = 0; i < size; i += 4096)
		assert_int_equal((uint8_t)memory[i], (uint8_t)(i / 4096));
}

FIXTURE(given_volume, fake_end);

TEST(a_small_file_is_read_at_once)
{
	open_file(MIB);
	read_whole();
	assert_int_equal(fake->reads, 1);
	assert_int_equal(fake->us, 0);
	close_file();
}

TEST(a_fast_medium_is_read_in_two_pieces)
{
	open_file(24 * MIB);
	fake->us_per_kib = 15;
	read_whole();
	assert_int_equal(fake->reads, 2);
	assert_string_equal(said, "");
	close_file();
}

TEST(a_slow_medium_shows_its_progress)
{
	open_file(2 * MIB);
	fake->us_per_kib = 15625;
	read_whole();
	assert_string_equal(said,
			    "Reading \\big: 64 KiB of 2 MiB, 64 KiB/s\n"
			    "Reading \\big: 192 KiB of 2 MiB, 64 KiB/s\n"
			    "Reading \\big: 448 KiB of 2 MiB, 64 KiB/s\n"
			    "Reading \\big: 960 KiB of 2 MiB, 64 KiB/s\n"
			    "Reading \\big: 1.9 MiB of 2 MiB, 64 KiB/s\n");
	close_file();
}

/* Each segment goes on where the one before was. */
TEST(progress_counts_the_whole_file)
{
	open_file(4 * MIB);
	fake->us_per_kib = 1000;
	for (size_t i = 0; i < 4; i++)
		assert_status(reader_read(&file.reader, i * MIB, memory, MIB),
			      FW_SUCCESS);
	assert_string_equal(said,
			    "Reading \\big: 1 MiB of 4 MiB, 1000 KiB/s\n"
			    "Reading \\big: 3.0 MiB of 4 MiB, 1000 KiB/s\n");
	close_file();
}

TEST(what_follows_has_a_progress_of_its_own)
{
	open_file(2 * MIB);
	fake->us_per_kib = 500;
	read_whole();
	forget_said();
	progress_restart(&file.progress, "Unpacking", 3 * MIB);
	progress_piece(&file.progress, 3 * MIB);
	fake->us += 1500000;
	progress_add(&file.progress, 2 * MIB);
	assert_string_equal(said, "Unpacking \\big: 2 MiB of 3 MiB, "
				  "1.3 MiB/s\n");
	close_file();
}

/* Nothing is known about its speed then. */
TEST(a_counter_that_stands_still_is_not_an_error)
{
	open_file(3 * MIB);
	read_whole();
	fake->us = 0;
	file.progress.clock.calibration = 0;
	read_whole();
	assert_string_equal(said, "");
	close_file();
}

TEST(parts_come_from_the_head_and_the_file)
{
	open_file(3 * READER_HEAD);
	assert_status(fetch_head(&file), FW_SUCCESS);
	assert_int_equal(file.reader.head_size, READER_HEAD);
	fake->reads = 0;
	assert_status(reader_read(&file.reader, 4096, memory, 4096),
		      FW_SUCCESS);
	assert_int_equal(fake->reads, 0);
	assert_int_equal(memory[0], 1);
	assert_status(
		reader_read(&file.reader, READER_HEAD - 4096, memory, 8192),
		FW_SUCCESS);
	assert_int_equal(fake->reads, 1);
	assert_int_equal(memory[0], 7);
	assert_int_equal(memory[4096], 8);
	close_file();
}

TEST(a_file_that_became_shorter_is_an_error)
{
	open_file(8192);
	fake_file("\\big")->size = 4096;
	assert_status(reader_read(&file.reader, 0, memory, 8192),
		      FW_VOLUME_CORRUPTED);
	assert_non_null(strstr(said, "\\big cannot be read: volume corrupted"));
	close_file();
}
