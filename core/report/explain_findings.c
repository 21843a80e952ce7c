/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The rules that a map breaks.
 */
#include "core/lint/lint.h"
#include "core/report/explain_parts.h"
#include "core/report/prose.h"

/* Prints each rule that found something once, with how much it found. */
struct rules {
	const struct sink *out;
	int rule; /* of the last finding, or -1 */
	size_t cnt;
};

static void end_rule(const struct rules *rules)
{
	if (rules->rule < 0)
		return;
	print(rules->out, "  %s: %s, %zu time%s\n",
	      lint_severity_name(lint_severity((enum lint_rule)rules->rule)),
	      lint_name((enum lint_rule)rules->rule), rules->cnt,
	      rules->cnt == 1 ? "" : "s");
}

static void name_rule(void *ctx, const struct lint_finding *finding)
{
	struct rules *rules = ctx;

	if (rules->rule != (int)finding->rule) {
		end_rule(rules);
		rules->rule = (int)finding->rule;
		rules->cnt = 0;
	}
	rules->cnt++;
}

void explain_findings(const struct sink *out,
		      const struct conversion *conversion)
{
	const struct lint_input input = { conversion->capture, conversion,
					  lint_run_log };
	struct lint_count count = lint_count(&input);
	struct rules rules = { out, -1, 0 };
	const struct lint_taker taker = { name_rule, &rules };
	struct prose prose;

	count.findings[LINT_NOTE] = 0;
	if (count.findings[LINT_ERROR] + count.findings[LINT_WARNING] == 0)
		return;
	prose_begin(&prose, out);
	print_str(&prose.text, "Something is wrong with the map: ");
	lint_print_count(&prose.text, &count);
	print_str(&prose.text, "; `memblock lint` says why that matters and "
			       "what to do. ");
	prose_end(&prose);
	lint_run(&input, LINT_WARNING, &taker);
	end_rule(&rules);
}
