/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows of our CSV, which people write and change, too. */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"

GROUP_FIXTURE(NULL, forget_parsed);

#define CSV_HEADER "list,index,base,last,size,type,name,attribute,detail\n"
#define CSV_ROW    "efi,0,0x0,0xfff,0x1000,4,BootServicesData,0x8,memory\n"

/* A row of CSV after a sound one is not read for this reason. */
static void expect_bad_row(const char *row, const char *why)
{
	char text[512];

	snprintf(text, sizeof(text), CSV_HEADER CSV_ROW "%s\n", row);
	parse(text);
	assert_int_equal(efimap_count(&parsed.capture.map), 1);
	if (parse_result != IMPORT_PARTLY || !strstr(parsed_messages(), why))
		fail_msg("%s: %s", row, parsed_messages());
}

TEST(a_row_of_csv_has_nine_fields_with_numbers)
{
	expect_bad_row("efi,1,0x1000,0x1fff,0x1000,7,x,0x8", "9 fields");
	expect_bad_row("efi,1,0x1000,0x1fff,0x1000,7,x,0x8,\"a", "9 fields");
	expect_bad_row("efi,1,0x1000,0x1fff,0x1000,7,x,0x8,a,b", "9 fields");
	expect_bad_row("efi,1,0x1000,0x1fff,0x1000,7x,x,0x8,a",
		       "the type is not a 32-bit number");
	expect_bad_row("efi,1,0x1000,0x1fff,0x1000,0x100000000,x,0x8,a",
		       "the type is not a 32-bit number");
	expect_bad_row("efi,1,,0x1fff,0x1000,7,x,0x8,a",
		       "base or attribute is not a 64-bit number");
	expect_bad_row("efi,1,0x1000,0x1fff,0x1000,7,x,0x,a",
		       "base or attribute is not a 64-bit number");
	expect_bad_row("efi,1,0x1000,0x1fff,0x1001,7,x,0x8,a",
		       "the size is not a multiple of 4 KiB");
	expect_bad_row("efi,1,0x1000,0x1fff,0x000,7,x,0x8,a",
		       "the size is not a multiple of 4 KiB");
	expect_bad_row("efi,1,0x1000,0x1fff,4095,7,x,0x8,a",
		       "the size is not a multiple of 4 KiB");
	expect_bad_row("efi,1,0x1000,0x1fff,x,7,x,0x8,a",
		       "the size is not a multiple of 4 KiB");
	expect_bad_row("efi,1,0x1000,0x2fff,0x1000,7,x,0x8,a",
		       "last byte and size disagree");
	expect_bad_row("efi,1,0x1000,0xfff,0x0,7,x,0x8,a",
		       "last byte and size disagree");
	expect_bad_row("efi,1,0x1000,x,0x1000,7,x,0x8,a",
		       "last byte and size disagree");
}

TEST(a_row_of_csv_may_have_a_size_in_decimal_and_a_quoted_name)
{
	char text[512];

	snprintf(text, sizeof(text),
		 CSV_HEADER "efi,0,0x0,,4096,7,\"a, \"\"b\"\"\",0x8,%0200d\n"
			    "\n",
		 0);
	parse(text);
	expect_map("7 0+1 8");
}

TEST(a_fact_of_csv_has_a_valid_value)
{
	static const char *const facts[] = {
		"desc_size,,0x20",
		"desc_size,,41",
		"desc_size,,4104",
		"desc_size,,x",
		"desc_version,,2",
		"profile,,other",
		"image,,0x1000",
		"image,,0x1000+",
		"image,,0x1000+0x1000x",
		"map_buffer,,+0x100",
		"memory_attributes,,0x1000",
	};
	char row[128];

	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++) {
		snprintf(row, sizeof(row), "fact,,,,,,%s", facts[i]);
		expect_bad_row(row, "not a valid value of this fact");
	}
}

TEST(rows_of_csv_that_are_repeated_or_moved_are_noted)
{
	static const char *const indexes[] = { "0", "1", "2" };

	for (size_t i = 0; i < 3; i++) {
		char text[512];

		snprintf(text, sizeof(text),
			 CSV_HEADER CSV_ROW
			 "efi,1,0x1000,0x1fff,0x1000,7,x,0x8,a\n"
			 "efi,%s,0x2000,0x2fff,0x1000,7,x,0x8,a\n",
			 indexes[i]);
		parse(text);
		assert_int_equal(efimap_count(&parsed.capture.map), 3);
		assert_int_equal(strstr(parsed_messages(),
					"its index does not follow") != NULL,
				 i < 2);
	}
}
