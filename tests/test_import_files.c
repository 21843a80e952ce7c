/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text files as a whole: encodings, line ends, sizes, and files of other kinds.
 */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"

#define NO_MAP                                                 \
	"map: no memory map found; `memblock help` lists the " \
	"formats\n"

#define BINARY                                                                \
	"map: the file is binary and has no readable map; if there is a log " \
	"in it, extract it with strings\n"

static void expect_failure(const char *messages)
{
	assert_int_equal(parse_result, IMPORT_FAILED);
	expect_messages(messages);
}

GROUP_FIXTURE(NULL, forget_parsed);

TEST(utf16_is_recognised_without_a_bom_and_with_half_a_character)
{
	static const char text[] = "BIOS-e820: [mem 0x0-0xfff] usable\n";
	char wide[2 * sizeof(text)] = { 0 };
	size_t len = 2 * (sizeof(text) - 1);

	for (size_t i = 0; i + 1 < sizeof(text); i++)
		wide[2 * i] = text[i];
	parse_bytes(wide, len);
	expect_map("7 0+1 8");
	expect_messages("");
	parse_bytes(wide, len + 1);
	expect_map("7 0+1 8");
	expect_messages("map: note: the file ends within a character; its "
			"last line may be incomplete\n");
}

TEST(nuls_and_binary_data_are_not_a_map)
{
	unsigned char junk[4096];
	uint32_t random = 1;

	for (size_t i = 0; i < sizeof(junk); i++) {
		random = random * 1664525 + 1013904223;
		junk[i] = (unsigned char)(random >> 24);
	}
	parse_bytes(junk, sizeof(junk));
	expect_failure(BINARY);
	memset(junk, 0, sizeof(junk));
	parse_bytes(junk, sizeof(junk));
	expect_failure(BINARY);
	parse("");
	expect_failure(NO_MAP);
	parse("Dear all,\nmy machine has 16 GB.\n");
	expect_failure(NO_MAP);
}

TEST(nuls_in_a_map_make_only_their_row_unreadable)
{
	static const char text[] = "BIOS-e820: [mem 0x0-0xfff] usable\n"
				   "BIOS-e820: [mem 0x1000-0x\0fff] usable\n"
				   "BIOS-e820: [mem 0x2000-0x2fff] usable";

	parse_bytes(text, sizeof(text) - 1);
	expect_map("7 0+1 8\n7 2000+1 8");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	parse_bytes("Available\0X 0-FFF 1 F\n", 23);
	assert_int_equal(parse_result, IMPORT_FAILED);
}

TEST(a_last_row_without_a_line_end_is_read_with_a_note)
{
	parse("BIOS-e820: [mem 0x0-0xfff] usable");
	expect_map("7 0+1 8");
	expect_messages("map:1: note: the file does not end with a line end; "
			"this row may be incomplete\n");
	assert_int_equal(parse_result, IMPORT_GOOD);
	parse("BIOS-e820: [mem 0x0-0xfff] usable\nDear all,");
	expect_messages("");
}

/* However it is truncated, the map is a prefix of the complete one, or there is
 * a message. */
static void expect_prefix_or_message(const char *name, const char *bytes,
				     size_t len)
{
	static char whole[8192];

	parse_bytes(bytes, len);
	snprintf(whole, sizeof(whole), "%s", parsed_map());
	for (size_t n = 0; n < len; n++) {
		parse_bytes(bytes, n);
		if (parsed_messages()[0] == '\0' &&
		    strncmp(parsed_map(), whole, strlen(parsed_map())) != 0)
			fail_msg("%s: truncated to %zu of %zu bytes, it passes "
				 "for complete",
				 name, n, len);
	}
}

