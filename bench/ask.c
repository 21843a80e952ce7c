/* SPDX-License-Identifier: BSD-2-Clause */
/* Works that query sets, walk over them and allocate. */
#include "bench/parts.h"

/* Queries in a run: more than a branch predictor remembers. */
#define ASKED 4096

/* The compiler must not drop a query whose result is unused. */
static volatile uint64_t sink;

/* --- queries ------------------------------------------------------------- */

/* Anywhere among n regions; half of them hit. */
static uint64_t somewhere(size_t n)
{
	static uint64_t random = 88172645463325252;

	random ^= random << 13;
	random ^= random >> 7;
	random ^= random << 17;
	return BASE + random % (n * STRIDE);
}

size_t run_is_reserved(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < ASKED; i++)
		sink += ops->is_reserved(somewhere(n));
	return ASKED;
}

size_t run_is_region_reserved(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < ASKED; i++)
		sink += ops->is_region_reserved(somewhere(n), PAGE);
	return ASKED;
}

size_t run_overlaps(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < ASKED; i++)
		sink += ops->overlaps(somewhere(n), PAGE);
	return ASKED;
}

size_t run_walk_up(const struct bench_ops *ops, size_t n)
{
	sink += ops->walk_free(false);
	return n;
}

size_t run_walk_down(const struct bench_ops *ops, size_t n)
{
	sink += ops->walk_free(true);
	return n;
}

/* --- allocation ---------------------------------------------------------- */

#define TAKEN 64

static size_t take(const struct bench_ops *ops, uint64_t size, bool bottom_up)
{
	for (size_t i = 0; i < TAKEN; i++)
		sink += ops->alloc(size, 64, bottom_up);
	return TAKEN;
}

size_t run_alloc_down(const struct bench_ops *ops, size_t n)
{
	(void)n;
	return take(ops, 64, false);
}

size_t run_alloc_up(const struct bench_ops *ops, size_t n)
{
	(void)n;
	return take(ops, 64, true);
}

/* Too large for the holes: the search passes the whole set. */
size_t run_alloc_far_down(const struct bench_ops *ops, size_t n)
{
	(void)n;
	sink += ops->alloc(3 * PAGE, PAGE, false);
	return 1;
}

size_t run_alloc_far_up(const struct bench_ops *ops, size_t n)
{
	(void)n;
	sink += ops->alloc(3 * PAGE, PAGE, true);
	return 1;
}

size_t run_alloc_none_down(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < 4; i++)
		sink += ops->alloc(at(n), PAGE, false);
	return 4;
}

size_t run_alloc_none_up(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < 4; i++)
		sink += ops->alloc(at(n), PAGE, true);
	return 4;
}
