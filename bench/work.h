/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is measured: the work, the sizes, and the factor by which it must be
 * faster than Linux.
 */
#ifndef BENCH_WORK_H
#define BENCH_WORK_H

#include "bench/ops.h"

struct size_and_ratio {
	size_t n; /* regions; 0 ends the list */
	double must;
};

struct work {
	const char *name;
	void (*prepare)(const struct bench_ops *ops, size_t n);
	/* Returns the number of operations. */
	size_t (*run)(const struct bench_ops *ops, size_t n);
	/* The work that Linux does instead; NULL: the same. */
	const struct work *theirs;
	struct size_and_ratio sizes[6];
};

/* Ends with an entry without a name. */
extern const struct work works[];

#endif
