/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows that are wrapped, coloured, quoted or dressed otherwise, in each format.
 */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"

GROUP_FIXTURE(NULL, forget_parsed);

#define E820 "BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff] ACPI data"
#define X86                                              \
	"efi: mem00: [Boot Code   |   |  |WB|WT|WC|UC] " \
	"range=[0x0000000000001000-0x0000000000001fff] (0MB)"
#define ARM64                                                       \
	"efi:   0x000000001000-0x000000001fff [Loader Data|   |WB|" \
	"WT|WC|UC]"
#define SHELL                                                            \
	"ACPI_NVS   0000000000001000-0000000000001FFF 0000000000000001 " \
	"000000000000000F"

static const struct {
	const char *row, *map;
} rows[] = {
	{ E820, "9 1000+1 8" },
	{ X86, "3 1000+1 f" },
	{ ARM64, "2 1000+1 f" },
	{ SHELL, "10 1000+1 f" },
};
#define ROWS (sizeof(rows) / sizeof(*rows))

/* Wherever a row is broken, it is read as it was, or reported. */
static void expect_wrapped(const char *row, const char *map, size_t at,
			   const char *between)
{
	char text[512];

	snprintf(text, sizeof(text), "%.*s%s%s\n", (int)at, row, between,
		 row + at);
	parse(text);
	if (parse_result == IMPORT_GOOD)
		assert_string_equal(parsed_map(), map);
	else if (parsed_messages()[0] == '\0')
		fail_msg("lost: %s", text);
}

TEST(a_row_is_joined_with_its_next_line_wherever_it_is_wrapped)
{
	static const char *const between[] = { "\n", "\n> ", " \n", "\r\n" };

	for (size_t i = 0; i < ROWS; i++)
		for (size_t at = 30; at < strlen(rows[i].row); at++)
			for (size_t b = 0; b < 4; b++)
				expect_wrapped(rows[i].row, rows[i].map, at,
					       between[b]);
}

TEST(rows_that_are_wrapped_at_a_blank_are_read)
{
	parse("BIOS-e820: [mem 0x1000-0x1fff] soft \nreserved\n"
	      "> BIOS-e820: [mem 0x2000-0x2fff]\n> ACPI NVS\n");
	expect_map("7 1000+1 40008\n10 2000+1 8");
	expect_messages("");
	parse("efi: mem00: [Boot Code |\n|WB]\nrange=[0x1000-\n0x1fff] (0MB)\n"
	      "efi: mem01: [Conventional\nMemory|WB] range=[0x2000-0x2fff]\n");
	expect_map("3 1000+1 8\n7 2000+1 8");
	expect_messages("");
}

/* The next line is a row by itself, or it does not make one. */
TEST(a_row_that_is_cut_is_not_joined_with_another)
{
	parse("BIOS-e820: [mem 0x1000-0x1fff] usa\n"
	      "BIOS-e820: [mem 0x2000-0x2fff] usable\n"
	      "BIOS-e820: [mem 0x3000-0x3fff] u\n"
	      "NX (Execute Disable) protection: active\n");
	expect_map("7 2000+1 8");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	assert_non_null(strstr(parsed_messages(), "map:1: cannot read"));
	assert_non_null(strstr(parsed_messages(), "map:3: cannot read"));
}

/* A last number with fewer digits than the others is not complete. */
TEST(attributes_of_the_shell_that_are_cut_are_not_taken)
{
	parse("Available  0000000000001000-0000000000001FFF 0000000000000001 "
	      "00000000\n"
	      "Available  0000000000002000-0000000000002FFF 0000000000000001 "
	      "000000000000000F\n");
	expect_map("7 2000+1 f");
	assert_int_equal(parse_result, IMPORT_PARTLY);
}

TEST(rows_are_read_in_any_dress)
{
	static const char *const dresses[] = {
		"%s\n",
		"> > %s\n",
		"[code]\n%s\n[/code]\n",
		"<pre>%s</pre>\n",
		"<br>%s<br>\n",
		"\033[32m\033[0m%s\033[0m\n",
		"`%s`\n",
		"%s\r",
		"\xef\xbb\xbf%s\n",
		"%s\xc2\xa0\n",
		"[\"%s\",\n\"end\"]\n",
		"{\"MESSAGE\": \"%s\"}\n",
	};
	char text[512];

	for (size_t i = 0; i < ROWS; i++) {
		for (size_t d = 0; d < sizeof(dresses) / sizeof(*dresses);
		     d++) {
			/* A word that is followed by a mark. */
			if (d == 6 && i == 3)
				continue;
			snprintf(text, sizeof(text), dresses[d], rows[i].row);
			parse(text);
			expect_map(rows[i].map);
			assert_int_equal(parse_result, IMPORT_GOOD);
		}
	}
}

TEST(what_was_decoded_is_noted)
{
	parse("{\"MESSAGE\": \"" E820 "\"}\n");
	expect_messages("map: note: the text is JSON and was decoded\n");
	parse("BIOS-e820: [mem 0x1000-0x1fff] usa=\nble\n");
	expect_map("7 1000+1 8");
	expect_messages("map: note: the text is quoted-printable and was "
			"decoded\n");
	parse("{\"MESSAGE\": \"" E820 "\"}\n{\"MESS");
	expect_messages("map: note: the text is JSON and was decoded\n"
			"map: note: the JSON breaks off\n");
}

