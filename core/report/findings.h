/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The findings of core/lint as text: a section of format=text, and the output
 * of `memblock lint`.
 */
#ifndef CORE_REPORT_FINDINGS_H
#define CORE_REPORT_FINDINGS_H

#include "core/lint/lint.h"

struct findings_style {
	/* Rules below this severity are only named. */
	enum lint_severity least;
	size_t shown; /* findings of a rule that are listed */
	/* Prints more about a rule, after its findings; or NULL. */
	void (*advise)(const struct sink *out, enum lint_rule rule);
};

/* How many there are, then each rule that found something, with its findings.
 * Lines have at most 79 columns. */
void report_findings(const struct sink *out, const struct lint_input *input,
		     const struct findings_style *style);

/* The text of a rule as a clause: "the descriptor has no pages: skipped". */
void report_rule(const struct sink *out, enum lint_rule rule);

/* Place and detail: "#3 ReservedMemoryType at 0x1000, 1 page: with #2". Returns
 * false, and prints nothing, where there is neither. */
bool report_finding(const struct sink *out, const struct capture *capture,
		    const struct lint_finding *finding);

#endif
