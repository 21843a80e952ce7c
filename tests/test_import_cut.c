/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Texts that end too early, lack rows or line ends: what is left never passes
 * for the whole map where the format shows that it is not.
 */
#include "tests/lib/test.h"

#include <glob.h>

#include "tests/lib/parsed.h"

GROUP_FIXTURE(NULL, forget_parsed);

/* Do the messages or the result say that rows may be missing? */
static bool is_admitted(void)
{
	static const char *const texts[] = { "missing",     "incomplete",
					     "breaks off",  "ends within",
					     "cannot read", "read" };

	if (parse_result != IMPORT_GOOD)
		return true;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (strstr(parsed_messages(), texts[i]))
			return true;
	return false;
}

/* Do only blanks follow the last line end? */
static bool is_line_end(const char *text, size_t n)
{
	while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t'))
		n--;
	return n == 0 || text[n - 1] == '\n';
}

/* Cut after each byte, or only after each line, it says so or is all there. */
static void expect_admitted(const char *name, const char *text, size_t len,
			    bool lines)
{
	char whole[16384];

	parse_bytes(text, len);
	assert_int_equal(parse_result, IMPORT_GOOD);
	snprintf(whole, sizeof(whole), "%s", parsed_map());
	for (size_t n = 1; n < len; n++) {
		if (is_line_end(text, n) != lines)
			continue;
		parse_bytes(text, n);
		if (!is_admitted() && strcmp(parsed_map(), whole) != 0)
			fail_msg("%s: the first %zu bytes pass for complete",
				 name, n);
	}
}

/* UTF-16 is cut in another test; these have rows of several formats. */
static bool is_left_out(const char *path)
{
	return strstr(path, "utf16") || strstr(path, "rust-regions") ||
	       strstr(path, "grub4dos") || strstr(path, "linux-xen") ||
	       strstr(path, "uefi-rs.txt");
}

TEST(a_text_that_ends_within_a_row_is_not_a_smaller_map)
{
	glob_t maps;

	assert_int_equal(glob("tests/maps/*", 0, NULL, &maps), 0);
	for (size_t i = 0; i < maps.gl_pathc; i++) {
		size_t len = 0;
		char *text;

		if (is_left_out(maps.gl_pathv[i]))
			continue;
		text = read_whole(maps.gl_pathv[i], &len);
		expect_admitted(maps.gl_pathv[i], text, len, false);
		free(text);
	}
	globfree(&maps);
}

TEST(a_report_that_ends_after_any_line_is_not_a_smaller_map)
{
	static const char *const maps[] = { "linux-6.12.txt", "shell.txt",
					    "linux-arm64.txt" };
	static const char *const formats[] = { "format=text", "format=csv",
					       "format=json" };

	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; k < 3; k++) {
			char *text;

			parse_file(maps[i]);
			text = report_of(&parsed.capture, formats[k]);
			expect_admitted(formats[k], text, strlen(text), true);
			free(text);
		}
}

#define ROW_0 "BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable"
#define ROW_1 "BIOS-e820: [mem 0x0000000000100000-0x000000007fffffff] usable"
#define TIME  "[    0.000000] "
#define BEGUN                                                                 \
	"map:2: note: the text ends within this line, which begins as a row " \
	"does\n"

TEST(a_last_line_that_begins_as_a_row_is_one)
{
	static const char *const rest[] = {
		TIME,
		TIME "B",
		TIME "BI",
		"[    0.0",
	};
	char text[256];

	for (size_t i = 0; i < sizeof(rest) / sizeof(*rest); i++) {
		snprintf(text, sizeof(text), "%s\n%s", TIME ROW_1, rest[i]);
		parse(text);
		assert_string_equal(parsed_map(), "7 100000+7ff00 8");
		assert_int_equal(parse_result, IMPORT_PARTLY);
		assert_ptr_equal(strstr(parsed_messages(), BEGUN),
				 parsed_messages());
		assert_true(parsed.capture.facts->cut);
	}
}

TEST(a_last_line_that_is_another_message_is_not_a_row)
{
	static const char *const rest[] = {
		TIME "NX (Execute Disable) protection: active",
		TIME "NX",
		"Shell> ",
		"regards",
		TIME "BIOS-e820: [gap 0x1000-0x1fff]",
	};
	char text[256];

	for (size_t i = 0; i < sizeof(rest) / sizeof(*rest); i++) {
		snprintf(text, sizeof(text), "%s\n%s", TIME ROW_1, rest[i]);
		parse(text);
		assert_int_equal(parse_result, IMPORT_GOOD);
		assert_null(strstr(parsed_messages(), "begins as a row"));
	}
}

