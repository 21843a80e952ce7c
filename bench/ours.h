/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef BENCH_OURS_H
#define BENCH_OURS_H

#include "bench/ops.h"
#include "core/memblock/memblock.h"

/* The sets that bench_ours works on. */
const struct memblock *bench_map(void);

#endif
