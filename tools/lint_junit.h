/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Findings as JUnit XML, which systems for continuous integration read.
 */
#ifndef TOOLS_LINT_JUNIT_H
#define TOOLS_LINT_JUNIT_H

#include "core/lint/lint.h"

/* One test suite, named file, with a test case for each rule of at least this
 * severity: passed, failed with its findings, or skipped where the data cannot
 * decide it. */
void lint_print_junit(const struct sink *out, const struct lint_input *input,
		      enum lint_severity least, const char *file);

#endif