TEST(a_truncated_file_does_not_pass_for_complete)
{
	static const char *const names[] = {
		"shell.txt",      "shell-utf16.txt", "shell-old.txt",
		"shell-sfo.txt",  "linux-3.0.txt",   "linux-3.18.txt",
		"linux-6.12.txt", "linux-arm64.txt", "e820-3.2.txt",
		"e820-7.0.txt",   "uboot-new.txt",   "uboot-old.txt",
		"uboot-app.txt",  "mikanos.csv",     "mikanos-rust.csv",
	};
	char path[64];

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		size_t len = 0;
		char *bytes;

		snprintf(path, sizeof(path), "tests/maps/%s", names[i]);
		bytes = read_whole(path, &len);
		assert_non_null(bytes);
		expect_prefix_or_message(names[i], bytes, len);
		free(bytes);
	}
}

/* 10,000 rows, then a line of 1 MiB. */
TEST(large_files_and_long_lines_are_read)
{
	size_t max = 3 << 20, len = 0;
	char *text = malloc(max);

	for (unsigned int i = 0; i < 10000; i++)
		len += (size_t)snprintf(text + len, max - len,
					"efi: mem%02u: type=7, attr=0xf, range="
					"[0x%x-0x%x) (0MB)\n",
					i, i * 0x2000, i * 0x2000 + 0x1000);
	memset(text + len, 'x', 1 << 20);
	len += 1 << 20;
	parse_bytes(text, len);
	assert_int_equal(parse_result, IMPORT_GOOD);
	assert_int_equal(efimap_count(&parsed.capture.map), 10000);
	free(text);
}

TEST(files_of_other_kinds_are_named)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *what;
	} files[] = {
#define FILE_OF(bytes, what) { bytes, sizeof(bytes) - 1, what }
		FILE_OF("\xd0\x0d\xfe\xed....", "a device tree blob"),
		FILE_OF("\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\4\0....",
			"an ELF core dump"),
		FILE_OF("\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0....",
			"an ELF program"),
		FILE_OF("\xd4\xc3\xb2\xa1....", "a packet capture (pcap)"),
		FILE_OF("LPKSHHRH....", "a journal of systemd"),
		FILE_OF("\x89PNG\r\n\x1a\n", "a picture (PNG)"),
		FILE_OF("MemTotal:  16303428 kB\n", "/proc/meminfo"),
		FILE_OF("/dts-v1/;\n", "the source of a device tree"),
		FILE_OF("FACP @ 0x0000000000000000\n  0000: 46\n",
			"an ACPI dump"),
		FILE_OF("RANGE  SIZE  STATE REMOVABLE BLOCK\n",
			"the output of lsmem"),
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		parse_bytes(files[i].bytes, files[i].len);
		assert_int_equal(parse_result, IMPORT_FAILED);
		if (!strstr(parsed_messages(), files[i].what))
			fail_msg("%s, but: %s", files[i].what,
				 parsed_messages());
	}
}

TEST(an_acpi_table_is_named_by_its_signature)
{
	unsigned char table[40] = { 'S', 'S', 'D', 'T', 40 };
	unsigned char sum = 0;

	for (size_t i = 0; i < sizeof(table); i++)
		sum = (unsigned char)(sum + table[i]);
	table[9] = (unsigned char)-sum;
	parse_bytes(table, sizeof(table));
	expect_failure("map: this is an ACPI table (SSDT), which is not read; "
		       "it describes devices; the map is in the log of the "
		       "kernel\n");
}

TEST(a_binary_file_with_rows_is_refused_without_its_rows)
{
	char bytes[512] = { 0 };

	strcpy(bytes + 100, "\nBIOS-e820: [mem 0x%lx-0x%lx] usable\n");
	parse_bytes(bytes, sizeof(bytes));
	expect_failure(BINARY);
}

TEST(a_large_file_whose_lines_end_with_cr_is_read_whole)
{
	static const char row[] = "BIOS-e820: [mem 0x0-0xfff] usable\r";
	char *text = malloc(200000);
	size_t len = 0;

	for (size_t i = 0; i < 4000; i++)
		len += (size_t)sprintf(text + len, "line %zu of a log\r", i);
	memcpy(text + len, row, sizeof(row) - 1);
	parse_bytes(text, len + sizeof(row) - 1);
	expect_map("7 0+1 8");
	free(text);
}
