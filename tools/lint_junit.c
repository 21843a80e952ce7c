/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/lint_junit.h"

#include <stdlib.h>
#include <string.h>

#include "core/report/findings.h"
#include "tools/textsink.h"

/* XML 1.0: control characters cannot be written at all. */
static void print_xml(const struct sink *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			print_str(out, "&amp;");
			break;
		case '<':
			print_str(out, "&lt;");
			break;
		case '>':
			print_str(out, "&gt;");
			break;
		case '"':
			print_str(out, "&quot;");
			break;
		default:
			print(out, "%c",
			      (unsigned char)*text < ' ' && *text != '\n'
				      ? '?'
				      : *text);
		}
	}
}

/* The findings of each rule as lines. */
struct collected {
	const struct capture *capture;
	struct text lines[LINT_RULE_COUNT];
	bool found[LINT_RULE_COUNT];
};

static void collect(void *ctx, const struct lint_finding *finding)
{
	struct collected *collected = ctx;
	struct sink out = text_sink(&collected->lines[finding->rule]);

	collected->found[finding->rule] = true;
	if (report_finding(&out, collected->capture, finding))
		print_str(&out, "\n");
}

static void print_failure(const struct sink *out, enum lint_rule rule,
			  const struct text *lines)
{
	struct lint_advice advice = lint_advice(rule);
	struct text text = { 0 };
	struct sink sink = text_sink(&text);

	report_rule(&sink, rule);
	print(out, ">\n    <failure type=\"%s\" message=\"",
	      lint_severity_name(lint_severity(rule)));
	print_xml(out, text.bytes);
	print_str(out, "\">");
	print_xml(out, lines->bytes ? lines->bytes : "");
	print_xml(out, advice.why);
	print_str(out, "\n");
	print_xml(out, advice.remedy);
	print_str(out, "</failure>\n  </testcase>\n");
	free(text.bytes);
}

static void print_case(const struct sink *out, enum lint_rule rule,
		       bool applies, const struct collected *collected)
{
	print(out, "  <testcase classname=\"%s\" name=\"%s\"",
	      lint_severity_name(lint_severity(rule)), lint_name(rule));
	if (collected->found[rule])
		print_failure(out, rule, &collected->lines[rule]);
	else if (!applies)
		print_str(out, "><skipped/></testcase>\n");
	else
		print_str(out, "/>\n");
}

struct sums {
	size_t tests, failures, skipped;
};

static struct sums add_up(const struct lint_input *input,
			  enum lint_severity least,
			  const struct collected *collected)
{
	struct sums sums = { 0 };

	for (int i = 0; i < LINT_RULE_COUNT; i++) {
		enum lint_rule rule = (enum lint_rule)i;

		if (lint_severity(rule) < least)
			continue;
		sums.tests++;
		sums.failures += collected->found[i];
		sums.skipped += !lint_applies(input, rule);
	}
	return sums;
}

void lint_print_junit(const struct sink *out, const struct lint_input *input,
		      enum lint_severity least, const char *file)
{
	struct collected collected = { .capture = input->capture };
	const struct lint_taker taker = { collect, &collected };
	struct sums sums;

	lint_run(input, least, &taker);
	sums = add_up(input, least, &collected);
	print_str(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		       "<testsuite name=\"");
	print_xml(out, file);
	print(out, "\" tests=\"%zu\" failures=\"%zu\" skipped=\"%zu\">\n",
	      sums.tests, sums.failures, sums.skipped);
	for (int i = 0; i < LINT_RULE_COUNT; i++) {
		enum lint_rule rule = (enum lint_rule)i;

		if (lint_severity(rule) >= least)
			print_case(out, rule, lint_applies(input, rule),
				   &collected);
		free(collected.lines[i].bytes);
	}
	print_str(out, "</testsuite>\n");
}
