/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What each rule says, with its source. A file of its own, so that memblock.efi
 * does without the sources.
 */
#include "core/lint/lint.h"

static const char *const references[LINT_RULE_COUNT] = {
#define ANOMALY(rule, name, text, severity, why, remedy, reference) \
	[LINT_##rule] = reference,
#define RULE(rule, name, text, severity, needs, condition, detail, why, \
	     remedy, reference)                                         \
	[LINT_##rule] = reference,
#include "core/lint/rules.def"
#undef ANOMALY
#undef RULE
};

struct lint_advice lint_advice(enum lint_rule rule)
{
	return (struct lint_advice){ lint_text(rule), lint_why(rule),
				     lint_remedy(rule), references[rule] };
}
