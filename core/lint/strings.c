/* SPDX-License-Identifier: BSD-2-Clause */
/* Not in memblock.efi, which has efi/texts/strings.c. */
#include "core/lint/strings.h"

static const struct lint_strings strings = {
#define ANOMALY(rule, name, text, severity, why, remedy, reference) \
	LINT_STRINGS(name, text, "", why, remedy),
#define RULE(rule, name, text, severity, needs, condition, detail, why, \
	     remedy, reference)                                         \
	LINT_STRINGS(name, text, detail, why, remedy),
#include "core/lint/rules.def"
#undef ANOMALY
#undef RULE
};

const char *lint_string(size_t offset)
{
	return (const char *)&strings + offset;
}
