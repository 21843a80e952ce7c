/* SPDX-License-Identifier: BSD-2-Clause */
#include "bench/work.h"

#include <stdlib.h>

#define KIB  1024ull
#define PAGE (4 * KIB)
/* Region i is [i * STRIDE + BASE, + SIZE): every four pages, two pages long. */
#define STRIDE (4 * PAGE)
#define SIZE   (2 * PAGE)
#define BASE   (16 * PAGE)

/* Queries in a run: more than a branch predictor remembers. */
#define ASKED 4096

/* The compiler must not drop a query whose result is unused. */
static volatile uint64_t sink;

static uint64_t at(size_t i)
{
	return BASE + i * STRIDE;
}

/* 0..n-1 in a pseudo-random order that is the same in every run. */
static const size_t *shuffled(size_t n)
{
	static size_t *order, known;
	uint64_t random = 88172645463325252;

	if (known == n)
		return order;
	free(order);
	order = calloc(n, sizeof(*order));
	for (size_t i = 0; i < n; i++)
		order[i] = i;
	for (size_t i = n - 1; i > 0; i--) {
		size_t k, t = order[i];

		random ^= random << 13;
		random ^= random >> 7;
		random ^= random << 17;
		k = random % (i + 1);
		order[i] = order[k];
		order[k] = t;
	}
	known = n;
	return order;
}

/* --- sets to begin with -------------------------------------------------- */

static void nothing(const struct bench_ops *ops, size_t n)
{
	ops->reset(3 * n + 16);
	shuffled(n);
}

static void memory_regions(const struct bench_ops *ops, size_t n)
{
	nothing(ops, n);
	for (size_t i = 0; i < n; i++)
		ops->add(at(i), SIZE);
}

static void reserved_regions(const struct bench_ops *ops, size_t n)
{
	nothing(ops, n);
	ops->add(0, at(n));
	for (size_t i = 0; i < n; i++)
		ops->reserve(at(i), SIZE);
}

/* Both sets: n regions of memory, each with one reservation in it. */
static void both(const struct bench_ops *ops, size_t n)
{
	memory_regions(ops, n);
	for (size_t i = 0; i < n; i++)
		ops->reserve(at(i) + PAGE, PAGE / 2);
}

/* Memory above and below n holes that are too small for 4 pages. */
static void room_beyond(const struct bench_ops *ops, size_t n)
{
	nothing(ops, n);
	ops->add(0, at(n) + 16 * STRIDE);
	ops->reserve(0, BASE - 4 * PAGE);
	for (size_t i = 0; i < n; i++)
		ops->reserve(at(i), SIZE);
}

static void low_room(const struct bench_ops *ops, size_t n)
{
	room_beyond(ops, n);
	ops->reserve(at(n), 16 * STRIDE);
}

static void high_room(const struct bench_ops *ops, size_t n)
{
	room_beyond(ops, n);
	ops->reserve(0, BASE);
}

/* --- building ------------------------------------------------------------ */

static size_t add_ascending(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < n; i++)
		ops->add(at(i), SIZE);
	return n;
}

static size_t add_descending(const struct bench_ops *ops, size_t n)
{
	for (size_t i = n; i-- > 0;)
		ops->add(at(i), SIZE);
	return n;
}

static size_t reserve_random(const struct bench_ops *ops, size_t n)
{
	const size_t *order = shuffled(n);

	for (size_t i = 0; i < n; i++)
		ops->reserve(at(order[i]), SIZE);
	return n;
}

static size_t reserve_many(const struct bench_ops *ops, size_t n)
{
	static uint64_t *base;
	const size_t *order = shuffled(n);

	base = realloc(base, n * sizeof(*base));
	for (size_t i = 0; i < n; i++)
		base[i] = at(order[i]);
	ops->reserve_many(base, n, SIZE);
	return n;
}

static size_t fill_gaps(const struct bench_ops *ops, size_t n)
{
	const size_t *order = shuffled(n);

	for (size_t i = 0; i < n; i++)
		ops->add(at(order[i]) + SIZE, STRIDE - SIZE);
	return n;
}

static size_t mark_random(const struct bench_ops *ops, size_t n)
{
	const size_t *order = shuffled(n);

	for (size_t i = 0; i < n; i++)
		ops->mark_nomap(at(order[i]) + PAGE / 2, PAGE);
	return n;
}

static size_t mark_ascending(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < n; i++)
		ops->mark_nomap(at(i) + PAGE / 2, PAGE);
	return n;
}

static size_t mark_whole(const struct bench_ops *ops, size_t n)
{
	const size_t *order = shuffled(n);

	for (size_t i = 0; i < n; i++)
		ops->mark_nomap(at(order[i]), SIZE);
	return n;
}

static size_t remove_random(const struct bench_ops *ops, size_t n)
{
	const size_t *order = shuffled(n);

	for (size_t i = 0; i < n; i++)
		ops->remove(at(order[i]), SIZE);
	return n;
}

static size_t remove_all(const struct bench_ops *ops, size_t n)
{
	ops->remove(0, at(n));
	return 1;
}

static size_t free_ascending(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < n; i++)
		ops->free(at(i), SIZE);
	return n;
}

static size_t trim(const struct bench_ops *ops, size_t n)
{
	ops->trim(PAGE);
	return n;
}

static size_t cap(const struct bench_ops *ops, size_t n)
{
	ops->cap(at(n / 2));
	return 1;
}

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

