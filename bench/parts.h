/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The parts of the works that are measured: sets to begin with, and what is
 * done with them.
 */
#ifndef BENCH_PARTS_H
#define BENCH_PARTS_H

#include "bench/ops.h"

#define KIB  1024ull
#define PAGE (4 * KIB)
/* Region i is [i * STRIDE + BASE, + SIZE): every four pages, two pages long. */
#define STRIDE (4 * PAGE)
#define SIZE   (2 * PAGE)
#define BASE   (16 * PAGE)

static inline uint64_t at(size_t i)
{
	return BASE + i * STRIDE;
}

/* 0..n-1 in a pseudo-random order that is the same in every run. */
const size_t *shuffled(size_t n);

/* Makes the sets; this is not measured. */
typedef void prepare_fn(const struct bench_ops *ops, size_t n);
prepare_fn prepare_nothing, prepare_memory_regions, prepare_reserved_regions,
	prepare_both, prepare_room_beyond, prepare_low_room, prepare_high_room;

/* Returns the number of operations. */
typedef size_t run_fn(const struct bench_ops *ops, size_t n);
run_fn run_add_ascending, run_add_descending, run_reserve_random,
	run_reserve_many, run_fill_gaps, run_mark_random, run_mark_many,
	run_mark_ascending, run_mark_whole, run_remove_random, run_remove_all,
	run_free_ascending, run_free_random, run_free_many, run_trim, run_cap,
	run_is_reserved, run_is_region_reserved, run_overlaps, run_walk_up,
	run_walk_down, run_alloc_down, run_alloc_up, run_alloc_far_down,
	run_alloc_far_up, run_alloc_none_down, run_alloc_none_up;

#endif
