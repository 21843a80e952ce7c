/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a sorted array without gaps must move for some work, whoever keeps
 * it: the memmove() calls alone, of the same bytes over the same distances
 * in the same order.
 */
#ifndef BENCH_MOVES_H
#define BENCH_MOVES_H

#include "bench/work.h"

/* Does the work once with ours and notes its moves; false: there are none,
 * or the work moves in another way. */
bool moves_note(const struct work *work, size_t n);

/* Repeats them; returns how many operations they were for. */
size_t moves_repeat(void);

#endif
