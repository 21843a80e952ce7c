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

/* --- sources that cannot be used ------------------------------------------ */

static void expect_why(const char *why)
{
	assert_int_equal(load(), IMPORT_FAILED);
	if (!strstr(said.bytes, why))
		fail_msg("said: %s", said.bytes);
}

TEST(each_source_that_is_missing_is_listed)
{
	expect_why("  /sys/firmware/memmap does not exist\n"
		   "  /dev/kmsg does not exist\n"
		   "  /sys/kernel/debug/memblock does not exist\n"
		   "  /proc/iomem does not exist\n"
		   "  /sys/firmware/efi/runtime-map does not exist\n");
}

TEST(a_log_that_is_empty_or_not_a_log_has_no_map)
{
	write_file("/dev/kmsg", "");
	expect_why("  /dev/kmsg has no map\n");
	write_file("/dev/kmsg", "text without a record");
	expect_why("  /dev/kmsg has no map\n");
}

TEST(a_source_below_a_file_is_reported_as_the_system_does)
{
	write_file("/dev", "not a folder");
	write_file("/proc", "not a folder");
	expect_why("  /dev/kmsg Not a directory\n");
	expect_why("  /proc/iomem Not a directory\n");
}

TEST(the_last_record_of_a_log_needs_no_line_end)
{
	write_file("/dev/kmsg",
		   "6,1,0,-;BIOS-e820: [mem 0x0-0xfff] usable\n"
		   "6,2,0,-;BIOS-e820: [mem 0x1000-0x1fff] usable");
	assert_int_equal(load(), IMPORT_GOOD);
	assert_int_equal(efimap_count(&file.capture.map), 2);
}

/* As a user who may enter the folders; false: the test has no such user. */
static bool become_a_user(void)
{
	return chmod(root, 0755) == 0 &&
	       (geteuid() != 0 || seteuid(65534) == 0);
}

static void set_mode(const char *path, mode_t mode)
{
	char full[512];

	snprintf(full, sizeof(full), "%s%s", root, path);
	assert_int_equal(chmod(full, mode), 0);
}

TEST(sources_that_only_root_may_read_say_so)
{
	const uid_t me = geteuid();

	write_memmap("/sys/firmware/memmap");
	write_file("/dev/kmsg", "6,2,0,-;BIOS-e820: [mem 0x0-0xfff] usable\n");
	set_mode("/dev", 0755);
	set_mode("/dev/kmsg", 0);
	set_mode("/sys", 0755);
	set_mode("/sys/firmware", 0755);
	set_mode("/sys/firmware/memmap", 0755);
	set_mode("/sys/firmware/memmap/0", 0755);
	set_mode("/sys/firmware/memmap/1", 0755);
	set_mode("/sys/firmware/memmap/0/start", 0);
	if (!become_a_user())
		skip();
	expect_why("  /dev/kmsg is only readable as root\n");
	expect_why("  /sys/firmware/memmap is only readable as root\n");
	assert_int_equal(seteuid(me), 0);
	set_mode("/sys/firmware/memmap/0/start", 0600);
}

/* --- folders ------------------------------------------------------------- */

static struct text read_text;

static bool reads_folder(const char *path)
{
	struct sink messages = text_sink(&said);

	said.len = 0;
	print_str(&messages, "");
	return filetext_of_folder(&read_text, path, &messages);
}

TEST(only_files_of_the_names_that_readers_know_are_read)
{
	char path[512], other[512];

	write_file("/a/start", "0x0\n");
	write_file("/a/other", "0x1\n");
	write_file("/a/memory", "0: 1..2\n");
	write_file("/1/2/3/4/5/start", "0x2\n");
	snprintf(path, sizeof(path), "%s/a/end", root);
	assert_int_equal(mkfifo(path, 0600), 0);
	snprintf(path, sizeof(path), "%s/a/type", root);
	snprintf(other, sizeof(other), "%s/a/other", root);
	assert_int_equal(symlink(other, path), 0);
	assert_true(reads_folder(root));
	assert_non_null(strstr(read_text.bytes, "/a/start:0x0\n"));
	assert_non_null(strstr(read_text.bytes, "memblock/memory:0: 1..2\n"));
	assert_null(strstr(read_text.bytes, "0x1"));
	assert_null(strstr(read_text.bytes, "0x2"));
	free(read_text.bytes);
}

TEST(a_folder_that_does_not_exist_is_refused)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/none", root);
	assert_false(reads_folder(path));
	assert_true(said.len > 0);
}

TEST(a_file_that_is_too_large_for_its_name_is_not_read)
{
	static char bytes[(1 << 20) + 1];
	struct text text = { 0 };

	memset(bytes, '1', sizeof(bytes));
	filetext_add(&text, "start", bytes, sizeof(bytes));
	assert_int_equal(text.len, 0);
	filetext_add(&text, "start", bytes, 3);
	assert_string_equal(text.bytes, "start:111\n");
	free(text.bytes);
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

TEST(of_a_tar_file_only_files_are_read)
{
	size_t len = add_tar(0, "sys/firmware/memmap/0/start", "0x0\n");

	tar[156] = '5'; /* a folder */
	len = add_tar(len, "sys/firmware/memmap/1/start", "0x0\n");
	tar[1024 + 156] = '\0'; /* a file of an old tar */
	len = add_tar(len, "sys/firmware/memmap/1/end", "0xfff\n");
	memset(tar + 2048 + 124, ' ', 12); /* a size that is not a number */
	len = add_tar(len - 512, "sys/firmware/memmap/1/type", "System RAM\n");
	len = add_tar(len, "sys/firmware/memmap/1/end", "0x1fff\n");
	memcpy(tar + len - 1024 + 124, "000000001000", 12);
	parse_bytes(tar, len);
	expect_map("7 0+2 8");
	mapfile_free(&parsed);
}