#define TABLE                                                            \
	"Type       Start            End              # Pages          " \
	"Attributes\n"                                                   \
	"BS_Code    0000000000000000-0000000000000FFF 0000000000000001 " \
	"000000000000000F\n"                                             \
	"Available  0000000000001000-000000000009FFFF 000000000000009F " \
	"000000000000000F\n"

TEST(a_table_of_the_shell_ends_with_its_summary)
{
	parse(TABLE);
	assert_int_equal(parse_result, IMPORT_GOOD);
	assert_non_null(strstr(parsed_messages(),
			       "map: note: the text ends before the summary of "
			       "the table; rows may be missing\n"));
	parse(TABLE "\n  BS_Code   :              1 Pages (4,096 Bytes)\n"
		    "  Available :            159 Pages (651,264 Bytes)\n");
	assert_int_equal(parse_result, IMPORT_GOOD);
	assert_null(strstr(parsed_messages(), "missing"));
}

TEST(the_summary_of_the_shell_is_compared_with_its_rows)
{
	parse(TABLE
	      "\n  BS_Code   :              1 Pages (4,096 Bytes)\n"
	      "  Available :      1,048,735 Pages (4,295,618,560 Bytes)\n");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	assert_non_null(strstr(parsed_messages(),
			       "map:6: note: the rows of this type have "
			       "another number of pages"));
}

/* --- line ends that became blanks ----------------------------------------- */

/* Each line end becomes text. */
static char *joined(const char *text, const char *by)
{
	char *line = calloc(strlen(text) + 1, strlen(by) + 1);

	for (; *text; text++)
		if (*text == '\n')
			strcat(line, by);
		else
			strncat(line, text, 1);
	return line;
}

static void expect_all_rows(const char *text, const char *by)
{
	char whole[2048], *line = joined(text, by);

	parse(text);
	assert_int_equal(parse_result, IMPORT_GOOD);
	snprintf(whole, sizeof(whole), "%s", parsed_map());
	parse(line);
	if (parse_result != IMPORT_GOOD)
		fail_msg("read from %s: %s", line, parsed_messages());
	if (strcmp(parsed_map(), whole) != 0)
		fail_msg("read from %s: %s", line, parsed_map());
	assert_non_null(strstr(parsed_messages(),
			       "several rows are in this line, which was taken "
			       "apart"));
	free(line);
}

#define EFI(i, start, end)                                               \
	"efi: mem0" i ": [Conventional|   |WB|WT|WC|UC] range=[0x" start \
	"-0x" end ") (0MB)\n"
#define OLD(i, start, end)                                            \
	"EFI: mem0" i ": type=7, attr=0xf, range=[0x" start "-0x" end \
	") (0MB)\n"

TEST(rows_whose_line_ends_became_blanks_are_taken_apart)
{
	static const char *const texts[] = {
		ROW_0 "\n" ROW_1 "\n"
		      "BIOS-e820: [mem 0x80000000-0x8fffffff] reserved\n",
		TIME ROW_0
		"\n" TIME ROW_1 "\n" TIME
		"BIOS-e820: [mem 0x80000000-0x8fffffff] ACPI data\n" TIME
		"NX (Execute Disable) protection: active\n",
		EFI("0", "0", "1000") EFI("1", "1000", "2000")
			EFI("2", "2000", "5000"),
		OLD("0", "0", "1000") OLD("1", "1000", "2000")
			OLD("2", "2000", "5000"),
		TABLE "RT_Data    0000000000100000-0000000000100FFF "
		      "0000000000000001 800000000000000F\n",
		"Type      Physical start  - end             #Pages        "
		"Size Attributes\n"
		"reserved  0000000000000000-0000000000000fff 00000001      "
		"4KiB WB\n"
		"conv-mem  0000000000001000-0000000000001fff 00000001      "
		"4KiB UC WC WT WB\n"
		"Unk 0f    0000000000002000-0000000000002fff 00000001      "
		"4KiB WB\n",
		"Type             Start            End              "
		"Attributes\n"
		"CONVENTIONAL     0000000000000000-0000000004000000 WB\n"
		"BOOT DATA        0000000004000000-0000000004001000 WB\n"
		"ACPI RECLAIM MEM 000000003eb00000-000000003eb01000 WB|UC\n",
		"00000000-00000fff : Reserved\n"
		"00001000-0009ffff : System RAM\n"
		"00100000-7fffffff : System RAM\n",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		expect_all_rows(texts[i], " ");
		expect_all_rows(texts[i], "   ");
		expect_all_rows(texts[i], "\t");
	}
}

