/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What each rule says, why it matters, what to do, and its source. A file of
 * its own, so that memblock.efi does without these strings.
 */
#include "core/lint/lint.h"

static const struct lint_advice advice[LINT_RULE_COUNT] = {
#define ANOMALY(rule, name, text, severity, ...) \
	[LINT_##rule] = { text, __VA_ARGS__ },
#define RULE(rule, name, text, severity, needs, condition, detail, ...) \
	[LINT_##rule] = { text, __VA_ARGS__ },
#include "core/lint/rules.def"
#undef ANOMALY
#undef RULE
};

struct lint_advice lint_advice(enum lint_rule rule)
{
	return advice[rule];
}
