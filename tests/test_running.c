/* SPDX-License-Identifier: BSD-2-Clause */
/* tools/running.c: the table of a running Linux, in a folder like /sys. */
#define _POSIX_C_SOURCE 200809L
#include "tests/lib/test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "tools/command.h"
#include "tools/running.h"

#define TABLE "tests/golden/table-v1.bin"
#define NODE  "/kernel/boot_params/setup_data/"
#define EFI   "/firmware/efi/efivars/"

static char sysfs[64], text[1 << 16];

static TEST_STEP(make_folder)
{
	strcpy(sysfs, "/tmp/sysfs.XXXXXX");
	return mkdtemp(sysfs) ? 0 : -1;
}

static TEST_STEP(remove_folder)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -r %s", sysfs);
	return system(command);
}

FIXTURE(make_folder, remove_folder);

/* Puts the golden table after some other bytes into a file below sysfs. */
static void given_file(const char *path, size_t before, int damage)
{
	static uint8_t bytes[1 << 16];
	char command[256], whole[128];
	FILE *table = fopen(TABLE, "rb"), *file;
	size_t len;

	snprintf(whole, sizeof(whole), "%s%s", sysfs, path);
	snprintf(command, sizeof(command), "mkdir -p $(dirname %s)", whole);
	assert_int_equal(system(command), 0);
	file = fopen(whole, "wb");
	assert_non_null(table);
	assert_non_null(file);
	len = fread(bytes, 1, sizeof(bytes), table);
	bytes[len - 1] ^= (uint8_t)damage;
	fwrite("\6\0\0\0", 1, before, file);
	fwrite(bytes, 1, len, file);
	fclose(table);
	fclose(file);
}

/* The exit status; text is what goes to the stream meanwhile. */
static int print_to_text(FILE *stream)
{
	FILE *file = tmpfile();
	int old = dup(fileno(stream)), status;

	fflush(stream);
	dup2(fileno(file), fileno(stream));
	status = running_print(sysfs);
	fflush(stream);
	dup2(old, fileno(stream));
	close(old);
	rewind(file);
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	return status;
}

static void expect_text(const char *part)
{
	if (!strstr(text, part))
		fail_msg("not in the output: %s", part);
}

TEST(a_node_of_setup_data_is_listed_and_checked)
{
	given_file(NODE "0/type", 0, 0);
	given_file(NODE "1/data", 0, 0);
	assert_int_equal(print_to_text(stdout), STATUS_GOOD);
	expect_text("File      /tmp/sysfs.");
	expect_text(NODE "1/data\n");
	expect_text("The table is valid.\n");
}

TEST(nodes_of_other_kinds_are_passed_over)
{
	given_file(NODE "0/data", 1, 0);
	given_file(NODE "1/data", 0, 0);
	assert_int_equal(print_to_text(stdout), STATUS_GOOD);
	expect_text(NODE "1/data\n");
}

TEST(a_variable_has_its_attributes_before_the_table)
{
	given_file(EFI "MemblockTable-1c64fcff-4cff-4088-b459-fb256a6cb2f2", 4,
		   0);
	given_file(EFI "Other-1c64fcff-4cff-4088-b459-fb256a6cb2f2", 4, 0);
	assert_int_equal(print_to_text(stdout), STATUS_GOOD);
	expect_text(EFI "MemblockTable-1c64fcff");
	expect_text("The table is valid.\n");
}

TEST(a_table_that_was_changed_is_not_valid)
{
	given_file(NODE "0/data", 0, 1);
	assert_int_equal(print_to_text(stderr), STATUS_FAILED);
	expect_text(NODE "0/data: the table ");
}

TEST(a_machine_without_a_table_is_told_so)
{
	assert_int_equal(print_to_text(stderr), STATUS_FAILED);
	expect_text("memblock table: there is no table in /tmp/sysfs.");
	expect_text("efivarfs is not mounted");
}
