/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Natural merge sort, because firmware gives one to three ascending runs, and
 * a sweep from the lowest address up.
 */
#include "core/firmware/keyed_range.h"

#include "core/base/cstring.h"

/* --- sorting ------------------------------------------------------------- */

/* Where the ascending run that starts at from ends. */
static size_t run_end(const struct keyed_range *ranges, size_t from, size_t cnt)
{
	if (from >= cnt)
		return cnt;
	for (from++; from < cnt; from++) {
		if (ranges[from].range.base < ranges[from - 1].range.base)
			break;
	}
	return from;
}

/* Merges the runs [low, mid) and [mid, high); equal bases keep their order. */
static void merge_runs(struct keyed_range *dst, const struct keyed_range *src,
		       size_t low, size_t mid, size_t high)
{
	size_t a = low, b = mid;

	for (size_t i = low; i < high; i++) {
		if (b >= high ||
		    (a < mid && src[a].range.base <= src[b].range.base))
			dst[i] = src[a++];
		else
			dst[i] = src[b++];
	}
}

/* One pass over all pairs of runs; returns how many runs are left. */
static size_t merge_pass(struct keyed_range *dst, const struct keyed_range *src,
			 size_t cnt)
{
	size_t runs = 0;

	for (size_t low = 0, mid, high; low < cnt; low = high, runs++) {
		mid = run_end(src, low, cnt);
		high = run_end(src, mid, cnt);
		merge_runs(dst, src, low, mid, high);
	}
	return runs;
}

void keyed_sort(struct keyed_range *ranges, size_t cnt,
		struct keyed_range *scratch)
{
	struct keyed_range *from = ranges, *to = scratch, *swap;

	if (run_end(ranges, 0, cnt) == cnt)
		return;
	do {
		swap = from;
		from = to;
		to = swap;
	} while (merge_pass(from, to, cnt) > 1);
	if (from != ranges)
		memcpy(ranges, from, cnt * sizeof(*ranges));
}

/* --- overlaps ------------------------------------------------------------ */

/*
 * Active are the ranges that cover the address at, ascending by key; without
 * keep_apart one for each key. They live in the part of ranges[] that was read
 * already: no more ranges are ever active than were read.
 */
struct sweep {
	struct keyed_range *active;
	size_t active_cnt;
	phys_addr_t at;
	struct keyed_range *out;
	size_t out_cnt;
	bool (*keep_apart)(uint32_t key);
};

static bool joins_last(const struct sweep *sweep, uint32_t key)
{
	const struct keyed_range *last = sweep->out + sweep->out_cnt - 1;

	return sweep->out_cnt > 0 && last->key == key &&
	       range_end(last->range) == sweep->at &&
	       !(sweep->keep_apart && sweep->keep_apart(key));
}

static void emit(struct sweep *sweep, phys_addr_t end, uint32_t key)
{
	phys_addr_t size = end - sweep->at;

	if (joins_last(sweep, key))
		sweep->out[sweep->out_cnt - 1].range.size += size;
	else
		sweep->out[sweep->out_cnt++] = (struct keyed_range){
			.range = { sweep->at, size },
			.key = key,
		};
}

/* Where the next range begins or ends that sets a piece of key apart, limit if
 * there is none before. Forgets the ranges that ended. */
static phys_addr_t next_edge(struct sweep *sweep, uint32_t key,
			     phys_addr_t limit)
{
	size_t live = 0;

	if (!sweep->keep_apart || !sweep->keep_apart(key))
		return limit;
	for (size_t i = 0; i < sweep->active_cnt; i++) {
		phys_addr_t end = range_end(sweep->active[i].range);

		if (end <= sweep->at)
			continue;
		limit = phys_min(limit, end);
		sweep->active[live++] = sweep->active[i];
	}
	sweep->active_cnt = live;
	return limit;
}

/* Moves up to limit; the largest active key is what shows. */
static void advance(struct sweep *sweep, phys_addr_t limit)
{
	while (sweep->active_cnt > 0 && sweep->at < limit) {
		struct keyed_range top = sweep->active[sweep->active_cnt - 1];
		phys_addr_t end = phys_min(range_end(top.range), limit);

		if (end <= sweep->at) {
			sweep->active_cnt--;
			continue;
		}
		end = next_edge(sweep, top.key, end);
		emit(sweep, end, top.key);
		sweep->at = end;
	}
}

static void activate(struct sweep *sweep, const struct keyed_range *range)
{
	struct keyed_range *active = sweep->active;
	size_t i = sweep->active_cnt;

	while (i > 0 && active[i - 1].key > range->key)
		i--;
	if (!sweep->keep_apart && i > 0 && active[i - 1].key == range->key) {
		if (range_end(active[i - 1].range) < range_end(range->range))
			active[i - 1].range = range->range;
		return;
	}
	memmove(active + i + 1, active + i,
		(sweep->active_cnt - i) * sizeof(*active));
	active[i] = *range;
	sweep->active_cnt++;
}

/* Nothing else covers ranges[i]: the usual case, and then it just shows. */
static bool stands_alone(const struct sweep *sweep,
			 const struct keyed_range *ranges, size_t i, size_t cnt)
{
	return sweep->active_cnt == 0 &&
	       (i + 1 == cnt ||
		ranges[i + 1].range.base >= range_end(ranges[i].range));
}

size_t keyed_flatten(struct keyed_range *ret, struct keyed_range *ranges,
		     size_t cnt, bool (*keep_apart)(uint32_t key))
{
	struct sweep sweep = { .active = ranges,
			       .out = ret,
			       .keep_apart = keep_apart };

	for (size_t i = 0; i < cnt; i++) {
		struct keyed_range one = ranges[i]; /* its place is reused */

		if (one.range.size == 0)
			continue;
		if (sweep.active_cnt > 0)
			advance(&sweep, one.range.base);
		sweep.at = one.range.base;
		if (stands_alone(&sweep, ranges, i, cnt))
			emit(&sweep, range_end(one.range), one.key);
		else
			activate(&sweep, &one);
	}
	advance(&sweep, PHYS_ADDR_MAX);
	return sweep.out_cnt;
}
