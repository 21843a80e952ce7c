/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Findings as text.
 */
#include "core/base/cstring.h"
#include "core/lint/lint_internal.h"

static const char *const severities[LINT_SEVERITY_COUNT] = {
	[LINT_NOTE] = "note",
	[LINT_WARNING] = "warning",
	[LINT_ERROR] = "error",
};

const char *lint_severity_name(enum lint_severity severity)
{
	return severities[severity];
}

bool lint_severity_by_name(const char *name, enum lint_severity *ret)
{
	for (int i = 0; i < LINT_SEVERITY_COUNT; i++) {
		if (streq(severities[i], name)) {
			*ret = (enum lint_severity)i;
			return true;
		}
	}
	return false;
}

void lint_print_place(const struct sink *out, const struct capture *capture,
		      const struct lint_finding *finding)
{
	struct efi_memory_desc desc;

	if (finding->row != LINT_NO_ROW) {
		efimap_get(&capture->map, finding->row, &desc);
		print(out, "#%zu %s at 0x%jx, %ju page%s", finding->row,
		      efi_type_name(desc.type), (uintmax_t)desc.phys_addr,
		      (uintmax_t)desc.num_pages,
		      desc.num_pages == 1 ? "" : "s");
	} else if (finding->range.size > 0) {
		print(out, "0x%016jx-0x%016jx", (uintmax_t)finding->range.base,
		      (uintmax_t)range_end(finding->range) - 1);
	}
}

static void print_number(const struct sink *out, char how,
			 const struct lint_finding *finding)
{
	uint64_t number = finding->numbers[how < 'a'];
	char size[HUMAN_SIZE];

	switch (how | 0x20) {
	case 'd':
		print(out, "%ju", (uintmax_t)number);
		break;
	case 'c':
		print_str(out, number == 1 ? "" : "s");
		break;
	case 'x':
		print(out, "%jx", (uintmax_t)number);
		break;
	case 's':
		print_str(out, human_size(size, number));
		break;
	case 'p':
		print_str(out, facts_place_name((enum facts_place)number));
		break;
	default:
		print(out, "#%zu", finding->other);
	}
}

void lint_print_detail(const struct sink *out,
		       const struct lint_finding *finding)
{
	const char *format = lint_detail_format(finding->rule);

	for (const char *at = format; *at; at++) {
		if (*at == '%')
			print_number(out, *++at, finding);
		else
			print(out, "%c", *at);
	}
}

bool lint_has_detail(enum lint_rule rule)
{
	return *lint_detail_format(rule) != '\0';
}

void lint_print_count(const struct sink *out, const struct lint_count *count)
{
	const char *comma = "";

	for (int i = LINT_SEVERITY_COUNT - 1; i >= 0; i--) {
		size_t n = count->findings[i];

		if (n == 0)
			continue;
		print(out, "%s%zu %s%s", comma, n, severities[i],
		      n == 1 ? "" : "s");
		comma = ", ";
	}
	if (*comma == '\0')
		print_str(out, "none");
}
