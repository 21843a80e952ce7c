/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef BENCH_CONVERT_H
#define BENCH_CONVERT_H

#include <stddef.h>

/* Prints a row for each size; returns how many miss their target. */
size_t bench_convert(void);

#endif
