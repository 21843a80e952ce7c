/* SPDX-License-Identifier: BSD-2-Clause */
/* What the program prints: counts, progress, and the first fault. */
#ifndef TESTS_DIFFERENTIAL_REPORT_H
#define TESTS_DIFFERENTIAL_REPORT_H

#include "tests/differential/classes.h"

/* Counts one operation and its class. */
void report_count(const struct diff_trial *trial, enum diff_class class);

/* The number of operations so far, on standard error, at most once a
 * second. */
void report_progress(uint64_t done, uint64_t n);

void report_counts(void);

/* The operation, the state before it and both after it, and the command that
 * repeats it. */
void report_fault(const struct diff_trial *trial, uint64_t seed, int step);

#endif
