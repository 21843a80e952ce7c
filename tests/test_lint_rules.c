/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/lint: for each rule maps in which it finds something, and maps in which
 * it does not (tests/lint_cases.def).
 */
#include "tests/lib/test.h"

#include "tests/lib/givenlint.h"

static const struct lint_case cases[] = {
#define FIRES(which, text, ...) \
	{ .rule = LINT_##which, .fires = true, .map = text, ##__VA_ARGS__ },
#define QUIET(which, text, ...) \
	{ .rule = LINT_##which, .map = text, ##__VA_ARGS__ },
#include "tests/lint_cases.def"
};
#define CASES (sizeof(cases) / sizeof(*cases))

static void given_case(const struct lint_case *one)
{
	if (one->map)
		given_map_stride(one->map, one->stride ? one->stride : 48);
	if (one->given)
		one->given();
	if (one->srat)
		given_nodes(one->srat, one->slit);
	if (one->facts)
		capture.facts = one->facts;
	if (one->cmdline)
		capture.cmdline = one->cmdline;
	if (one->mat)
		given_mat(one);
}

struct seen {
	enum lint_rule rule;
	size_t cnt;
	struct lint_finding last;
};

/* What holds for each finding. */
static void expect_sound(const struct lint_finding *finding)
{
	char text[512];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));
	size_t before, cnt = finding->row == LINT_NO_ROW
				     ? 0
				     : efimap_count(&capture.map);

	assert_true(lint_is_about_row(finding->rule) ==
		    (finding->row != LINT_NO_ROW));
	assert_true(finding->row == LINT_NO_ROW || finding->row < cnt);
	assert_true(finding->other == LINT_NO_ROW || finding->other < cnt);
	lint_print_place(&out, &capture, finding);
	print_str(&out, ": ");
	before = buffer.need;
	lint_print_detail(&out, finding);
	assert_true(lint_has_detail(finding->rule) == (buffer.need > before));
	/* Six blanks precede it. */
	if (buffer.need > 73)
		fail_msg("%s is too long: %s", lint_name(finding->rule), text);
	assert_null(strchr(text, '%'));
}

static void see(void *ctx, const struct lint_finding *finding)
{
	struct seen *seen = ctx;

	/* By severity, then by rule. */
	assert_true(seen->cnt == 0 ||
		    lint_severity(finding->rule) <
			    lint_severity(seen->last.rule) ||
		    (lint_severity(finding->rule) ==
			     lint_severity(seen->last.rule) &&
		     finding->rule >= seen->last.rule));
	expect_sound(finding);
	seen->last = *finding;
	seen->cnt += finding->rule == seen->rule;
}

static bool fires(const struct lint_case *one)
{
	struct seen seen = { .rule = one->rule };
	const struct lint_taker taker = { see, &seen };
	struct lint_input input = { &capture, NULL, lint_run_log };

	given_case(one);
	if (convert_words(NULL, one->words ? one->words : "") == CORE_OK)
		input.conversion = &conversion;
	lint_run(&input, LINT_NOTE, &taker);
	return seen.cnt > 0;
}

TEST(each_rule_finds_its_faults_and_no_others)
{
	size_t wrong = 0;

	for (size_t i = 0; i < CASES; i++) {
		const struct lint_case *one = &cases[i];

		if (fires(one) == one->fires)
			continue;
		print_error("%s finds %s in %s %s\n", lint_name(one->rule),
			    one->fires ? "nothing" : "something",
			    one->map ? one->map : "its map",
			    one->words ? one->words : "");
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

TEST(each_rule_has_a_case_that_fires_and_one_that_does_not)
{
	bool has[LINT_RULE_COUNT][2] = { { false } };

	for (size_t i = 0; i < CASES; i++)
		has[cases[i].rule][cases[i].fires] = true;
	for (int i = 0; i < LINT_RULE_COUNT; i++)
		if (!has[i][false] || !has[i][true])
			fail_msg("%s lacks a case",
				 lint_name((enum lint_rule)i));
}
