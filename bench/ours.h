/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef BENCH_OURS_H
#define BENCH_OURS_H

#include "bench/ops.h"
#include "core/memblock/memblock.h"

/* The sets behind bench_ours. */
const struct memblock *bench_map(void);

#endif
