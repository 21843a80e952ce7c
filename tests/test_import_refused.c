/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * JSON and CSV of this project that somebody wrote or damaged: what is refused,
 * and with which message.
 */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"

GROUP_FIXTURE(NULL, forget_parsed);

#define DESC                                        \
	"{\"type\": 7, \"phys_addr\": \"0x1000\", " \
	"\"num_pages\": \"0x1\", \"attribute\": \"0xf\"}"
#define OURS "{\"format\": \"memblock-efi\", \"version\": 1, "

TEST(json_requires_only_the_map)
{
	parse(" \n" OURS "\"map\": {\"descriptors\": [" DESC "]}}");
	expect_map("7 1000+1 f");
	expect_messages("");
	assert_int_equal(parsed.capture.map.desc_size, 40);
}

TEST(wrong_json_is_refused_with_a_message)
{
	static const struct {
		const char *json, *messages;
	} cases[] = {
		{ "{\"a\": 1}", "map: \"format\": expected \"memblock-efi\"; "
				"the JSON of other "
				"programs is not supported\n" },
		{ "{\"format\": \"memblock-efi\", \"version\": 3}",
		  "map: \"version\": only 1 and 2 are supported; use a newer "
		  "memblock\n" },
		{ "{\"format\": \"memblock-efi\", \"version\": 0}",
		  "map: \"version\": only 1 and 2 are supported; use a newer "
		  "memblock\n" },
		{ OURS "\"map\": 1}",
		  "map: \"descriptors\": expected a list of descriptors\n" },
		{ OURS "\"map\": {\"descriptors\": []}}",
		  "map: \"descriptors\": expected a list of descriptors\n" },
		{ OURS "\"map\": {\"descriptors\": [" DESC ", {}]}}",
		  "map: descriptor 1: missing type\n" },
		{ OURS "\"map\": {\"descriptors\": [{\"type\": 7, "
		       "\"phys_addr\": 1, \"num_pages\": \"0x1\", "
		       "\"attribute\": \"0xf\"}]}}",
		  "map: \"phys_addr\": expected a string \"0x...\"\n"
		  "map: descriptor 0: cannot be read\n" },
		{ OURS "\"map\": {\"descriptors\": [" DESC "], "
		       "\"descriptor_size\": 44}}",
		  "map: \"descriptor_size\": not a multiple of 8, or below "
		  "40\n" },
		{ OURS "\"map\": {\"descriptors\": [" DESC "], "
		       "\"descriptor_size\": 1000000000}}",
		  "map: \"descriptor_size\": not an integer, or out of "
		  "range\n" },
		{ OURS "\"map\": {\"descriptors\": [" DESC "], "
		       "\"descriptor_version\": 2}}",
		  "map: \"descriptor_version\": only version 1 is "
		  "supported\n" },
		{ OURS "\"firmware\": {\"uefi\": \"0x100000000\"}}",
		  "map: \"uefi\": not a hexadecimal number \"0x...\", or out "
		  "of "
		  "range\n" },
		{ OURS "\"firmware\": {\"uefi\": 5}}",
		  "map: \"uefi\": expected a string \"0x...\"\n" },
		{ OURS "\"machine\": {\"arch\": \"0123456789012345\"}}",
		  "map: \"arch\": string too long\n" },
		{ OURS "\"machine\": {\"profile\": \"linux-vax\"}}",
		  "map: \"profile\": unknown profile\n" },
		{ OURS "\"image\": [\"0x1000\", \"0x1000\"]}",
		  "map: \"image\": expected an object\n" },
		{ OURS "\"firmware\": 1}",
		  "map: \"firmware\": expected an object\n" },
		{ OURS "\"image\": {\"base\": \"1000\"}}",
		  "map: \"base\": not a hexadecimal number \"0x...\", or out "
		  "of "
		  "range\n" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		parse(cases[i].json);
		assert_int_equal(parse_result, IMPORT_FAILED);
		expect_messages(cases[i].messages);
	}
}

TEST(acpi_tables_in_json_are_hexadecimal)
{
	static const char *const wrong[] = { "\"srat\": 7", "\"slit\": \"0\"",
					     "\"srat\": \"0x12\"" };

	for (size_t i = 0; i < 3; i++) {
		char text[512];

		sprintf(text,
			"{\"format\": \"memblock-efi\", "
			"\"version\": 1, %s, \"map\": {\"descriptors\": [{"
			"\"type\": 7, \"phys_addr\": \"0x0\", \"num_pages\""
			": \"0x1\", \"attribute\": \"0xf\"}]}}",
			wrong[i]);
		parse(text);
		assert_int_equal(parse_result, IMPORT_FAILED);
		assert_non_null(strstr(parsed_messages(),
				       "not a table in hexadecimal"));
	}
}

TEST(malformed_json_is_refused_with_its_line)
{
	parse("{\n\"format\": \"memblock-efi\",\n");
	assert_int_equal(parse_result, IMPORT_FAILED);
	assert_ptr_equal(strstr(parsed_messages(), "map:3: malformed JSON: "),
			 parsed_messages());
}

TEST(duplicate_members_of_json_are_refused_with_line_and_name)
{
	static const char *const twice[] = {
		OURS "\n\"map\": {\"descriptors\": [" DESC "]},\n"
		     "\"map\": {\"descriptors\": [" DESC "]}}",
		OURS "\"map\": {\"descriptors\": [{\"type\": 7,\n"
		     "\"num_pages\": \"0x1\",\n\"num_pages\": \"0x2\"}]}}",
	};
	static const char *const names[] = { "\"map\"", "\"num_pages\"" };

	for (size_t i = 0; i < 2; i++) {
		parse(twice[i]);
		assert_int_equal(parse_result, IMPORT_FAILED);
		assert_ptr_equal(strstr(parsed_messages(), "map:3: "),
				 parsed_messages());
		assert_non_null(strstr(parsed_messages(), "duplicate"));
		assert_non_null(strstr(parsed_messages(), names[i]));
	}
}

#define CSV "list,index,base,last,size,type,name,attribute,detail\n"

TEST(sizes_in_csv_may_be_decimal)
{
	parse(CSV "efi,0,0x100000,,4096000,7,,0xf,\n"
		  "efi,1,0x800000,,0x3000,7,,0xf,\nefi,2,0x0,,0,7,,0xf,\n");
	expect_map("7 100000+3e8 f\n7 800000+3 f\n7 0+0 f");
	expect_messages("");
}

TEST(damaged_csv_rows_are_reported)
{
	static const struct {
		const char *row, *why;
	} cases[] = {
		{ "efi,0,0x0,0xfff,0x1000,7", "expected 9 fields" },
		{ "efi,0,0x0,0xfff,0x1000,7,,0xf,\"x", "expected 9 fields" },
		{ "efi,0,0x0,0xfff,0x1000,RAM,,0xf,", "the type" },
		{ "efi,0,0x0,0xfff,0x1000,4294967296,,0xf,", "the type" },
		{ "efi,0,zero,0xfff,0x1000,7,,0xf,", "base or attribute" },
		{ "efi,0,0x0,0xfff,0x1000,7,,,", "base or attribute" },
		{ "efi,0,0x0,0xfff,0x1001,7,,0xf,", "the size" },
		{ "efi,0,0x0,0xfff,,7,,0xf,", "the size" },
		{ "efi,0,0x0,0xfff,4097,7,,0xf,", "the size" },
		{ "efi,0,0x0,0xfff,000,7,,0xf,", "last byte and size" },
		{ "efi,0,0x0,0xffe,0x1000,7,,0xf,", "last byte and size" },
		{ "fact,,,,,,format_version,,3", "not a valid value" },
		{ "fact,,,,,,format_version,,0", "not a valid value" },
		{ "fact,,,,,,profile,,linux-vax", "not a valid value" },
		{ "fact,,,,,,image,,0x1000", "not a valid value" },
		{ "fact,,,,,,desc_size,,0x1000000", "not a valid value" },
		{ "fact,,,,,,desc_size,,44", "not a valid value" },
		{ "fact,,,,,,desc_version,,2", "not a valid value" },
		{ "fact,,,,,,uefi_revision,,two", "not a valid value" },
	};
	char text[256];

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		snprintf(
			text, sizeof(text),
			CSV
			"efi,0,0x1000,0x1fff,0x1000,7,ConventionalMemory,"
			"0xf,memory\n%s\nmemory,0,nonsense\nfact,,,,,,new,,1\n",
			cases[i].row);
		parse(text);
		assert_int_equal(parse_result, IMPORT_PARTLY);
		assert_string_equal(parsed_map(), "7 1000+1 f");
		if (!strstr(parsed_messages(), cases[i].why))
			fail_msg("%s gave: %s", cases[i].row,
				 parsed_messages());
	}
}
