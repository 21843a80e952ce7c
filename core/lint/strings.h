/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The texts of all rules in one object: rules refer to them by offset, since a
 * pointer would need a relocation in memblock.efi, which has this object
 * compressed.
 */
#ifndef CORE_LINT_STRINGS_H
#define CORE_LINT_STRINGS_H

#include "core/base/types.h"

/* Of each rule, each with its NUL: name, text, detail, why, remedy. */
struct lint_strings {
#define LINT_STRINGS(name, text, detail, why, remedy) \
	name "\0" text "\0" detail "\0" why "\0" remedy
#define ANOMALY(rule, name, text, severity, why, remedy, reference) \
	char rule[sizeof(LINT_STRINGS(name, text, "", why, remedy))];
#define RULE(rule, name, text, severity, needs, condition, detail, why, \
	     remedy, reference)                                         \
	char rule[sizeof(LINT_STRINGS(name, text, detail, why, remedy))];
#include "core/lint/rules.def"
#undef ANOMALY
#undef RULE
};

/* The string at an offset of struct lint_strings. Without memory to unpack them
 * all strings of memblock.efi are empty. */
const char *lint_string(size_t offset);

#endif
