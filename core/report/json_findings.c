/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The findings as a member of a JSON object.
 */
#include "core/report/json.h"

struct listing {
	const struct sink *out;
	void (*more)(const struct sink *out, enum lint_rule rule);
	size_t count;
};

static void print_detail(const struct sink *out,
			 const struct lint_finding *finding)
{
	char text[80];
	struct buffer buffer;
	struct sink sink = buffer_sink(&buffer, text, sizeof(text));

	lint_print_detail(&sink, finding);
	print_str(out, ", \"detail\": ");
	json_quoted(out, text);
}

static void list_finding(void *ctx, const struct lint_finding *finding)
{
	struct listing *listing = ctx;
	const struct sink *out = listing->out;

	json_element(out, listing->count++);
	print(out, "{\"rule\": \"%s\", \"severity\": \"%s\"",
	      lint_name(finding->rule),
	      lint_severity_name(lint_severity(finding->rule)));
	if (finding->row != LINT_NO_ROW)
		print(out, ", \"descriptor\": %zu", finding->row);
	if (finding->other != LINT_NO_ROW)
		print(out, ", \"other\": %zu", finding->other);
	if (finding->range.size > 0)
		print(out, ", \"base\": \"0x%jx\", \"size\": \"0x%jx\"",
		      (uintmax_t)finding->range.base,
		      (uintmax_t)finding->range.size);
	if (lint_has_detail(finding->rule))
		print_detail(out, finding);
	if (listing->more)
		listing->more(out, finding->rule);
	print_str(out, "}");
}

void json_findings(const struct sink *out, const struct lint_input *input,
		   enum lint_severity least,
		   void (*more)(const struct sink *out, enum lint_rule rule))
{
	struct listing listing = { out, more, 0 };
	const struct lint_taker taker = { list_finding, &listing };

	print_str(out, "  \"findings\": [");
	lint_run(input, least, &taker);
	json_list_end(out, listing.count, "");
}
