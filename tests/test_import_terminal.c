/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows that a terminal has split, and the starts of rows that were. */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"

GROUP_FIXTURE(NULL, forget_parsed);

/* Where a terminal splits lines at its last column, blanks are not added. */
TEST(rows_of_other_programs_are_read_wherever_a_terminal_splits_them)
{
	static const struct {
		const char *text, *map;
	} tables[] = {
		{ "MemoryDescriptor { ty: CONVENTIONAL, phys_start: 4096, "
		  "virt_start: 0, page_count: 159, att: MemoryAttribute("
		  "UNCACHEABLE | WRITE_BACK) }\n"
		  "MemoryDescriptor { ty: MemoryType(1879048193), phys_start: "
		  "0x200000, virt_start: 0x0, page_count: 0x10, att: 0xf }\n",
		  "7 1000+9f 9\n1879048193 200000+10 f" },
		{ "0x0000000000001000->0x000000000009f000 Usable\n"
		  "0x00000000000f0000->0x0000000000100000 Reserved\n"
		  "0x0000000000200000->0x0000000000300000 Bootloader "
		  "reclaimable\n"
		  "0x0000000000300000->0x0000000000400000 Usable\n",
		  "7 1000+9e 8\n0 f0000+10 0\n2 200000+100 8\n"
		  "7 300000+100 8" },
		{ "0:0 0:0 OCMM: RT Code    [RUN|   |  |WB|WT|WC|UC] "
		  "0x000000007A000000-0x000000007A01EFFF -> "
		  "0x0000000000000000 (124 KB)\n"
		  "0:0 0:0 OCMM: Conventional [   |   |  |WB|WT|WC|UC] "
		  "0x0000000000100000-0x00000000001FFFFF -> "
		  "0x0000000000000000 (1 MB)\n",
		  "5 7a000000+1f 800000000000000f\n7 100000+100 f" },
	};
	char text[1024];

	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		for (size_t width = 44; width < 120; width++) {
			size_t len = 0, column = 0;

			for (const char *c = tables[i].text; *c; c++) {
				if (column++ == width && *c != '\n') {
					text[len++] = '\n';
					column = 1;
				}
				column = *c == '\n' ? 0 : column;
				text[len++] = *c;
			}
			text[len] = '\0';
			parse(text);
			if (parse_result == IMPORT_GOOD &&
			    strcmp(parsed_map(), tables[i].map) != 0)
				fail_msg("%zu columns: %s\n%s", width, text,
					 parsed_map());
		}
}

TEST(the_start_of_a_row_between_rows_is_not_left_out)
{
	static const char *const starts[] = { "BI", "BIOS-e820: [mem 0x000",
					      "[    0.00" };
	char text[512];

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		snprintf(
			text, sizeof(text),
			"[    0.000000] BIOS-e820: [mem 0x1000-0x1fff] usable\n"
			"%s%s\n[    0.120000] random: crng init done\n"
			"[    0.000000] BIOS-e820: [mem 0x3000-0x3fff] "
			"usable\n",
			i < 2 ? "[    0.000000] " : "", starts[i]);
		parse(text);
		expect_map("7 1000+1 8\n7 3000+1 8");
		assert_int_equal(parse_result, IMPORT_PARTLY);
		assert_non_null(strstr(parsed_messages(),
				       "map:2: cannot read this row"));
	}
}

TEST(the_start_of_the_first_row_is_not_left_out)
{
	parse("0x0000000000001000->0x00000\n0000009f000 Usable\n"
	      "0x00000000000f0000->0x0000000000100000 Reserved\n"
	      "0x0000000000100000->0x0000000000200000 Usable\n");
	expect_map("0 f0000+10 0\n7 100000+100 8");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	assert_non_null(strstr(parsed_messages(), "map:1: cannot read this"));
	/* A title, and a row that is there twice. */
	parse("Memory map:\n"
	      "BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] usable\n"
	      "BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] usable\n"
	      "BIOS-e820: [mem 0x0000000000100000-0x00000000001fffff] "
	      "usable\n");
	expect_map("7 0+a0 8\n7 100000+100 8");
	expect_messages("");
}