static size_t is_reserved(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < ASKED; i++)
		sink += ops->is_reserved(somewhere(n));
	return ASKED;
}

static size_t is_region_reserved(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < ASKED; i++)
		sink += ops->is_region_reserved(somewhere(n), PAGE);
	return ASKED;
}

static size_t overlaps(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < ASKED; i++)
		sink += ops->overlaps(somewhere(n), PAGE);
	return ASKED;
}

static size_t walk_up(const struct bench_ops *ops, size_t n)
{
	sink += ops->walk_free(false);
	return n;
}

static size_t walk_down(const struct bench_ops *ops, size_t n)
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

static size_t alloc_down(const struct bench_ops *ops, size_t n)
{
	(void)n;
	return take(ops, 64, false);
}

static size_t alloc_up(const struct bench_ops *ops, size_t n)
{
	(void)n;
	return take(ops, 64, true);
}

/* Too large for the holes: the search passes the whole set. */
static size_t alloc_far_down(const struct bench_ops *ops, size_t n)
{
	(void)n;
	sink += ops->alloc(3 * PAGE, PAGE, false);
	return 1;
}

static size_t alloc_far_up(const struct bench_ops *ops, size_t n)
{
	(void)n;
	sink += ops->alloc(3 * PAGE, PAGE, true);
	return 1;
}

static size_t alloc_none_down(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < 4; i++)
		sink += ops->alloc(at(n), PAGE, false);
	return 4;
}

static size_t alloc_none_up(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < 4; i++)
		sink += ops->alloc(at(n), PAGE, true);
	return 4;
}

/* --- the table ----------------------------------------------------------- */

static const struct work reserve_one_by_one = { .prepare = nothing,
						.run = reserve_random };

#define SMALL          \
	{ 16, 1 },     \
	{              \
		128, 1 \
	}

const struct work works[] = {
	{ "add, ascending",
	  nothing,
	  add_ascending,
	  NULL,
	  { { 16, 1 }, { 128, 5 }, { 8192, 300 }, { 32768, 1000 } } },
	{ "add, descending",
	  nothing,
	  add_descending,
	  NULL,
	  { SMALL, { 8192, 1 } } },
	{ "add, filling random gaps",
	  memory_regions,
	  fill_gaps,
	  NULL,
	  { SMALL, { 8192, 1 } } },
	{ "reserve, random order",
	  nothing,
	  reserve_random,
	  NULL,
	  { SMALL, { 8192, 5 }, { 32768, 5 } } },
	{ "reserve, random order, one call",
	  nothing,
	  reserve_many,
	  &reserve_one_by_one,
	  { SMALL, { 8192, 50 }, { 32768, 150 } } },
	{ "mark_nomap, splitting, random order",
	  memory_regions,
	  mark_random,
	  NULL,
	  { SMALL, { 8192, 8 } } },
	{ "mark_nomap, splitting, ascending",
	  memory_regions,
	  mark_ascending,
	  NULL,
	  { SMALL, { 8192, 20 } } },
	{ "mark_nomap, whole regions",
	  memory_regions,
	  mark_whole,
	  NULL,
	  { SMALL, { 8192, 1 } } },
	{ "remove, random order",
	  memory_regions,
	  remove_random,
	  NULL,
	  { SMALL, { 8192, 1 } } },
	{ "remove everything",
	  memory_regions,
	  remove_all,
	  NULL,
	  { SMALL, { 8192, 1 } } },
	{ "free, ascending",
	  reserved_regions,
	  free_ascending,
	  NULL,
	  { SMALL, { 8192, 1 } } },
	{ "trim_memory", memory_regions, trim, NULL, { SMALL, { 8192, 1 } } },
	{ "cap_memory_range to half",
	  memory_regions,
	  cap,
	  NULL,
	  { SMALL, { 8192, 1 } } },
	{ "is_reserved",
	  reserved_regions,
	  is_reserved,
	  NULL,
	  { SMALL, { 8192, 1 } } },
	{ "is_region_reserved",
	  reserved_regions,
	  is_region_reserved,
	  NULL,
	  { SMALL, { 8192, 100 } } },
	{ "overlaps_region",
	  memory_regions,
	  overlaps,
	  NULL,
	  { SMALL, { 8192, 100 } } },
	{ "walk free memory upwards",
	  both,
	  walk_up,
	  NULL,
	  { SMALL, { 8192, 1 } } },
	{ "walk free memory downwards",
	  both,
	  walk_down,
	  NULL,
	  { SMALL, { 8192, 1 } } },
	{ "alloc top-down, near",
	  reserved_regions,
	  alloc_down,
	  NULL,
	  { SMALL, { 8192, 20 } } },
	{ "alloc bottom-up, near",
	  reserved_regions,
	  alloc_up,
	  NULL,
	  { SMALL, { 8192, 20 } } },
	{ "alloc top-down, beyond n holes",
	  low_room,
	  alloc_far_down,
	  NULL,
	  { SMALL, { 8192, 20 } } },
	{ "alloc bottom-up, beyond n holes",
	  high_room,
	  alloc_far_up,
	  NULL,
	  { SMALL, { 8192, 20 } } },
	{ "alloc top-down, fails",
	  reserved_regions,
	  alloc_none_down,
	  NULL,
	  { SMALL, { 8192, 4 } } },
	{ "alloc bottom-up, fails",
	  both,
	  alloc_none_up,
	  NULL,
	  { SMALL, { 8192, 4 } } },
	{ 0 },
};
