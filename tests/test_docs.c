/* SPDX-License-Identifier: BSD-2-Clause */
/* The tables of docs/ that are generated from the code. */
#include "tests/lib/test.h"

#include "core/convert/convert.h"
#include "core/lint/lint.h"
#include "core/options/option_table.h"
#include "core/report/parts.h"
#include "tests/lib/docblock.h"
#include "tests/lib/golden.h"

#define CONVERSION "docs/conversion.md"
#define OPTIONS    "docs/options.md"

/* --- the policy ---------------------------------------------------------- */

static void print_types(const struct sink *out, const struct policy_row *row)
{
	const char *comma = "";

	if (row->types & EFI_TYPES_OTHER) {
		print(out,
		      row->types == EFI_TYPES_ANY ? "any other"
						  : "%u and above",
		      EFI_MEMORY_TYPE_COUNT);
		return;
	}
	for (uint32_t type = 0; type < EFI_MEMORY_TYPE_COUNT; type++) {
		if (!efi_type_among(type, row->types))
			continue;
		print(out, "%s%u %s", comma, type, efi_type_name(type));
		comma = ", ";
	}
}

static void print_condition(const struct sink *out,
			    const struct policy_row *row)
{
	if (row->attr_any != 0)
		print_attributes(out, row->attr_any, " or ");
	if (row->attr_any != 0 && row->attr_none != 0)
		print_str(out, ", ");
	if (row->attr_none != 0) {
		print_str(out, "without ");
		print_attributes(out, row->attr_none, ", ");
	}
}

static void print_e820(const struct sink *out, uint32_t type)
{
	if (type == 0)
		print_str(out, "none");
	else if (e820_type_name(type))
		print_str(out, e820_type_name(type));
	else
		print(out, "type %u", type);
}

static void print_row_of(const struct sink *out, const struct policy_row *row,
			 bool with_e820)
{
	print_str(out, "| ");
	print_types(out, row);
	print_str(out, " | ");
	print_condition(out, row);
	print(out, " | %s | ", disposition_name(row->disposition));
	if (with_e820) {
		print_e820(out, row->e820);
		print_str(out, " | ");
	}
	print(out, "%s | %s | %s |\n",
	      row->owner == OWNER_NONE ? "" : owner_name(row->owner), row->why,
	      row->source);
}

static char *policy_table(enum profile profile)
{
	bool with_e820 = profile == PROFILE_LINUX_X86;
	struct kept kept;
	struct sink out = keep_text(&kept);
	size_t count;
	const struct policy_row *rows = policy_rows(profile, &count);

	print_str(&out,
		  with_e820 ? "| type | attributes | disposition | E820 | "
			      "reserved for |"
			      " why | source "
			      "|\n|---|---|---|---|---|---|---|\n"
			    : "| type | attributes | disposition | reserved "
			      "for | why |"
			      " source |\n|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < count; i++)
		print_row_of(&out, &rows[i], with_e820);
	return kept.text;
}

TEST(the_rows_of_both_profiles_are_documented)
{
	expect_block(CONVERSION, "policy linux-x86",
		     policy_table(PROFILE_LINUX_X86));
	expect_block(CONVERSION, "policy linux-arm64",
		     policy_table(PROFILE_LINUX_ARM64));
}

TEST(every_owner_is_documented)
{
	struct kept kept;
	struct sink out = keep_text(&kept);

	print_str(&out, "| owner | reserved |\n|---|---|\n");
	for (int i = OWNER_NONE + 1; i < OWNER_COUNT; i++)
		print(&out, "| %s | %s |\n", owner_name((enum owner)i),
		      owner_lifetime_text((enum owner)i));
	expect_block(CONVERSION, "owners", kept.text);
}

TEST(every_anomaly_is_documented)
{
	struct kept kept;
	struct sink out = keep_text(&kept);

	print_str(&out, "| anomaly | the descriptor |\n|---|---|\n");
	for (int i = 0; i < ANOMALY_COUNT; i++)
		print(&out, "| %s | %s |\n",
		      anomaly_name((enum anomaly)(1 << i)),
		      anomaly_text((enum anomaly)(1 << i)));
	expect_block(CONVERSION, "anomalies", kept.text);
}

static char *rules_table(enum lint_severity severity)
{
	struct kept kept;
	struct sink out = keep_text(&kept);

	print_str(&out, "| rule | finding | why it matters | what to do |"
			" source |\n|---|---|---|---|---|\n");
	for (int i = 0; i < LINT_RULE_COUNT; i++) {
		enum lint_rule rule = (enum lint_rule)i;
		struct lint_advice advice = lint_advice(rule);

		if (lint_severity(rule) == severity)
			print(&out, "| `%s` | %s%s | %s | %s | %s |\n",
			      lint_name(rule),
			      lint_is_about_row(rule) ? "the descriptor " : "",
			      advice.text, advice.why, advice.remedy,
			      advice.reference);
	}
	return kept.text;
}

TEST(every_rule_is_documented)
{
	for (int i = 0; i < LINT_SEVERITY_COUNT; i++)
		expect_block("docs/lint.md",
			     lint_severity_name((enum lint_severity)i),
			     rules_table((enum lint_severity)i));
}

TEST(every_disposition_is_explained)
{
	char *text = read_document(CONVERSION);

	for (int i = 0; i < DISPOSITION_COUNT; i++) {
		char row[64];

		snprintf(row, sizeof(row), "\n| %s | ",
			 disposition_name((enum disposition)i));
		if (!strstr(text, row))
			fail_msg("%s: no row %s", CONVERSION, row);
	}
	free(text);
}

/* --- options ------------------------------------------------------------- */

static void print_option(const struct sink *out, const struct option *option)
{
	print(out, "| `%s%s%s` | ", option->name, option->has_form ? "=" : "",
	      option_help(option)->form);
	for (const char *const *v = option->values; v && *v; v++)
		print(out, "%s`%s`", v == option->values ? "" : " ", *v);
	print_str(out, " | ");
	for (const char *at = option_help(option)->help; *at; at++)
		print(out, "%c", *at == '\n' ? ' ' : *at);
	print_str(out, " |\n");
}

TEST(every_option_is_documented)
{
	struct kept kept;
	struct sink out = keep_text(&kept);

	print_str(&out, "| option | values | |\n|---|---|---|\n");
	for (const struct option *o = option_table; o->name; o++)
		print_option(&out, o);
	expect_block(OPTIONS, "options", kept.text);
}

/* A heading of its own, and each value as it is written. */
TEST(every_option_has_its_section_and_values)
{
	char *text = read_document(OPTIONS);

	for (const struct option *o = option_table; o->name; o++) {
		const char *section, *end;
		char word[64];

		snprintf(word, sizeof(word), "\n## %s%s\n", o->name,
			 option_has_value(o) ? "=" : "");
		section = strstr(text, word);
		if (!section)
			fail_msg("%s: no section %s", OPTIONS, word);
		end = strstr(section + 4, "\n## ");
		for (const char *const *v = o->values; v && *v; v++) {
			const char *at;

			snprintf(word, sizeof(word), "`%s=%s`", o->name, *v);
			at = strstr(section, word);
			if (!at || (end && at > end))
				fail_msg("%s: %s is missing", OPTIONS, word);
		}
	}
	free(text);
}
