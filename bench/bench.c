// SPDX-License-Identifier: BSD-2-Clause
/*
 * bench: the same work done by core/ and, when it was built with a Linux
 * tree, by Linux's mm/memblock.c, in one process and in turns (A B A B), so
 * that both see the same clock rate and the same neighbours. Printed are the
 * medians, in ns per operation, and Linux / ours. Exit status 0 when every
 * row reaches what it must (docs/speed.md).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/clock.h"
#include "bench/convert.h"
#include "bench/work.h"

#define TURNS 7
#define TURN_NS 1e6
#define SAMPLES 8192

struct samples {
	size_t n;
	double ns[SAMPLES]; /* per operation */
};

/* What prepares the sets is not counted. The clock that stands still while
 * other programs run is slow to ask: short work is measured with the quick
 * one and long enough a row of samples. */
static double one_sample(const struct bench_ops *ops, const struct work *work,
			 size_t n, struct samples *to)
{
	static clockid_t clock = CLOCK_MONOTONIC;
	size_t operations;
	double ns;

	work->prepare(ops, n);
	ns = clock_ns(clock);
	operations = work->run(ops, n);
	ns = clock_ns(clock) - ns;
	to->ns[to->n++] = ns / (double)operations;
	clock = ns > 1e5 ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC;
	return ns;
}

static void one_turn(const struct bench_ops *ops, const struct work *work,
		     size_t n, struct samples *to)
{
	double spent = 0, began = now();
	size_t first = to->n;

	do
		spent += one_sample(ops, work, n, to);
	while (to->n < first + SAMPLES / TURNS && spent < TURN_NS &&
	       now() - began < 10 * TURN_NS);
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(struct samples *s)
{
	qsort(s->ns, s->n, sizeof(*s->ns), by_value);
	return s->ns[s->n / 2];
}

/* Two runs of the same code differ by so much. */
#define NOISE 0.9

/* true when the row reaches what it must. */
static bool one_row(const struct work *work, size_t n, double must,
		    const struct bench_ops *linux_ops)
{
	/* A way that Linux does not have is compared with the way it has. */
	const struct work *theirs = work->theirs ? work->theirs : work;
	static struct samples ours, linux_;
	double a, b;
	bool reached;

	ours.n = linux_.n = 0;
	for (size_t i = 0; i < TURNS; i++) {
		one_turn(&bench_ours, work, n, &ours);
		if (linux_ops)
			one_turn(linux_ops, theirs, n, &linux_);
	}
	a = median(&ours);
	if (!linux_ops) {
		printf("%-40s %6zu %11.1f\n", work->name, n, a);
		return true;
	}
	b = median(&linux_);
	reached = b / a >= (must == 1 ? NOISE : must);
	printf("%-40s %6zu %11.1f %11.1f %8.2f %6g %s\n", work->name, n, a, b,
	       b / a, must, reached ? "" : " MISSED");
	fflush(stdout);
	return reached;
}

extern const struct bench_ops bench_linux __attribute__((weak));

int main(int argc, char **argv)
{
	const struct bench_ops *linux_ops = &bench_linux;
	const char *only = argc > 1 ? argv[1] : "";
	size_t missed = 0;

	printf("%-40s %6s %11s", "work", "n", "ours ns");
	if (linux_ops)
		printf(" %11s %8s %6s", "Linux ns", "ratio", "must");
	printf("\n");
	for (const struct work *w = works; w->name; w++)
		for (const struct size_and_ratio *s = w->sizes; s->n; s++)
			if (strstr(w->name, only))
				missed += !one_row(w, s->n, s->must,
						   linux_ops);
	if (strstr("convert", only))
		missed += bench_convert();
	if (missed)
		printf("%zu rows are slower than they must be\n", missed);
	return missed != 0;
}
