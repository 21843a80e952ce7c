/* SPDX-License-Identifier: BSD-2-Clause */
/* tools/check_list.c: what "memblock check --list" prints about a machine; and
 * tables that are read as maps. */
#define _POSIX_C_SOURCE 200809L /* open_memstream() */
#include "tests/lib/test.h"

#include <stdlib.h>

#include "tests/lib/giventable.h"
#include "tools/check_list.h"
#include "tools/command.h"
#include "tools/mapfile.h"
#include "tools/tablefile.h"
#include "tools/textsink.h"

FIXTURE(given_loader_table, forget_table);

static char *listed;
static size_t listed_len;

/* What a list prints about one section of so many bytes. */
static const char *list_of(void (*list)(const void *,
					const struct mbt_section *),
			   const void *entry, uint32_t size, uint32_t count)
{
	static uint64_t room[64];
	struct mbt_section *section = (struct mbt_section *)room;
	FILE *out = stdout;

	memset(room, 0, sizeof(room));
	section->entry_size = size;
	section->count = count;
	memcpy(section + 1, entry, (size_t)size * count);
	free(listed);
	stdout = open_memstream(&listed, &listed_len);
	list(table, section);
	fclose(stdout);
	stdout = out;
	return listed;
}

static void expect_listed(const char *text)
{
	if (!strstr(listed, text))
		fail_msg("not there: %s in %s", text, listed);
}

TEST(serial_ports_of_each_kind_are_listed)
{
	static const struct mbt_serial ports[] = {
		{ .base = 0x3f8,
		  .kind = MBT_SERIAL_16550,
		  .stride = 1,
		  .flags = MBT_SERIAL_IO },
		{ .base = 0x9000000,
		  .kind = MBT_SERIAL_PL011,
		  .stride = 4,
		  .flags = MBT_SERIAL_SPCR },
		{ .base = 0x1000, .kind = 77, .stride = 2 },
	};

	list_of(list_serials, ports, sizeof(*ports), 3);
	expect_listed("  16550 at I/O port 0x3f8, registers every 1 byte, "
		      "found by probing\n");
	expect_listed("  PL011 at 0x9000000, registers every 4 bytes, named by "
		      "the SPCR\n");
	expect_listed("  unknown kind at 0x1000, registers every 2 bytes, ");
}

TEST(a_display_has_its_maker)
{
	static const uint8_t edid[128] = { [8] = 0x49, 0x14, 0x34, 0x12 };

	list_of(list_edid, edid, 1, 128);
	expect_listed("  RHT 1234, 128 bytes\n");
	assert_string_equal(list_of(list_edid, edid, 1, 11), "");
}

TEST(processors_are_listed_with_stack_and_mailbox)
{
	list_of(list_processors, facts.processors, sizeof(*facts.processors),
		2);
	expect_listed("  0x0, ACPI UID 0, stack 0x311000-0x320fff, boot "
		      "processor\n");
	expect_listed("  0x101, ACPI UID 7, stack 0x484000-0x487fff, mailbox "
		      "0x487ff0\n");
}

TEST(where_it_was_booted_from_is_listed)
{
	struct mbt_boot boot = { .number = 2, .partition = { 1, 2, 3, 4 } };

	list_of(list_boot, &boot, sizeof(boot), 1);
	expect_listed("  from partition 2, 04030201-0000-0000-"
		      "0000-000000000000\n");
	boot.flags = MBT_BOOT_MBR;
	boot.time = 1700000000;
	list_of(list_boot, &boot, sizeof(boot), 1);
	expect_listed(", 2023-11-14 22:13:20 UTC\n");
	expect_listed("  from partition 2 of an MBR, signature 04030201\n");
	boot.disk[15] = 7;
	list_of(list_boot, &boot, sizeof(boot), 1);
	expect_listed(", of the disk 00000000-0000-0000-0000-000000000007\n");
	boot.number = 0;
	boot.flags = MBT_BOOT_NETWORK;
	boot.time = UINT64_MAX / 2;
	list_of(list_boot, &boot, sizeof(boot), 1);
	expect_listed("  from the network\n");
	assert_null(strstr(listed, "partition"));
	assert_null(strstr(listed, "UTC"));
}

/* --- the command --------------------------------------------------------- */

/* The exit status of "memblock check" for the table as a file; what it says of
 * it is in listed. */
static int check_table(size_t len)
{
	char path[] = "/tmp/memblock-table-XXXXXX";
	char name[] = "check", *words[] = { name, path, NULL };
	FILE *out = stdout, *err = stderr;
	FILE *file = fdopen(mkstemp(path), "w");
	int status;

	assert_int_equal(fwrite(table, 1, len, file), len);
	fclose(file);
	free(listed);
	stdout = stderr = open_memstream(&listed, &listed_len);
	status = command_check(command_find("check"), 2, words);
	fclose(stdout);
	stdout = out;
	stderr = err;
	remove(path);
	return status;
}

