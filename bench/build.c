/* SPDX-License-Identifier: BSD-2-Clause */
/* Sets to begin with, and works that change sets. */
#include "bench/parts.h"

#include <stdlib.h>

const size_t *shuffled(size_t n)
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

void prepare_nothing(const struct bench_ops *ops, size_t n)
{
	ops->reset(3 * n + 16);
	shuffled(n);
}

void prepare_memory_regions(const struct bench_ops *ops, size_t n)
{
	prepare_nothing(ops, n);
	for (size_t i = 0; i < n; i++)
		ops->add(at(i), SIZE);
}

void prepare_reserved_regions(const struct bench_ops *ops, size_t n)
{
	prepare_nothing(ops, n);
	ops->add(0, at(n));
	for (size_t i = 0; i < n; i++)
		ops->reserve(at(i), SIZE);
}

/* Both sets: n regions of memory, each with one reservation in it. */
void prepare_both(const struct bench_ops *ops, size_t n)
{
	prepare_memory_regions(ops, n);
	for (size_t i = 0; i < n; i++)
		ops->reserve(at(i) + PAGE, PAGE / 2);
}

/* Memory above and below n holes that are too small for 4 pages. */
void prepare_room_beyond(const struct bench_ops *ops, size_t n)
{
	prepare_nothing(ops, n);
	ops->add(0, at(n) + 16 * STRIDE);
	ops->reserve(0, BASE - 4 * PAGE);
	for (size_t i = 0; i < n; i++)
		ops->reserve(at(i), SIZE);
}

void prepare_low_room(const struct bench_ops *ops, size_t n)
{
	prepare_room_beyond(ops, n);
	ops->reserve(at(n), 16 * STRIDE);
}

void prepare_high_room(const struct bench_ops *ops, size_t n)
{
	prepare_room_beyond(ops, n);
	ops->reserve(0, BASE);
}

/* --- building ------------------------------------------------------------ */

size_t run_add_ascending(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < n; i++)
		ops->add(at(i), SIZE);
	return n;
}

size_t run_add_descending(const struct bench_ops *ops, size_t n)
{
	for (size_t i = n; i-- > 0;)
		ops->add(at(i), SIZE);
	return n;
}

size_t run_reserve_random(const struct bench_ops *ops, size_t n)
{
	const size_t *order = shuffled(n);

	for (size_t i = 0; i < n; i++)
		ops->reserve(at(order[i]), SIZE);
	return n;
}

/* The bases of all regions, in random order. */
static const uint64_t *random_bases(size_t n, uint64_t offset)
{
	static uint64_t *base;
	const size_t *order = shuffled(n);

	base = realloc(base, n * sizeof(*base));
	for (size_t i = 0; i < n; i++)
		base[i] = at(order[i]) + offset;
	return base;
}

size_t run_reserve_many(const struct bench_ops *ops, size_t n)
{
	ops->reserve_many(random_bases(n, 0), n, SIZE);
	return n;
}

size_t run_fill_gaps(const struct bench_ops *ops, size_t n)
{
	const size_t *order = shuffled(n);

	for (size_t i = 0; i < n; i++)
		ops->add(at(order[i]) + SIZE, STRIDE - SIZE);
	return n;
}

size_t run_mark_random(const struct bench_ops *ops, size_t n)
{
	const size_t *order = shuffled(n);

	for (size_t i = 0; i < n; i++)
		ops->mark_nomap(at(order[i]) + PAGE / 2, PAGE);
	return n;
}

size_t run_mark_many(const struct bench_ops *ops, size_t n)
{
	ops->mark_many(random_bases(n, PAGE / 2), n, PAGE);
	return n;
}

size_t run_mark_ascending(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < n; i++)
		ops->mark_nomap(at(i) + PAGE / 2, PAGE);
	return n;
}

size_t run_mark_whole(const struct bench_ops *ops, size_t n)
{
	const size_t *order = shuffled(n);

	for (size_t i = 0; i < n; i++)
		ops->mark_nomap(at(order[i]), SIZE);
	return n;
}

size_t run_remove_random(const struct bench_ops *ops, size_t n)
{
	const size_t *order = shuffled(n);

	for (size_t i = 0; i < n; i++)
		ops->remove(at(order[i]), SIZE);
	return n;
}

size_t run_remove_all(const struct bench_ops *ops, size_t n)
{
	ops->remove(0, at(n));
	return 1;
}

size_t run_free_random(const struct bench_ops *ops, size_t n)
{
	const size_t *order = shuffled(n);

	for (size_t i = 0; i < n; i++)
		ops->free(at(order[i]), SIZE);
	return n;
}

size_t run_free_many(const struct bench_ops *ops, size_t n)
{
	ops->free_many(random_bases(n, 0), n, SIZE);
	return n;
}

size_t run_free_ascending(const struct bench_ops *ops, size_t n)
{
	for (size_t i = 0; i < n; i++)
		ops->free(at(i), SIZE);
	return n;
}

size_t run_trim(const struct bench_ops *ops, size_t n)
{
	ops->trim(PAGE);
	return n;
}

size_t run_cap(const struct bench_ops *ops, size_t n)
{
	ops->cap(at(n / 2));
	return 1;
}
