/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Natural merge sort, because firmware gives one to three ascending runs, and
 * a sweep from the lowest address up.
 */
#include "core/firmware/spans.h"

#include "core/base/cstring.h"

/* Where the ascending run that starts at from ends. */
static size_t run_end(const struct span *spans, size_t from, size_t cnt)
{
	if (from >= cnt)
		return cnt;
	for (from++; from < cnt; from++) {
		if (spans[from].base < spans[from - 1].base)
			break;
	}
	return from;
}

/* Merges the runs [low, mid) and [mid, high); equal bases keep their order. */
static void merge_runs(struct span *dst, const struct span *src, size_t low,
		       size_t mid, size_t high)
{
	size_t a = low, b = mid;

	for (size_t i = low; i < high; i++) {
		if (b >= high || (a < mid && src[a].base <= src[b].base))
			dst[i] = src[a++];
		else
			dst[i] = src[b++];
	}
}

/* One pass over all pairs of runs; returns how many runs are left. */
static size_t merge_pass(struct span *dst, const struct span *src, size_t cnt)
{
	size_t runs = 0;

	for (size_t low = 0, mid, high; low < cnt; low = high, runs++) {
		mid = run_end(src, low, cnt);
		high = run_end(src, mid, cnt);
		merge_runs(dst, src, low, mid, high);
	}
	return runs;
}

void spans_sort(struct span *spans, size_t cnt, struct span *scratch)
{
	struct span *from = spans, *to = scratch, *swap;

	if (run_end(spans, 0, cnt) == cnt)
		return;
	do {
		swap = from;
		from = to;
		to = swap;
	} while (merge_pass(from, to, cnt) > 1);
	if (from != spans)
		memcpy(spans, from, cnt * sizeof(*spans));
}

/*
 * The sweep. Active are the types that cover the address `at`, ascending by
 * type, each with the end up to which it does. They live in the part of
 * spans[] that was read already: no more types than spans are ever active.
 */
struct sweep {
	struct span *active; /* base: the end of what is covered */
	size_t active_cnt;
	phys_addr_t at;
	struct span *out;
	size_t out_cnt;
	bool (*keep_apart)(uint32_t type);
};

static void emit(struct sweep *sweep, phys_addr_t end, uint32_t type)
{
	struct span *last = sweep->out + sweep->out_cnt - 1;

	if (sweep->out_cnt > 0 && last->type == type &&
	    span_end(last) == sweep->at &&
	    !(sweep->keep_apart && sweep->keep_apart(type)))
		last->size = end - last->base;
	else
		sweep->out[sweep->out_cnt++] = (struct span){
			.base = sweep->at,
			.size = end - sweep->at,
			.type = type,
		};
}

/* Moves up to limit; the largest active type is what shows. */
static void advance(struct sweep *sweep, phys_addr_t limit)
{
	while (sweep->active_cnt > 0 && sweep->at < limit) {
		struct span top = sweep->active[sweep->active_cnt - 1];
		phys_addr_t end = phys_min(top.base, limit);

		if (top.base <= sweep->at) {
			sweep->active_cnt--;
			continue;
		}
		emit(sweep, end, top.type);
		sweep->at = end;
	}
}

static void activate(struct sweep *sweep, phys_addr_t end, uint32_t type)
{
	struct span *active = sweep->active;
	size_t i = sweep->active_cnt;

	while (i > 0 && active[i - 1].type > type)
		i--;
	if (i > 0 && active[i - 1].type == type) {
		active[i - 1].base = phys_max(active[i - 1].base, end);
		return;
	}
	memmove(active + i + 1, active + i,
		(sweep->active_cnt - i) * sizeof(*active));
	active[i] = (struct span){ .base = end, .type = type };
	sweep->active_cnt++;
}

/* Nothing else covers spans[i]: the usual case, and then it just shows. */
static bool stands_alone(const struct sweep *sweep, const struct span *spans,
			 size_t i, size_t cnt)
{
	return sweep->active_cnt == 0 && spans[i].size > 0 &&
	       (i + 1 == cnt || spans[i + 1].base >= span_end(&spans[i]));
}

size_t spans_flatten(struct span *ret, struct span *spans, size_t cnt,
		     bool (*keep_apart)(uint32_t type))
{
	struct sweep sweep = { .active = spans,
			       .out = ret,
			       .keep_apart = keep_apart };

	for (size_t i = 0; i < cnt; i++) {
		struct span span = spans[i]; /* its place may be needed */

		if (sweep.active_cnt > 0)
			advance(&sweep, span.base);
		sweep.at = span.base;
		if (stands_alone(&sweep, spans, i, cnt))
			emit(&sweep, span_end(&span), span.type);
		else if (span.size > 0)
			activate(&sweep, span_end(&span), span.type);
	}
	advance(&sweep, PHYS_ADDR_MAX);
	return sweep.out_cnt;
}
