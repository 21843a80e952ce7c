/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How the rules are applied.
 */
#include "core/lint/lint_internal.h"

/* --- findings ------------------------------------------------------------ */

static void found(const struct lint *lint, const struct lint_finding *finding)
{
	if (finding->rule == lint->rule)
		lint->taker->take(lint->taker->ctx, finding);
}

void lint_range(const struct lint *lint, enum lint_rule rule,
		struct range range, uint64_t number, uint64_t other_number)
{
	found(lint, &(struct lint_finding){
			    .rule = rule,
			    .row = LINT_NO_ROW,
			    .other = LINT_NO_ROW,
			    .range = range,
			    .numbers = { number, other_number },
		    });
}

void lint_map(const struct lint *lint, enum lint_rule rule, uint64_t number,
	      uint64_t other_number)
{
	lint_range(lint, rule, (struct range){ 0 }, number, other_number);
}

void lint_row(const struct lint *lint, enum lint_rule rule, size_t row,
	      uint64_t number)
{
	found(lint, &(struct lint_finding){
			    .rule = rule,
			    .row = row,
			    .other = LINT_NO_ROW,
			    .range = convert_range(lint->conversion, row),
			    .numbers = { number },
		    });
}

void lint_pair(const struct lint *lint, enum lint_rule rule, size_t row,
	       size_t other)
{
	found(lint, &(struct lint_finding){
			    .rule = rule,
			    .row = row,
			    .other = other,
			    .range = convert_range(lint->conversion, row),
		    });
}

/* --- rules --------------------------------------------------------------- */

static void check_anomaly(const struct lint *lint, enum anomaly anomaly)
{
	/* E820 rows that meet inside a page overlap only as whole pages. */
	if (anomaly == ANOMALY_OVERLAP &&
	    (lint->facts->rows_ragged > 0 || lint->facts->e820_lost))
		return;
	if (anomaly == ANOMALY_NO_RUNTIME &&
	    (lint->facts->attr_unknown & EFI_ATTR_RUNTIME))
		return;
	for (size_t i = 0; i < lint_rows(lint); i++)
		if (lint->conversion->classifications[i].anomalies & anomaly)
			lint_row(lint, lint->rule, i, 0);
}

/* What the detail of such a rule may print: the type, or unknown attributes. */
static uint64_t row_number(const struct lint *lint,
			   const struct efi_memory_desc *desc)
{
	return lint->rule == LINT_UNKNOWN_ATTR ? desc->attribute & ~LINT_KNOWN
					       : desc->type;
}

static void check_rows(const struct lint *lint, uint32_t types, uint64_t any,
		       uint64_t none)
{
	for (size_t i = 0; i < lint_rows(lint); i++) {
		struct lint_desc one = lint_desc(lint, i);
		uint64_t attribute = one.desc.attribute;

		if (one.range.size > 0 && lint_is(&one, types) &&
		    (any == 0 || (attribute & any)) && !(attribute & none))
			lint_row(lint, lint->rule, i,
				 row_number(lint, &one.desc));
	}
}

static void each_row(const struct lint *lint,
		     void (*check)(const struct lint *lint,
				   const struct lint_desc *one))
{
	for (size_t i = 0; i < lint_rows(lint); i++) {
		struct lint_desc one = lint_desc(lint, i);

		if (one.range.size > 0)
			check(lint, &one);
	}
}

static void each_pair(const struct lint *lint,
		      void (*check)(const struct lint *lint,
				    const struct lint_desc *last,
				    const struct lint_desc *one))
{
	struct lint_desc last, one;
	size_t at = 0;

	if (!lint_next(lint, &at, &last))
		return;
	for (; lint_next(lint, &at, &one); last = one)
		check(lint, &last, &one);
}

static void run_log(const struct lint *lint)
{
	if (lint->run_log)
		lint->run_log(lint);
}

static void run_rule(const struct lint *lint)
{
	switch ((int)lint->rule) {
	default: /* no other rule exists */
#define ANOMALY(rule, ...)                           \
	case LINT_##rule:                            \
		check_anomaly(lint, ANOMALY_##rule); \
		break;
#define RULE(rule, name, text, severity, needs, condition, ...) \
	case LINT_##rule:                                       \
		condition;                                      \
		break;
#define ROWS(types, any, none) check_rows(lint, types, any, none)
#define ROW_CHECK(name)        each_row(lint, lint_check_##name)
#define PAIR_CHECK(name)       each_pair(lint, lint_check_##name)
#define ROWS_CHECK(name)       lint_check_##name(lint)
#define CHECK(name)            lint_check_##name(lint)
#define LOG_CHECK(name)        run_log(lint)
#include "core/lint/rules.def"
#undef ANOMALY
#undef RULE
#undef ROWS
#undef ROW_CHECK
#undef PAIR_CHECK
#undef ROWS_CHECK
#undef CHECK
#undef LOG_CHECK
	}
}

static struct lint begin(const struct lint_input *input)
{
	static const struct facts nothing = { 0 };

	return (struct lint){
		.capture = input->capture,
		.conversion = input->conversion,
		.facts = input->capture->facts ? input->capture->facts
					       : &nothing,
		.run_log = input->run_log,
	};
}

static bool applies(const struct lint *lint, unsigned int needs)
{
	enum profile profile;

	if (!lint->conversion || (needs & NEEDS_NO_MAP))
		return !lint->conversion && (needs & NEEDS_NO_MAP);
	profile = lint->conversion->settings->profile;
	return (!(needs & NEEDS_EFI) || lint->facts->rows == FACTS_ROWS_EFI) &&
	       (!(needs & NEEDS_CACHES) ||
		!(lint->facts->attr_unknown & EFI_ATTR_WB)) &&
	       (!(needs & NEEDS_X86) || profile == PROFILE_LINUX_X86) &&
	       (!(needs & NEEDS_ARM64) || profile == PROFILE_LINUX_ARM64);
}

bool lint_applies(const struct lint_input *input, enum lint_rule rule)
{
	struct lint lint = begin(input);

	return applies(&lint, lint_needs(rule));
}

static void run_severity(struct lint *lint, int severity)
{
	for (int i = 0; i < LINT_RULE_COUNT; i++) {
		enum lint_rule rule = (enum lint_rule)i;

		lint->rule = rule;
		if ((int)lint_severity(rule) == severity &&
		    applies(lint, lint_needs(rule)))
			run_rule(lint);
	}
}

void lint_run(const struct lint_input *input, enum lint_severity least,
	      const struct lint_taker *taker)
{
	struct lint lint = begin(input);

	lint.taker = taker;
	for (int i = LINT_SEVERITY_COUNT - 1; i >= (int)least; i--)
		run_severity(&lint, i);
}

/* --- counting ------------------------------------------------------------ */

struct counting {
	struct lint_count count;
	int last; /* rule, or -1 */
};

static void count_finding(void *ctx, const struct lint_finding *finding)
{
	struct counting *counting = ctx;
	enum lint_severity severity = lint_severity(finding->rule);

	counting->count.findings[severity]++;
	counting->count.rules[severity] += counting->last != (int)finding->rule;
	counting->last = (int)finding->rule;
}

struct lint_count lint_count(const struct lint_input *input)
{
	struct counting counting = { .last = -1 };
	const struct lint_taker taker = { count_finding, &counting };

	lint_run(input, LINT_NOTE, &taker);
	return counting.count;
}
