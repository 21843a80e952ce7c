/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef BENCH_TABLE_H
#define BENCH_TABLE_H

#include "bench/ops.h"

/* Prints a row for each size; returns how many miss their target. linux_ops
 * NULL: without Linux. */
size_t bench_table(const struct bench_ops *linux_ops);

#endif
