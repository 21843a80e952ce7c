/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table of rules: names, texts, severities and what they need. Their
 * conditions are in core/lint/lint.c, their advice in core/lint/advice.c.
 */
#include "core/base/cstring.h"
#include "core/lint/lint_internal.h"

/* Name, text and detail of all rules in one object, to which rules refer by
 * offset: a pointer would need a relocation in memblock.efi. */
static const struct strings {
#define ANOMALY(rule, name, text, ...)  \
	char rule##_name[sizeof(name)]; \
	char rule##_rest[sizeof(text) + 1];
#define RULE(rule, name, text, severity, needs, condition, detail, ...) \
	char rule##_name[sizeof(name)];                                 \
	char rule##_rest[sizeof(text) + sizeof(detail)];
#include "core/lint/rules.def"
#undef ANOMALY
#undef RULE
} strings = {
#define ANOMALY(rule, name, text, ...) name, text "\0",
#define RULE(rule, name, text, severity, needs, condition, detail, ...) \
	name, text "\0" detail,
#include "core/lint/rules.def"
#undef ANOMALY
#undef RULE
};

/* Beside the bits of enum lint_needs. */
#define ABOUT_ROW (1 << 7)

static const struct rule {
	uint16_t name; /* offset in strings */
	uint8_t severity;
	uint8_t bits; /* enum lint_needs, ABOUT_ROW */
} rules[LINT_RULE_COUNT] = {
#define ANOMALY(rule, name, text, severity, ...)                 \
	[LINT_##rule] = { offsetof(struct strings, rule##_name), \
			  LINT_##severity, ABOUT_ROW },
#define RULE(rule, name, text, severity, needs, condition, ...)  \
	[LINT_##rule] = { offsetof(struct strings, rule##_name), \
			  LINT_##severity, (needs) | (condition) },
#define ROWS(...)        ABOUT_ROW
#define ROW_CHECK(name)  ABOUT_ROW
#define PAIR_CHECK(name) ABOUT_ROW
#define ROWS_CHECK(name) ABOUT_ROW
#define CHECK(name)      0
#define LOG_CHECK(name)  0
#include "core/lint/rules.def"
#undef ANOMALY
#undef RULE
#undef ROWS
#undef ROW_CHECK
#undef PAIR_CHECK
#undef ROWS_CHECK
#undef CHECK
#undef LOG_CHECK
};

const char *lint_name(enum lint_rule rule)
{
	return (const char *)&strings + rules[rule].name;
}

const char *lint_text(enum lint_rule rule)
{
	const char *name = lint_name(rule);

	return name + str_len(name) + 1;
}

const char *lint_detail_format(enum lint_rule rule)
{
	const char *text = lint_text(rule);

	return text + str_len(text) + 1;
}

enum lint_severity lint_severity(enum lint_rule rule)
{
	return (enum lint_severity)rules[rule].severity;
}

bool lint_is_about_row(enum lint_rule rule)
{
	return rules[rule].bits & ABOUT_ROW;
}

bool lint_by_name(const char *name, enum lint_rule *ret_rule)
{
	for (int i = 0; i < LINT_RULE_COUNT; i++) {
		if (streq(lint_name((enum lint_rule)i), name)) {
			*ret_rule = (enum lint_rule)i;
			return true;
		}
	}
	return false;
}

unsigned int lint_needs(enum lint_rule rule)
{
	return rules[rule].bits;
}
