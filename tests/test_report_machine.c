/* SPDX-License-Identifier: BSD-2-Clause */
/* core/report/report_json.c and report_csv.c: the formats for programs. */
#include "tests/lib/test.h"

#include <jansson.h>

#include "tests/lib/givenreport.h"

static json_t *json_report(void)
{
	json_error_t error;
	json_t *json = json_loads(report_as(FORMAT_JSON), 0, &error);

	if (!json)
		fail_msg("line %d: %s", error.line, error.text);
	return json;
}

/* The string at a path of names separated by dots. */
static const char *json_at(json_t *json, const char *path)
{
	char name[64];

	while (*path) {
		size_t len = strcspn(path, ".");

		snprintf(name, sizeof(name), "%.*s", (int)len, path);
		json = json_object_get(json, name);
		path += len + (path[len] == '.');
	}
	return json_string_value(json);
}

TEST(any_text_survives_json)
{
	static const char vendor[] = "a\"b\\c\nd\x01 \xc3\xa9";
	json_t *json;

	given_map("100000-200000:7");
	strcpy(capture.vendor, vendor);
	strcpy(capture.arch, "\xff\xe2\x82");
	when("-- \"quiet\" c:\\");
	json = json_report();
	assert_string_equal(json_at(json, "firmware.vendor"), vendor);
	assert_string_equal(json_at(json, "machine.arch"),
			    "\xef\xbf\xbd\xef\xbf\xbd");
	assert_string_equal(json_at(json, "options.arguments"),
			    "\"quiet\" c:\\");
	json_decref(json);
}

TEST(json_counts_what_is_there)
{
	json_t *json;

	when_machine();
	json = json_report();
	assert_int_equal(json_array_size(json_object_get(
				 json_object_get(json, "map"), "descriptors")),
			 efimap_count(&capture.map));
	assert_int_equal(json_array_size(json_object_get(json, "memory")),
			 mb.memory.cnt);
	assert_int_equal(json_array_size(json_object_get(json, "reservations")),
			 conversion.reservation_cnt);
	assert_string_equal(json_at(json, "options.mem"), "0x700000");
	json_decref(json);
}

TEST(json_of_empty_sets_is_json)
{
	json_t *json;

	given_map("100000-200000:11:UC");
	when("profile=linux-arm64");
	json = json_report();
	assert_int_equal(json_array_size(json_object_get(json, "memory")), 0);
	assert_int_equal(json_array_size(json_object_get(json, "reservations")),
			 0);
	json_decref(json);
}

TEST(csv_rows_have_nine_fields)
{
	const char *at;
	int commas = 0;
	bool quoted = false;

	when_machine();
	for (at = report_as(FORMAT_CSV); *at; at++) {
		quoted ^= *at == '"';
		commas += !quoted && *at == ',';
		if (quoted || *at != '\n')
			continue;
		assert_int_equal(commas, 8);
		commas = 0;
	}
}

TEST(csv_quotes_what_needs_it)
{
	given_map("100000-200000:7");
	strcpy(capture.vendor, "a,\"b\"");
	strcpy(capture.arch, "c\rd");
	strcpy(capture.origin, "e\nf");
	when("");
	report_as(FORMAT_CSV);
	expect_line("fact,,,,,,vendor,,\"a,\"\"b\"\"\"");
	assert_non_null(strstr(reported, "arch,,\"c\rd\"\n"));
	assert_non_null(strstr(reported, "origin,,\"e\nf\"\n"));
}

TEST(csv_names_the_node)
{
	given_map("100000-200000:7");
	when("");
	memblock_set_node(&conversion.mb.memory, 0x100000, 0x100000, 3);
	report_as(FORMAT_CSV);
	expect_line("memory,0,0x100000,0x1fffff,0x100000,,,0x0,node 3");
	assert_non_null(strstr(report_as(FORMAT_JSON), "\"node\": 3}"));
	assert_non_null(strstr(report_as(FORMAT_TEXT), "1 MiB  node 3\n"));
}