TEST(two_rows_in_a_line_are_never_one)
{
	static const char *const rows[] = {
		"0x0000000000000000 - 0x000000000009fbff (System RAM)\n"
		"0x000000000009fc00 - 0x000000000009ffff (Reserved)\n",
		"SMAP type=01 base=0000000000000000 len=000000000009f000\n"
		"SMAP type=02 base=000000000009f000 len=0000000000001000\n",
		"   0: 0x0000000080000000..0x00000000901fffff    0 NOMAP\n"
		"   1: 0x0000000090200000..0x00000000ffffffff    0 NONE\n",
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *line = joined(rows[i], " ");

		parse(line);
		assert_int_equal(parse_result, IMPORT_FAILED);
		free(line);
	}
}

TEST(of_a_line_that_is_too_long_the_rest_is_said_to_be_missing)
{
	size_t row = strlen(ROW_1) + 1, cnt = 70000 / row;
	char *line = calloc(cnt + 1, row);

	for (size_t i = 0; i < cnt; i++)
		sprintf(line + strlen(line),
			"BIOS-e820: [mem 0x%016zx-0x%016zx] usable ", i << 16,
			(i << 16) + 0xffff);
	parse(line);
	assert_int_equal(parse_result, IMPORT_PARTLY);
	assert_non_null(strstr(parsed_messages(),
			       "only 64 KiB of this line were read"));
	free(line);
}

/* --- rows that are missing in between ----------------------------------------
 */

TEST(numbers_of_rows_show_those_that_are_missing)
{
	parse("/sys/firmware/memmap/0/start:0x0\n"
	      "/sys/firmware/memmap/0/end:0xfff\n"
	      "/sys/firmware/memmap/0/type:System RAM\n"
	      "/sys/firmware/memmap/2/start:0x2000\n"
	      "/sys/firmware/memmap/2/end:0x2fff\n"
	      "/sys/firmware/memmap/2/type:System RAM\n");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	assert_non_null(
		strstr(parsed_messages(), "rows before this one are missing"));
}

TEST(files_of_sys_are_in_the_order_of_their_numbers)
{
	char text[2048] = "", map[256] = "";

	for (int i = 10; i >= 0; i--)
		sprintf(text + strlen(text),
			"/sys/firmware/memmap/%d/start:0x%x\n"
			"/sys/firmware/memmap/%d/end:0x%x\n"
			"/sys/firmware/memmap/%d/type:System RAM\n",
			i, 0x10000 * i, i, 0x10000 * i + 0xfff, i);
	for (int i = 0; i <= 10; i++)
		sprintf(map + strlen(map), "%s7 %x+1 8", i ? "\n" : "",
			0x10000 * i);
	parse(text);
	expect_map(map);
	parse_bytes(text, strlen(text) - 1);
	expect_messages("map: note: the file does not end with a line end; its "
			"last value may be incomplete\n");
}

/* Their last number always has the same number of digits. */
TEST(a_row_with_a_cut_attribute_is_not_taken)
{
	parse("(XEN) EFI memory map:\n"
	      "(XEN)  0000000001000-0000000001fff type=7 attr=00000000\n"
	      "(XEN)  0000000002000-0000000002fff type=7 "
	      "attr=000000000000000f\n");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	expect_map("7 2000+1 f");
	parse("<6>MMap[0]: 0x1000 - 0x1fff len=4096, type=6, attr=0x8000000\n"
	      "<6>MMap[1]: 0x2000 - 0x2fff len=4096, type=7, attr=0xf\n");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	expect_map("7 2000+1 f");
	parse("memblock/memory:   0: 0x0000000080000000..0x0000000080ffff\n"
	      "memblock/memory:   1: 0x0000000090000000..0x000000009000ffff\n");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	expect_map("7 90000000+10 8");
}