/* Memory that touches inside a page is joined before it shrinks. */
TEST(e820_rows_that_meet_inside_a_page_keep_it)
{
	parse("BIOS-e820: [mem 0x4d0e00b0-0x60ff81cf] usable\n"
	      "BIOS-e820: [mem 0x60ff8200-0x60ffffff] usable\n"
	      "BIOS-e820: [mem 0x60ff81d0-0x60ff81ff] usable\n");
	expect_map("7 4d0e1000+13f1f 8");
	assert_non_null(strstr(parsed_messages(), "1 row does"));
	/* Not with memory of another kind, nor with what is not memory. */
	parse("BIOS-e820: [mem 0x1000-0x17ff] usable\n"
	      "BIOS-e820: [mem 0x1800-0x2fff] soft reserved\n");
	expect_map("7 2000+1 40008");
	parse("BIOS-e820: [mem 0x1000-0x17ff] reserved\n"
	      "BIOS-e820: [mem 0x1800-0x1fff] reserved\n");
	expect_map("0 1000+1 0\n0 1000+1 0");
	/* Rows of whole pages stay apart. */
	parse("BIOS-e820: [mem 0x1000-0x1fff] usable\n"
	      "BIOS-e820: [mem 0x2000-0x2fff] usable\n");
	expect_map("7 1000+1 8\n7 2000+1 8");
	parse("BIOS-e820: [mem 0x1800-0x27ff] usable\n");
	assert_int_equal(parse_result, IMPORT_FAILED);
	assert_non_null(strstr(parsed_messages(), "not one whole page"));
}

TEST(a_number_that_was_wrapped_is_one)
{
	parse("[    0.000000] BIOS-e820: [mem 0x0000000000000000-"
	      "0x0000000000000fff] type 2\n0\n"
	      "[    0.000000] BIOS-e820: [mem 0x0000000000001000-"
	      "0x0000000000001fff] type 2\nefi: none\n");
	expect_map("5 0+1 8000000000000008\n0 1000+1 0");
	parse("<6>MMap[0]: 0x8adc3000 - 0x8adc6fff len=16384, type=6, "
	      "attr=0x80000000000000\n0f\nend\n");
	expect_map("6 8adc3000+4 800000000000000f");
	/* The rest of a file that breaks off may be a row. */
	parse("<6>MMap[0]: 0x8adc3000 - 0x8adc6fff len=16384, type=6, "
	      "attr=0x800000000000000f\n1");
	expect_map("6 8adc3000+4 800000000000000f");
}

#define PRETTY(p)                                                    \
	p "MemoryDescriptor {\n" p "    ty: LOADER_CODE,\n" p        \
	  "    phys_start: 0x1000,\n" p "    page_count: 0x1,\n" p   \
	  "    att: MemoryAttribute(\n" p "        WRITE_BACK,\n" p  \
	  "    ),\n" p "},\n" p "MemoryDescriptor {\n" p             \
	  "    ty: CONVENTIONAL,\n" p "    phys_start: 0x2000,\n" p  \
	  "    page_count: 0x2,\n" p "    att: MemoryAttribute(\n" p \
	  "        WRITE_BACK,\n" p "    ),\n" p "},\n"

TEST(values_of_several_lines_are_read_after_the_prefix_of_a_log)
{
	static const char *const texts[] = {
		PRETTY(""),
		PRETTY("[    0.000000] "),
		PRETTY("Nov 26 12:00:00 host kernel: "),
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		parse(texts[i]);
		assert_int_equal(parse_result, IMPORT_GOOD);
		assert_string_equal(parsed_map(), "1 1000+1 8\n7 2000+2 8");
	}
}

TEST(two_rows_in_one_are_not_the_second_one)
{
	parse(PRETTY("? "));
	assert_int_not_equal(parse_result, IMPORT_GOOD);
	assert_int_equal(parsed_messages()[0] != '\0', true);
}

TEST(a_row_is_not_joined_with_one_that_follows_it)
{
	/* Neither is a row by itself, and both have the beginning of one. */
	parse("MemoryDescriptor { ty: CONVENTIONAL, phys_start: 4096,\n"
	      "MemoryDescriptor { ty: BOOT_SERVICES_DATA, phys_start: 1048576, "
	      "page_count: 159, att: WRITE_BACK }\n");
	expect_map("4 100000+9f 8");
	assert_int_equal(parse_result, IMPORT_PARTLY);
}

TEST(a_type_that_was_split_is_joined_or_unreadable)
{
	parse("base_addr = 0x0000000000000000, length = 0x0000000000001000, "
	      "type = 0\nx1\n"
	      "base_addr = 0x0000000000100000, length = 0x0000000000001000, "
	      "type = 0\n");
	expect_map("7 0+1 8");
	assert_int_equal(parse_result, IMPORT_PARTLY);
}
