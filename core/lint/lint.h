/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Checks a firmware's memory map against rules (docs/lint.md): what the
 * specification forbids, what is known to make kernels and loaders fail, and
 * what an owner of the machine should know.
 *
 * The rules are data: core/lint/rules.def has a row for each, with its
 * condition. Each anomaly of the conversion is a rule of the same name. A rule
 * applies only where the data decide it: those about attributes need EFI
 * descriptors, others the facts of a log or of the running machine
 * (core/firmware/facts.h).
 */
#ifndef CORE_LINT_LINT_H
#define CORE_LINT_LINT_H

#include "core/convert/conversion.h"
#include "core/text/print.h"

enum lint_severity {
	LINT_NOTE,    /* worth knowing; frequent on healthy machines */
	LINT_WARNING, /* something may fail, or memory is lost */
	LINT_ERROR,   /* a kernel that trusts the map fails or corrupts data */
	LINT_SEVERITY_COUNT,
};
/* "note", "warning", "error" */
const char *lint_severity_name(enum lint_severity severity);
bool lint_severity_by_name(const char *name, enum lint_severity *ret);

/* A number for each rule, in the order of rules.def: LINT_EMPTY, ... */
enum lint_rule {
#define ANOMALY(rule, ...) LINT_##rule,
#define RULE(rule, ...)    LINT_##rule,
#include "core/lint/rules.def"
#undef ANOMALY
#undef RULE
	LINT_RULE_COUNT,
};

/* The name of a rule: "overlap". */
const char *lint_name(enum lint_rule rule);
bool lint_by_name(const char *name, enum lint_rule *ret_rule);
enum lint_severity lint_severity(enum lint_rule rule);

/* What a rule says. A rule about a single descriptor says it as
 * a phrase that follows "the descriptor ", any other as a clause of its own. */
const char *lint_text(enum lint_rule rule);
bool lint_is_about_row(enum lint_rule rule);

/* Why it matters, and to whom; what to do. */
const char *lint_why(enum lint_rule rule);
const char *lint_remedy(enum lint_rule rule);

/* These, and where the rule comes from, for the host program and docs/lint.md.
 */
struct lint_advice {
	const char *text;
	const char *why;
	const char *remedy;
	const char *reference;
};
struct lint_advice lint_advice(enum lint_rule rule);

#define LINT_NO_ROW SIZE_MAX

struct lint_finding {
	enum lint_rule rule;
	/* Indices of descriptors as the firmware counts them, from 0, or
	 * LINT_NO_ROW: the one that the finding is about, and one that it is
	 * compared with. */
	size_t row, other;
	/* The addresses that it is about; size 0 without any. */
	struct range range;
	/* What lint_print_detail() prints. */
	uint64_t numbers[2];
};

struct lint;
struct lint_input {
	const struct capture *capture; /* with facts, where there are any */
	/* Of the capture; NULL if its map cannot be converted, so that only
	 * the rules about such maps apply. */
	const struct conversion *conversion;
	/* lint_run_log(), or NULL to leave out the rules that only the facts of
	 * a log decide. memblock.efi has no use for that code. */
	void (*run_log)(const struct lint *lint);
};
void lint_run_log(const struct lint *lint);

/* Takes the findings: by severity from errors to notes, then by rule in the
 * order of enum lint_rule, then by address or row. *finding is valid during
 * the call. */
struct lint_taker {
	void (*take)(void *ctx, const struct lint_finding *finding);
	void *ctx;
};

/* Applies all rules of at least this severity. Nothing is allocated and nothing
 * fails. The cost is linear in the descriptors for each rule. */
void lint_run(const struct lint_input *input, enum lint_severity least,
	      const struct lint_taker *taker);

/* Whether the input decides the rule: false for a rule about attributes where
 * there are only E820 rows, or of another architecture. */
bool lint_applies(const struct lint_input *input, enum lint_rule rule);

/* How many findings there are, by severity, and how many rules found any. */
struct lint_count {
	size_t findings[LINT_SEVERITY_COUNT];
	size_t rules[LINT_SEVERITY_COUNT];
};
struct lint_count lint_count(const struct lint_input *input);

/* --- text.c -------------------------------------------------------------- */

/* The range of a finding, with its row: "#13 ConventionalMemory at 0x7f0000, 16
 * pages". Prints nothing for a finding about the map as a whole. */
void lint_print_place(const struct sink *out, const struct capture *capture,
		      const struct lint_finding *finding);

/* Numbers and other rows of this finding: "with #12", "137 entries". Prints
 * nothing for rules without detail. */
void lint_print_detail(const struct sink *out,
		       const struct lint_finding *finding);
bool lint_has_detail(enum lint_rule rule);

/* "2 errors, 1 warning, 5 notes", or "none" */
void lint_print_count(const struct sink *out, const struct lint_count *count);

#endif
