/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading what earlier versions of memblock.efi saved. */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"

GROUP_FIXTURE(NULL, forget_parsed);

#define NOT_APPLIED                                                \
	", with which the report was made, is not applied again: " \
	"give it where it is to count\n"

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