TEST(the_check_names_the_section_and_the_entry_with_a_fault)
{
	assert_int_equal(check_table(header_of()->used_size), STATUS_GOOD);
	assert_non_null(strstr(listed, "\nThe table is valid.\n"));
	region_of(MBT_MEMORY, 1)->size = 0;
	fix_crc();
	assert_int_equal(check_table(header_of()->used_size), STATUS_PARTLY);
	assert_non_null(strstr(listed, ": memory #1 "));
}

TEST(a_table_that_cannot_be_listed_is_explained)
{
	assert_int_equal(check_table(100), STATUS_FAILED);
	assert_non_null(strstr(listed, "write it again\n"));
	header_of()->version_major = 77;
	fix_crc();
	assert_int_equal(check_table(header_of()->used_size), STATUS_FAILED);
	assert_non_null(strstr(listed, "use a newer memblock to read it\n"));
	header_of()->magic++;
	assert_int_equal(check_table(header_of()->used_size), STATUS_FAILED);
	assert_non_null(strstr(listed, "not a table; `memblock table` writes"));
}

/* --- as a map ------------------------------------------------------------ */

static enum import_result read_back(size_t len, struct capture *ret,
				    void **ret_store, struct text *messages)
{
	const struct sink sink = text_sink(messages);

	return tablefile_read(ret, ret_store, "t", table, len, &sink);
}

TEST(the_image_and_the_buffer_of_the_map_are_read_as_such)
{
	struct text messages = { 0 };
	struct capture got;
	void *store;

	forget_table(NULL);
	given_map(LOADER_MAP);
	capture.image = (struct capture_range){ 0x300000, 0x2000 };
	capture.map_buffer = (struct capture_range){ 0x400000, 0x1000 };
	given_loader_range(0x500000, 0x1000, OWNER_IMAGE, "");
	given_loader_range(0x600000, 0x1000, OWNER_MAP_BUFFER, "");
	when("");
	when_table();
	assert_int_equal(read_back(table_len, &got, &store, &messages),
			 IMPORT_GOOD);
	assert_int_equal(got.image.base, 0x300000);
	assert_int_equal(got.image.size, 0x2000);
	assert_int_equal(got.map_buffer.base, 0x400000);
	assert_int_equal(got.map_buffer.size, 0x1000);
	assert_int_equal(got.loader_range_cnt, 2);
	assert_int_equal(got.loader_ranges[0].owner, OWNER_IMAGE);
	assert_int_equal(got.loader_ranges[1].owner, OWNER_MAP_BUFFER);
	free(store);
}

TEST(a_file_of_more_than_4_gib_is_not_a_table)
{
	struct text messages = { 0 };
	struct capture got;
	void *store;

	assert_int_equal(
		read_back((size_t)MBT_ANY_SIZE, &got, &store, &messages),
		IMPORT_FAILED);
	assert_string_equal(messages.bytes,
			    "t: the table is larger than 4 GiB\n");
	free(messages.bytes);
}

TEST(a_table_is_read_as_the_map_that_it_was_made_from)
{
	const struct mbt_header *header = (const void *)table;
	const struct mbt_section *map = mbt_find_section(table, MBT_EFI_MAP);
	struct text messages = { 0 };
	struct capture got;
	void *store;

	assert_int_equal(read_back(header->used_size, &got, &store, &messages),
			 IMPORT_GOOD);
	assert_int_equal(efimap_count(&got.map), map->count);
	assert_true(got.loader_range_cnt >= 7);
	free(store);
	free(messages.bytes);
}

TEST(a_table_that_is_cut_or_has_no_map_is_refused)
{
	struct mbt_header *header = (void *)(uintptr_t)(const void *)table;
	struct mbt_section *map =
		(void *)(uintptr_t)(const void *)mbt_find_section(table,
								  MBT_EFI_MAP);
	struct text messages = { 0 };
	struct capture got;
	void *store;

	for (size_t len = 0; len < header->used_size; len += 56)
		assert_int_equal(read_back(len, &got, &store, &messages),
				 IMPORT_FAILED);
	map->tag = 0x80000001;
	fix_crc();
	messages.len = 0;
	assert_int_equal(read_back(header->used_size, &got, &store, &messages),
			 IMPORT_FAILED);
	assert_non_null(strstr(messages.bytes, "t: the table "));
	free(messages.bytes);
}
