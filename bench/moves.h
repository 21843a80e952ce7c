/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The moves that any sorted array without gaps needs for some work: only the
 * memmove() calls, of the same bytes over the same distances in the same order.
 */
#ifndef BENCH_MOVES_H
#define BENCH_MOVES_H

#include "bench/work.h"

/* Does the work once with ours and records its moves; false: there are none,
 * or the work moves memory in another way. */
bool moves_note(const struct work *work, size_t n);

/* Repeats them; returns the number of operations they were for. */
size_t moves_repeat(void);

#endif
