/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text files as such: their encodings, their ends, their size, and files that
 * are something else.
 */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"

#define NO_MAP                                                    \
	"map: there is no memory map in it that memblock knows; " \
	"`memblock help` lists what it reads\n"

static void expect_failure(const char *messages)
{
	assert_int_equal(parse_result, IMPORT_FAILED);
	expect_messages(messages);
}

GROUP_FIXTURE(NULL, forget_parsed);

TEST(utf16_is_known_without_a_bom_and_with_half_an_end)
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
			"last line may be cut off\n");
}

TEST(nuls_and_binary_junk_are_no_map)
{
	unsigned char junk[4096];
	uint32_t random = 1;

	for (size_t i = 0; i < sizeof(junk); i++) {
		random = random * 1664525 + 1013904223;
		junk[i] = (unsigned char)(random >> 24);
	}
	parse_bytes(junk, sizeof(junk));
	expect_failure(NO_MAP);
	memset(junk, 0, sizeof(junk));
	parse_bytes(junk, sizeof(junk));
	expect_failure(NO_MAP);
	parse("");
	expect_failure(NO_MAP);
	parse("Dear all,\nmy machine has 16 GB.\n");
	expect_failure(NO_MAP);
}

TEST(nuls_inside_a_map_spoil_their_row_alone)
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

TEST(the_last_row_needs_no_line_end_but_is_noted)
{
	parse("BIOS-e820: [mem 0x0-0xfff] usable");
	expect_map("7 0+1 8");
	expect_messages("map:1: note: the file ends without a line end: this "
			"row may be cut off\n");
	assert_int_equal(parse_result, IMPORT_GOOD);
	parse("BIOS-e820: [mem 0x0-0xfff] usable\nDear all,");
	expect_messages("");
}

/* Each descriptor of the map, as far as it goes, is that of the whole one;
 * otherwise something was said. */
static void expect_cut_or_said(const char *name, const char *bytes, size_t len)
{
	static char whole[8192];

	parse_bytes(bytes, len);
	snprintf(whole, sizeof(whole), "%s", parsed_map());
	for (size_t n = 0; n < len; n++) {
		parse_bytes(bytes, n);
		if (parsed_messages()[0] == '\0' &&
		    strncmp(parsed_map(), whole, strlen(parsed_map())) != 0)
			fail_msg("%s: cut off at %zu of %zu bytes, it passes "
				 "for whole",
				 name, n, len);
	}
}

TEST(a_file_that_is_cut_off_does_not_pass_for_whole)
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
		expect_cut_or_said(names[i], bytes, len);
		free(bytes);
	}
}

/* 10,000 rows, then a line of a megabyte */
TEST(size_does_not_matter)
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
