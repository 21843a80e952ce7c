/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reading back what memblock.efi saves: a raw map, JSON and CSV give the same
 * report in every format as the firmware's own map.
 */
#include "tests/lib/test.h"

#include "core/firmware/rawmap.h"
#include "tests/lib/givensrat.h"
#include "tests/lib/parsed.h"

/* As from GetMemoryMap: in any order, with anomalies and unknown types. */
static const struct efi_memory_desc descs[] = {
	{ .type = EFI_BOOT_SERVICES_CODE, .num_pages = 1, .attribute = 0xf },
	{ .type = EFI_CONVENTIONAL_MEMORY,
	  .phys_addr = 0x1000,
	  .num_pages = 0x9f,
	  .attribute = 0xf },
	{ .type = EFI_CONVENTIONAL_MEMORY,
	  .phys_addr = 0x100000,
	  .num_pages = 0x7f00,
	  .attribute = 0x4000000000100008 },
	{ .type = EFI_RUNTIME_SERVICES_DATA,
	  .phys_addr = 0x8000000,
	  .num_pages = 0x100,
	  .attribute = 0x800000000000000f },
	{ .type = EFI_UNACCEPTED_MEMORY,
	  .phys_addr = 0x100000000,
	  .num_pages = 0x40000,
	  .attribute = 0x4000f },
	{ .type = 0x70000001, .phys_addr = 0x9000000, .num_pages = 0x10 },
	{ .type = 0xffffffff,
	  .phys_addr = 0x9010000,
	  .num_pages = 0x10,
	  .attribute = UINT64_MAX },
	{ .type = 99, .phys_addr = 0x9020800, .num_pages = 1, .attribute = 8 },
	{ .type = EFI_MEMORY_MAPPED_IO,
	  .phys_addr = 0xfffffffffffff000,
	  .num_pages = 1,
	  .attribute = 0x8000000000000001 },
	{ .type = EFI_CONVENTIONAL_MEMORY,
	  .phys_addr = 0x4000,
	  .num_pages = UINT64_MAX,
	  .attribute = 8 },
	{ .type = EFI_RESERVED_MEMORY_TYPE, .phys_addr = 0xa0000 },
	{ .type = EFI_ACPI_RECLAIM_MEMORY,
	  .phys_addr = 0x7ff0000,
	  .num_pages = 0x10,
	  .attribute = 0xf },
};
#define COUNT  (sizeof(descs) / sizeof(*descs))
#define STRIDE 48

/* The same with a stride of 48 bytes. */
static char map[COUNT * STRIDE];

static struct capture machine(void)
{
	memset(map, 0, sizeof(map));
	for (size_t i = 0; i < COUNT; i++)
		memcpy(map + i * STRIDE, &descs[i], sizeof(*descs));
	return (struct capture){
		.map = { map, sizeof(map), STRIDE, EFIMAP_DESC_VERSION },
		.profile = PROFILE_LINUX_X86,
		.origin = "GetMemoryMap",
		.arch = "x86_64",
		.vendor = "Ex\u00e4mple, \"Inc\" \\ 2026",
		.firmware_revision = 0xffff0001,
		.uefi_revision = 0x00020046,
		.image = { 0x7e00000, 0x21000 },
		.map_buffer = { 0x7d00000, 0x2000 },
		.tables = { { 0x7c00018, 0x610 }, { 0x7b00010, 0x60 } },
	};
}

static const char *const formats[] = { "format=text", "format=linux",
				       "format=e820", "format=csv",
				       "format=json" };

#define NOT_APPLIED                                                \
	", with which the report was made, is not applied again: " \
	"give it where it is to count\n"

/* Reports of parsed and of before are equal in every format, after these
 * messages. */
static void expect_reports_after(const char *messages,
				 const struct capture *before)
{
	assert_int_equal(parse_result, IMPORT_GOOD);
	expect_messages(messages);
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		char *a = report_of(before, formats[i]);
		char *b = report_of(&parsed.capture, formats[i]);

		assert_non_null(a);
		assert_non_null(b);
		assert_string_equal(a, b);
		free(a);
		free(b);
	}
}

static void expect_same_reports(const struct capture *before)
{
	expect_reports_after("", before);
}

static void parse_report(const struct capture *capture, const char *format)
{
	char *text = report_of(capture, format);

	assert_non_null(text);
	parse(text);
	free(text);
}

static void parse_raw(const struct capture *capture)
{
	char bytes[4096];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, bytes, sizeof(bytes));

	rawmap_write(&out, capture);
	parse_bytes(bytes, buffer.need);
}

GROUP_FIXTURE(NULL, forget_parsed);

TEST(a_saved_raw_map_gives_the_same_reports)
{
	struct capture capture = machine();

	parse_raw(&capture);
	expect_same_reports(&capture);
}

