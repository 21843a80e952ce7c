/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reading back what memblock.efi saves: a raw map, JSON and CSV give the same
 * report in every format as the firmware's own map.
 */
#include "tests/lib/test.h"

#include "core/firmware/rawmap.h"
#include "tests/lib/givenmachine.h"
#include "tests/lib/givensrat.h"
#include "tests/lib/parsed.h"

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
	struct capture capture = given_odd_machine();

	parse_raw(&capture);
	expect_same_reports(&capture);
}

TEST(raw_maps_and_json_keep_the_nodes)
{
	struct capture capture = given_odd_machine();

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
	struct capture capture = given_odd_machine();

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
	struct capture capture = given_odd_machine();

	parse_report(&capture, "format=csv");
	expect_same_reports(&capture);
	parse_report(&capture, "format=csv mem=64M memmap=1M$16M");
	expect_same_reports(&capture);
	capture.profile = PROFILE_LINUX_ARM64;
	parse_report(&capture, "format=csv");
	expect_same_reports(&capture);
}

/* Notepad and PowerShell write UTF-16 and CR LF. */
TEST(files_that_were_saved_again_as_utf16_are_read)
{
	struct capture capture = given_odd_machine();

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

TEST(a_damaged_raw_map_is_refused_with_a_message)
{
	struct capture capture = given_odd_machine();
	char file[RAWMAP_HEADER_SIZE + GIVEN_MACHINE_MAP + 1];
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

/* What was captured of a serial line: lines end with CR and LF. */
TEST(json_within_a_log_of_a_serial_line_is_read)
{
	struct capture before = given_odd_machine();
	char *json = report_of(&before, "format=json"), *log;
	size_t len = 0;

	log = calloc(2, strlen(json) + 200);
	len = (size_t)sprintf(log, "BdsDxe: starting \"UEFI\"\r\n\x1b[2J");
	for (const char *at = json; *at; at++) {
		if (*at == '\n')
			log[len++] = '\r';
		log[len++] = *at;
	}
	strcpy(log + len, "Cannot save x.raw: {it} is full.\r\n}\r\n");
	parse(log);
	expect_reports_after("map: note: the JSON from line 2 on was read, not "
			     "the text around it\n",
			     &before);
	free(log);
	free(json);
}

TEST(json_that_breaks_off_in_a_log_is_malformed)
{
	parse("a log\n{\n  \"format\": \"memblock-efi\",\n  \"ver");
	assert_int_equal(parse_result, IMPORT_FAILED);
	assert_non_null(strstr(parsed_messages(), "malformed JSON"));
	parse("a log, [\"format\": \"memblock-efi\"\n");
	assert_int_equal(parse_result, IMPORT_FAILED);
	assert_non_null(strstr(parsed_messages(), "no memory map found"));
	parse("\"format\": \"memblock-efi\"\n");
	assert_null(strstr(parsed_messages(), "JSON from"));
}
