/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/lint: the table of rules, and what a run counts and says.
 */
#include "tests/lib/test.h"

#include "core/lint/lint.h"
#include "tests/lib/givenmap.h"

#define PC "0-a0000:7 100000-80000000:7 80000000-80100000:6:WB|RUNTIME"

/* --- the table ----------------------------------------------------------- */

TEST(there_are_at_least_60_rules_with_names_of_their_own)
{
	enum lint_rule rule;

	assert_true(LINT_RULE_COUNT >= 60);
	for (int i = 0; i < LINT_RULE_COUNT; i++) {
		assert_true(lint_by_name(lint_name((enum lint_rule)i), &rule));
		assert_int_equal(rule, i);
	}
	assert_false(lint_by_name("no such rule", &rule));
}

TEST(each_rule_says_why_it_matters_and_what_to_do)
{
	for (int i = 0; i < LINT_RULE_COUNT; i++) {
		struct lint_advice advice = lint_advice((enum lint_rule)i);
		const char *why = advice.why, *remedy = advice.remedy;

		assert_non_null(advice.reference);
		assert_string_equal(lint_text((enum lint_rule)i), advice.text);
		if (why[strlen(why) - 1] != '.' ||
		    remedy[strlen(remedy) - 1] != '.')
			fail_msg("%s: not a sentence",
				 lint_name((enum lint_rule)i));
	}
}

/* "      the descriptor TEXT" */
TEST(texts_fit_80_columns)
{
	for (int i = 0; i < LINT_RULE_COUNT; i++) {
		enum lint_rule rule = (enum lint_rule)i;
		size_t len = strlen(lint_advice(rule).text);

		if (len + (lint_is_about_row(rule) ? 21 : 6) > 79)
			fail_msg("%s is too long", lint_name(rule));
	}
}

TEST(each_anomaly_is_a_rule_of_the_same_name_and_text)
{
	for (int i = 0; i < ANOMALY_COUNT; i++) {
		enum anomaly anomaly = (enum anomaly)(1 << i);
		enum lint_rule rule;

		assert_true(lint_by_name(anomaly_name(anomaly), &rule));
		assert_string_equal(lint_text(rule), anomaly_text(anomaly));
		assert_true(lint_is_about_row(rule));
	}
}

TEST(severities_have_names)
{
	enum lint_severity severity;

	for (int i = 0; i < LINT_SEVERITY_COUNT; i++) {
		assert_true(lint_severity_by_name(
			lint_severity_name((enum lint_severity)i), &severity));
		assert_int_equal(severity, i);
	}
	assert_false(lint_severity_by_name("fatal", &severity));
}

/* --- runs ---------------------------------------------------------------- */

static const char *counted(const char *map)
{
	static char text[128];
	const struct lint_input input = { &capture, &conversion, lint_run_log };
	struct lint_count count;
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	given_map(map);
	when("");
	count = lint_count(&input);
	lint_print_count(&out, &count);
	return text;
}

TEST(findings_and_rules_are_counted)
{
	const struct lint_input input = { &capture, &conversion, lint_run_log };
	struct lint_count count;

	assert_string_equal(counted("1000-100000:7 100000-200000:7"
				    " 200000-300000:7:WB|RUNTIME"
				    " 300000+0:7 400000+0:7"),
			    "1 error, 2 warnings, 2 notes");
	count = lint_count(&input);
	assert_int_equal(count.rules[LINT_WARNING], 1);
	assert_int_equal(count.rules[LINT_NOTE], 2);
	assert_string_equal(counted("1000-a0000:7 a0000-100000:6:WB|RUNTIME"
				    " 100000-200000:7"),
			    "1 note");
	assert_string_equal(counted("1000-a0000:7 a0000-100000:9"
				    " 100000-200000:7"),
			    "none");
}

static void count_all(void *ctx, const struct lint_finding *finding)
{
	assert_int_equal(lint_severity(finding->rule), LINT_ERROR);
	++*(size_t *)ctx;
}

static void count_cut(void *ctx, const struct lint_finding *finding)
{
	*(size_t *)ctx += finding->rule == LINT_CUT;
}

TEST(rules_of_other_data_do_not_apply)
{
	struct facts facts = { .rows = FACTS_ROWS_E820, .cut = true };
	struct lint_input input = { &capture, &conversion, NULL };
	size_t cnt = 0;
	const struct lint_taker taker = { count_cut, &cnt };

	given_map(PC);
	when("");
	assert_true(lint_applies(&input, LINT_NO_CACHE));
	assert_true(lint_applies(&input, LINT_BIG_DEVICE));
	assert_false(lint_applies(&input, LINT_RUNTIME_64K));
	assert_false(lint_applies(&input, LINT_NO_MAP));
	capture.facts = &facts;
	assert_false(lint_applies(&input, LINT_NO_CACHE));
	lint_run(&input, LINT_NOTE, &taker);
	assert_int_equal(cnt, 0);
	input.run_log = lint_run_log;
	lint_run(&input, LINT_NOTE, &taker);
	assert_int_equal(cnt, 1);
	input.conversion = NULL;
	assert_true(lint_applies(&input, LINT_NO_MAP));
	assert_false(lint_applies(&input, LINT_CUT));
	lint_run(&input, LINT_NOTE, &taker);
	assert_int_equal(cnt, 1);
}

TEST(rules_below_the_least_severity_are_left_out)
{
	const struct lint_input input = { &capture, &conversion, lint_run_log };
	size_t cnt = 0;
	const struct lint_taker taker = { count_all, &cnt };

	given_map("0-100000:7 100000-200000:7:WB|RUNTIME 300000+0:7");
	when("");
	lint_run(&input, LINT_ERROR, &taker);
	assert_int_equal(cnt, 1);
}

static void keep(void *ctx, const struct lint_finding *finding)
{
	*(struct lint_finding *)ctx = *finding;
}

static const char *placed(const struct lint_finding *finding)
{
	static char text[128];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	lint_print_place(&out, &capture, finding);
	print_str(&out, "|");
	lint_print_detail(&out, finding);
	return text;
}

TEST(a_finding_names_the_rows_of_the_firmware)
{
	const struct lint_input input = { &capture, &conversion, lint_run_log };
	struct lint_finding last;
	const struct lint_taker taker = { keep, &last };

	given_map("100000-200000:7 1000-a0000:7 180000-181000:6:WB|RUNTIME");
	when("");
	lint_run(&input, LINT_ERROR, &taker);
	assert_int_equal(last.rule, LINT_CONFLICT);
	assert_string_equal(placed(&last),
			    "#2 RuntimeServicesData at 0x180000, 1 page"
			    "|with #0");
	given_map("1000-a0000:7 100000-200000:7 fd00000000-fd40000000:7");
	when("");
	lint_run(&input, LINT_ERROR, &taker);
	assert_string_equal(placed(&last),
			    "#2 ConventionalMemory at 0xfd00000000,"
			    " 262144 pages|1 GiB");
}
