/* SPDX-License-Identifier: BSD-2-Clause */
/* core/report/text_findings.c and json_findings.c: findings as text and JSON.
 */
#include "tests/lib/test.h"

#include "core/report/findings.h"
#include "core/report/json.h"
#include "tests/lib/givenmap.h"
#include "tests/lib/golden.h"

static struct kept kept;
static const struct lint_input input = { &capture, &conversion, NULL };

static void advise(const struct sink *out, enum lint_rule rule)
{
	print(out, "      advice about %s\n", lint_name(rule));
}

static const char *findings(const char *map, enum lint_severity least,
			    size_t shown,
			    void (*more)(const struct sink *, enum lint_rule))
{
	const struct findings_style style = { least, shown, more };
	struct sink out;

	free(kept.text);
	out = keep_text(&kept);
	given_map(map);
	when("");
	report_findings(&out, &input, &style);
	return kept.text;
}

static TEST_STEP(forget)
{
	free(kept.text);
	kept.text = NULL;
	return 0;
}

FIXTURE(NULL, forget);

#define SOUND "1000-a0000:7 a0000-100000:9 100000-200000:7"

TEST(a_sound_map_has_none)
{
	assert_string_equal(findings(SOUND, LINT_NOTE, 8, advise),
			    "Findings: none\n");
}

TEST(findings_are_listed_with_rule_place_and_detail)
{
	assert_string_equal(
		findings(SOUND " 200000+0:7 180000-181000:6:WB|RUNTIME",
			 LINT_WARNING, 8, NULL),
		"Findings: 1 error, 2 warnings, 1 note\n"
		"  error: conflict\n"
		"      the descriptor shares addresses with one of another "
		"owner\n"
		"      #4 RuntimeServicesData at 0x180000, 1 page: with #2\n"
		"  warning: empty\n"
		"      the descriptor has no pages: skipped\n"
		"      #3 ConventionalMemory at 0x200000, 0 pages\n"
		"  warning: overlap\n"
		"      the descriptor overlaps a lower descriptor: the "
		"stricter one applies\n"
		"      #4 RuntimeServicesData at 0x180000, 1 page\n"
		"  others: order\n");
}

TEST(more_findings_of_a_rule_than_are_shown_are_counted)
{
	assert_string_equal(findings(SOUND " 300000+0:7 400000+0:7 500000+0:7",
				     LINT_WARNING, 2, advise),
			    "Findings: 3 warnings\n"
			    "  warning: empty\n"
			    "      the descriptor has no pages: skipped\n"
			    "      #3 ConventionalMemory at 0x300000, 0 pages\n"
			    "      #4 ConventionalMemory at 0x400000, 0 pages\n"
			    "      and 1 more\n"
			    "      advice about empty\n");
}

/* Of the map as a whole, without a place: one has numbers, one has none. */
TEST(findings_about_the_map_have_no_place)
{
	assert_string_equal(
		findings("100000-200000:6:WB|RUNTIME", LINT_WARNING, 8, NULL),
		"Findings: 1 error, 2 warnings\n"
		"  error: no-memory\n"
		"      no memory is left for a kernel\n"
		"  warning: short\n"
		"      the map has fewer than three descriptors\n"
		"      1 descriptor\n"
		"  warning: withheld\n"
		"      the firmware keeps a large part of memory\n"
		"      1 MiB of 1 MiB\n");
}

TEST(a_range_is_a_place_too)
{
	assert_string_equal(
		findings("1000-a0000:7 a0000-100000:9 "
			 "100000-200000:7 300000-400000:7",
			 LINT_NOTE, 8, NULL),
		"Findings: 1 note\n"
		"  note: holes\n"
		"      there are holes between ranges of memory\n"
		"      0x0000000000200000-0x00000000002fffff: 1 MiB\n");
}

TEST(names_of_what_is_not_listed_are_wrapped)
{
	const char *others = strstr(
		findings("0-a0000:7 100000-80000000:7 90000000+1:7:WB|SP"
			 " 90002000+1:15 90004000+1:14 90006000+1:4:WB|SP"
			 " 80000000+10:11 81000000+1:0x70000000 70000+0:7"
			 " 100000000+1:7:WB|HOT_PLUGGABLE",
			 LINT_ERROR, 8, NULL),
		"  others:");

	assert_string_equal(others,
			    "  others: empty, order, device-not-runtime,"
			    " device-wb, oem-type,\n"
			    "      persistent-no-nv, sp-other, special,"
			    " hot-pluggable, unaccepted, holes,\n"
			    "      above-4g, bios-area\n");
}

static void more(const struct sink *out, enum lint_rule rule)
{
	print(out, ", \"more\": %d", (int)rule);
}

TEST(json_has_what_a_finding_has)
{
	struct sink out;

	free(kept.text);
	out = keep_text(&kept);
	given_map(SOUND " 180000-181000:6:WB|RUNTIME 300000-400000:7");
	when("");
	json_findings(&out, &input, LINT_NOTE, NULL);
	assert_string_equal(
		kept.text,
		"  \"findings\": [\n"
		"    {\"rule\": \"conflict\", \"severity\": \"error\","
		" \"descriptor\": 3, \"other\": 2, \"base\": \"0x180000\","
		" \"size\": \"0x1000\", \"detail\": \"with #2\"},\n"
		"    {\"rule\": \"overlap\", \"severity\": \"warning\","
		" \"descriptor\": 3, \"base\": \"0x180000\","
		" \"size\": \"0x1000\"},\n"
		"    {\"rule\": \"holes\", \"severity\": \"note\","
		" \"base\": \"0x200000\", \"size\": \"0x100000\","
		" \"detail\": \"1 MiB\"}\n"
		"  ],\n");
}

TEST(json_of_a_program_may_have_more)
{
	char wanted[64];
	struct sink out;

	free(kept.text);
	out = keep_text(&kept);
	given_map(SOUND " 300000+0:7");
	when("");
	json_findings(&out, &input, LINT_WARNING, more);
	snprintf(wanted, sizeof(wanted), ", \"more\": %d}", (int)LINT_EMPTY);
	assert_non_null(strstr(kept.text, wanted));
}

TEST(a_finding_about_the_whole_map_has_neither_place_nor_detail)
{
	const struct lint_finding finding = { .rule = LINT_NO_MAP,
					      .row = LINT_NO_ROW };
	struct sink out;

	free(kept.text);
	out = keep_text(&kept);
	assert_false(report_finding(&out, &capture, &finding));
	assert_string_equal(kept.text, "");
}