TEST(raw_maps_and_json_keep_the_nodes)
{
	struct capture capture = machine();

	capture.acpi.srat = srat_from_text(3, "mem:4:0-4000000 "
					      "mem:2:4000000-100000000");
	capture.acpi.slit = slit_from_text("10 21 / 31 10");
	parse_raw(&capture);
	expect_same_reports(&capture);
	parse_report(&capture, "format=json");
	expect_same_reports(&capture);
	/* Broken tables too, so that they are reported again. */
	*acpi_byte(&capture.acpi.srat, 50) ^= 1;
	parse_report(&capture, "format=json");
	expect_same_reports(&capture);
	parse_raw(&capture);
	expect_same_reports(&capture);
	free(acpi_byte(&capture.acpi.srat, 0));
	free(acpi_byte(&capture.acpi.slit, 0));
}

TEST(saved_json_gives_the_same_reports)
{
	struct capture capture = machine();

	parse_report(&capture, "format=json");
	expect_same_reports(&capture);
	parse_report(&capture, "format=json mem=64M memmap=1M$16M");
	expect_reports_after("map: note: mem=64M" NOT_APPLIED
			     "map: note: memmap=1M$16M" NOT_APPLIED,
			     &capture);
	capture.profile = PROFILE_LINUX_ARM64;
	parse_report(&capture, "format=json");
	expect_same_reports(&capture);
}

TEST(saved_csv_gives_the_same_reports)
{
	struct capture capture = machine();

	parse_report(&capture, "format=csv");
	expect_same_reports(&capture);
	parse_report(&capture, "format=csv mem=64M memmap=1M$16M");
	expect_same_reports(&capture);
	capture.profile = PROFILE_LINUX_ARM64;
	parse_report(&capture, "format=csv");
	expect_same_reports(&capture);
}

static void parse_golden(const char *name)
{
	char path[64];
	size_t len = 0;
	char *bytes;

	snprintf(path, sizeof(path), "tests/golden/%s", name);
	bytes = read_whole(path, &len);
	assert_non_null(bytes);
	parse_bytes(bytes, len);
	free(bytes);
}

/* Files that version 1 of the formats wrote. */
static void expect_same_as_version_1(const char *v1, const char *v2,
				     const char *messages)
{
	char *from_v1, *from_v2;

	parse_golden(v1);
	assert_int_equal(parse_result, IMPORT_GOOD);
	expect_messages(messages);
	from_v1 = report_of(&parsed.capture, "format=json");
	parse_golden(v2);
	assert_int_equal(parse_result, IMPORT_GOOD);
	from_v2 = report_of(&parsed.capture, "format=json");
	assert_non_null(from_v1);
	assert_string_equal(from_v1, from_v2);
	free(from_v1);
	free(from_v2);
}

TEST(version_1_of_json_is_read)
{
	expect_same_as_version_1("report-v1.json", "report.json",
				 "map: note: memmap=64K$0x280000" NOT_APPLIED
				 "map: note: mem=7M" NOT_APPLIED);
}

TEST(version_1_of_csv_is_read)
{
	expect_same_as_version_1("report-v1.csv", "report.csv", "");
}

/* Notepad and PowerShell write UTF-16 and CR LF. */
TEST(files_that_were_saved_again_as_utf16_are_read)
{
	struct capture capture = machine();

	memcpy(capture.vendor, "plain", 6);
	for (size_t f = 3; f < 5; f++) {
		char *text = report_of(&capture, formats[f]);
		size_t len = strlen(text), n = 2;
		char *wide = calloc(4, len + 1);

		memcpy(wide, "\xff\xfe", 2);
		for (size_t i = 0; i < len; i++) {
			if (text[i] == '\n') {
				wide[n] = '\r';
				n += 2;
			}
			wide[n] = text[i];
			n += 2;
		}
		parse_bytes(wide, n);
		expect_same_reports(&capture);
		free(wide);
		free(text);
	}
}

/* --- refusals ------------------------------------------------------------ */

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

TEST(a_damaged_raw_map_is_refused_with_a_message)
{
	struct capture capture = machine();
	char file[RAWMAP_HEADER_SIZE + sizeof(map) + 1];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, file, sizeof(file));

	rawmap_write(&out, &capture);
	parse_bytes(file, buffer.need - 1);
	assert_int_equal(parse_result, IMPORT_FAILED);
	expect_messages("map: the raw map is truncated or damaged; save it "
			"again with save-raw=\n");
	file[8] = 2;
	parse_bytes(file, buffer.need);
	assert_int_equal(parse_result, IMPORT_FAILED);
	expect_messages("map: unsupported version of the raw map; use a newer "
			"memblock\n");
}

#define CSV "list,index,base,last,size,type,name,attribute,detail\n"

TEST(sizes_in_csv_may_be_decimal)
{
	parse(CSV "efi,0,0x100000,,4096000,7,,0xf,\n"
		  "efi,0,0x800000,,0x3000,7,,0xf,\nefi,0,0x0,,0,7,,0xf,\n");
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
