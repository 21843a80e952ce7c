/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The findings, by severity and rule.
 */
#include "core/base/cstring.h"
#include "core/report/findings.h"
#include "core/report/text_sections.h"

void report_rule(const struct sink *out, enum lint_rule rule)
{
	print(out, "%s%s", lint_is_about_row(rule) ? "the descriptor " : "",
	      lint_text(rule));
}

bool report_finding(const struct sink *out, const struct capture *capture,
		    const struct lint_finding *finding)
{
	bool placed = finding->row != LINT_NO_ROW || finding->range.size > 0;
	bool detail = lint_has_detail(finding->rule);

	lint_print_place(out, capture, finding);
	if (placed && detail)
		print_str(out, ": ");
	lint_print_detail(out, finding);
	return placed || detail;
}

/* --- listing ------------------------------------------------------------- */

struct listing {
	const struct sink *out;
	const struct capture *capture;
	const struct findings_style *style;
	int rule;      /* of the last finding, or -1 */
	size_t count;  /* findings of that rule so far */
	size_t column; /* of the names */
};

/* What follows the findings of a rule. */
static void end_rule(const struct listing *listing)
{
	const struct findings_style *style = listing->style;

	if (listing->rule < 0)
		return;
	if (listing->count > style->shown)
		print(listing->out, "      and %zu more\n",
		      listing->count - style->shown);
	if (style->advise)
		style->advise(listing->out, (enum lint_rule)listing->rule);
}

static void begin_rule(struct listing *listing, enum lint_rule rule)
{
	end_rule(listing);
	listing->rule = (int)rule;
	listing->count = 0;
	print(listing->out, "  %s: %s\n      ",
	      lint_severity_name(lint_severity(rule)), lint_name(rule));
	report_rule(listing->out, rule);
	print_str(listing->out, "\n");
}

static bool says_more(const struct lint_finding *finding)
{
	return finding->row != LINT_NO_ROW || finding->range.size > 0 ||
	       lint_has_detail(finding->rule);
}

static void list_finding(void *ctx, const struct lint_finding *finding)
{
	struct listing *listing = ctx;

	if (listing->rule != (int)finding->rule)
		begin_rule(listing, finding->rule);
	if (listing->count++ >= listing->style->shown || !says_more(finding))
		return;
	print_str(listing->out, "      ");
	report_finding(listing->out, listing->capture, finding);
	print_str(listing->out, "\n");
}

/* --- names --------------------------------------------------------------- */

#define NAMES   "  others:"
#define COLUMNS 79

static void name_rule(void *ctx, const struct lint_finding *finding)
{
	struct listing *listing = ctx;
	const char *name = lint_name(finding->rule);
	size_t len = str_len(name);

	if (listing->rule == (int)finding->rule ||
	    lint_severity(finding->rule) >= listing->style->least)
		return;
	listing->rule = (int)finding->rule;
	if (listing->column == 0) {
		print_str(listing->out, NAMES);
		listing->column = sizeof(NAMES) - 1;
	} else {
		print_str(listing->out, ",");
		listing->column++;
	}
	if (listing->column + 1 + len + 1 > COLUMNS) {
		print_str(listing->out, "\n     ");
		listing->column = 5;
	}
	print(listing->out, " %s", name);
	listing->column += 1 + len;
}

void report_findings(const struct sink *out, const struct lint_input *input,
		     const struct findings_style *style)
{
	struct lint_count count = lint_count(input);
	struct listing listing = { out, input->capture, style, -1, 0, 0 };
	const struct lint_taker taker = { list_finding, &listing };
	const struct lint_taker names = { name_rule, &listing };

	print_str(out, "Findings: ");
	lint_print_count(out, &count);
	print_str(out, "\n");
	lint_run(input, style->least, &taker);
	end_rule(&listing);
	if (style->least == LINT_NOTE)
		return;
	listing.rule = -1;
	lint_run(input, LINT_NOTE, &names);
	if (listing.column > 0)
		print_str(out, "\n");
}

void text_findings(const struct sink *out, const struct conversion *conversion)
{
	const struct lint_input input = { conversion->capture, conversion,
					  NULL };
	const struct findings_style style = { LINT_WARNING, 8, NULL };

	print_str(out, "\n");
	report_findings(out, &input, &style);
}
