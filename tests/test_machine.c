/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The map of this machine, from a folder that stands for it; folders and tar
 * files.
 */
#define _XOPEN_SOURCE 700
#include "tests/lib/test.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/lib/parsed.h"
#include "tools/filetext.h"
#include "tools/machine.h"

static char root[] = "/tmp/memblock-machine-XXXXXX";
static struct text said;
static struct mapfile file;

static int remove_one(const char *path, const struct stat *status, int type,
		      struct FTW *place)
{
	(void)status;
	(void)type;
	(void)place;
	return remove(path);
}

static void clear(void)
{
	mapfile_free(&file);
	nftw(root, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	memcpy(root + sizeof(root) - 7, "XXXXXX", 6);
}

/* Writes a file, and the folders that lead to it. */
static void write_file(const char *path, const char *text)
{
	char full[512];
	FILE *out;

	snprintf(full, sizeof(full), "%s%s", root, path);
	for (char *slash = strchr(full + sizeof(root), '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(full, 0700);
		*slash = '/';
	}
	out = fopen(full, "w");
	assert_non_null(out);
	fputs(text, out);
	fclose(out);
}

static enum import_result load(void)
{
	const struct import_choice choice = { 0 };
	struct sink messages = text_sink(&said);

	said.len = 0;
	print_str(&messages, "");
	return machine_load(&file, root, &choice, &messages);
}

static TEST_STEP(new_root)
{
	(void)state;
	return mkdtemp(root) == NULL;
}

static TEST_STEP(remove_root)
{
	(void)state;
	clear();
	return 0;
}

FIXTURE(new_root, remove_root);

static void write_memmap(const char *folder)
{
	static const char *const files[][2] = {
		{ "0/start", "0x0\n" },       { "0/end", "0x9ffff\n" },
		{ "0/type", "System RAM\n" }, { "1/start", "0x100000\n" },
		{ "1/end", "0x1fffff\n" },    { "1/type", "Reserved\n" },
	};
	char path[256];

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, files[i][0]);
		write_file(path, files[i][1]);
	}
}

TEST(efi_rows_of_the_log_come_first)
{
	write_memmap("/sys/firmware/memmap");
	write_file("/dev/kmsg",
		   "5,1,0,-;Linux version 6.12.0\n"
		   "6,2,0,-;efi: mem00: [Conventional|   |WB] "
		   "range=[0x0000000000000000-0x000000000009ffff] (0MB)\n"
		   " SUBSYSTEM=x\n"
		   "6,3,0,-;efi: end\n");
	assert_int_equal(load(), IMPORT_GOOD);
	assert_string_equal(file.capture.origin, "Linux efi: mem rows");
	assert_non_null(strstr(said.bytes, "/dev/kmsg: note: the map of this "
					   "machine is read from here\n"));
}

TEST(the_firmware_map_of_sysfs_precedes_e820_rows)
{
	write_memmap("/sys/firmware/memmap");
	write_file("/dev/kmsg", "6,2,0,-;BIOS-e820: [mem 0x0-0xfff] usable\n");
	assert_int_equal(load(), IMPORT_GOOD);
	assert_string_equal(file.capture.origin, "/sys/firmware/memmap");
}

TEST(iomem_with_hidden_addresses_is_refused_with_a_remedy)
{
	write_file("/proc/iomem", "00000000-00000000 : System RAM\n");
	assert_int_equal(load(), IMPORT_FAILED);
	assert_non_null(strstr(said.bytes, "run as root, or name a file\n"));
	assert_non_null(strstr(said.bytes,
			       "/proc/iomem hides the addresses from users "
			       "other than root\n"));
	assert_non_null(
		strstr(said.bytes, "/sys/firmware/memmap does not exist\n"));
}

TEST(a_copy_of_the_folder_is_read_whatever_its_name)
{
	const struct import_choice choice = { .profile_given = true };
	struct sink messages = text_sink(&said);

	said.len = 0;
	print_str(&messages, "");
	write_memmap("/copied");
	assert_int_equal(mapfile_load(&file, root, &choice, &messages),
			 IMPORT_GOOD);
	assert_string_equal(file.capture.origin, "/sys/firmware/memmap");
	assert_int_equal(efimap_count(&file.capture.map), 2);
}

TEST(a_folder_without_a_map_is_refused)
{
	const struct import_choice choice = { 0 };
	struct sink messages = text_sink(&said);

	said.len = 0;
	write_file("/other", "text\n");
	assert_int_equal(mapfile_load(&file, root, &choice, &messages),
			 IMPORT_FAILED);
	assert_non_null(strstr(said.bytes, "the folder has none of the files"));
}

/* --- tar ----------------------------------------------------------------- */

static char tar[8 * 1024];

static size_t add_tar(size_t at, const char *path, const char *text)
{
	char *header = tar + at;

	memset(header, 0, 1024);
	snprintf(header, 100, "%s", path);
	snprintf(header + 124, 12, "%011o", 512u);
	header[156] = '0';
	memcpy(header + 257, "ustar", 6);
	strcpy(header + 512, text);
	return at + 1024;
}

TEST(a_tar_file_of_the_folder_is_read_and_a_truncated_one_refused)
{
	size_t len = add_tar(0, "sys/firmware/memmap/0/end", "0x9ffff\n");

	len = add_tar(len, "sys/firmware/memmap/0/start", "0x0\n");
	len = add_tar(len, "sys/firmware/memmap/0/type", "System RAM\n");
	parse_bytes(tar, len);
	expect_map("7 0+a0 8");
	expect_messages("");
	parse_bytes(tar, len - 100);
	assert_int_equal(parse_result, IMPORT_FAILED);
	expect_messages("map: the tar file breaks off; copy it again\n");
	mapfile_free(&parsed);
}
