/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table of rules: strings, severities and what they need. Their
 * conditions are in core/lint/lint.c, their strings in core/lint/strings.h.
 */
#include "core/base/cstring.h"
#include "core/lint/lint_internal.h"
#include "core/lint/strings.h"

/* Beside the bits of enum lint_needs. */
#define ABOUT_ROW (1 << 7)

static const struct rule {
	uint16_t strings; /* offset in struct lint_strings */
	uint8_t severity;
	uint8_t bits; /* enum lint_needs, ABOUT_ROW */
} rules[LINT_RULE_COUNT] = {
#define ANOMALY(rule, name, text, severity, ...)               \
	[LINT_##rule] = { offsetof(struct lint_strings, rule), \
			  LINT_##severity, ABOUT_ROW },
#define RULE(rule, name, text, severity, needs, condition, ...) \
	[LINT_##rule] = { offsetof(struct lint_strings, rule),  \
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

/* In the order of struct lint_strings. */
enum part { PART_NAME, PART_TEXT, PART_DETAIL, PART_WHY, PART_REMEDY };

static const char *part(enum lint_rule rule, enum part part)
{
	const char *string = lint_string(rules[rule].strings);

	for (int i = 0; i < (int)part; i++)
		string += str_len(string) + 1;
	return string;
}

const char *lint_name(enum lint_rule rule)
{
	return part(rule, PART_NAME);
}

const char *lint_text(enum lint_rule rule)
{
	return part(rule, PART_TEXT);
}

const char *lint_detail_format(enum lint_rule rule)
{
	return part(rule, PART_DETAIL);
}

const char *lint_why(enum lint_rule rule)
{
	return part(rule, PART_WHY);
}

const char *lint_remedy(enum lint_rule rule)
{
	return part(rule, PART_REMEDY);
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
