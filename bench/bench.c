/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * bench: runs the same work on core/ and, when built with a Linux tree, on
 * Linux's mm/memblock.c, alternately in one process (A B A B), so that both
 * see the same clock rate and load. Prints the medians in ns per operation,
 * the ratio Linux / ours, and the share of our time that is needed to move the
 * bytes that a sorted array without gaps has to move for the work. Exit status
 * 0 when every row reaches its target (docs/speed.md).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/clock.h"
#include "bench/convert.h"
#include "bench/moves.h"
#include "bench/table.h"
#include "bench/work.h"

#define TURNS   7
#define TURN_NS 1e6
#define SAMPLES 8192

struct samples {
	size_t n;
	double ns[SAMPLES]; /* per operation */
};

/* The clock that counts only this program's time is slow to read: short work
 * is measured with the fast clock and more samples. */
static clockid_t clock_for(double ns)
{
	return ns > 1e5 ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC;
}

/* Preparing the sets is not counted. */
static double one_sample(const struct bench_ops *ops, const struct work *work,
			 size_t n, struct samples *to)
{
	static double ns;
	clockid_t clock = clock_for(ns);
	size_t operations;

	work->prepare(ops, n);
	ns = clock_ns(clock);
	operations = work->run(ops, n);
	ns = clock_ns(clock) - ns;
	to->ns[to->n++] = ns / (double)operations;
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

/* Two runs of the same code differ by this much. */
#define NOISE 0.9

/* Only the memmove() calls of the work, for as long as one_turn(). */
static void one_turn_moving(struct samples *to)
{
	static double ns;
	double spent = 0;
	size_t first = to->n;

	do {
		clockid_t clock = clock_for(ns);
		double start = clock_ns(clock);
		size_t operations = moves_repeat();

		ns = clock_ns(clock) - start;
		to->ns[to->n++] = ns / (double)operations;
		spent += ns;
	} while (to->n < first + SAMPLES / TURNS && spent < TURN_NS);
}

static bool print_linux(double ours, double theirs, double must)
{
	bool reached = theirs / ours >= (must == 1 ? NOISE : must);

	printf(" %11.1f %8.2f %6g%s", theirs, theirs / ours, must,
	       reached ? "" : " MISSED");
	return reached;
}

/* true when the row reaches its target. */
static bool one_row(const struct work *work, size_t n, double must,
		    const struct bench_ops *linux_ops)
{
	/* An operation that Linux lacks is compared with the nearest it has. */
	const struct work *theirs = work->theirs ? work->theirs : work;
	static struct samples ours, moving, linux_;
	bool moves = moves_note(work, n), reached = true;
	double a;

	ours.n = moving.n = linux_.n = 0;
	for (size_t i = 0; i < TURNS; i++) {
		one_turn(&bench_ours, work, n, &ours);
		if (moves)
			one_turn_moving(&moving);
		if (linux_ops)
			one_turn(linux_ops, theirs, n, &linux_);
	}
	a = median(&ours);
	printf("%-38s %6zu %9.1f", work->name, n, a);
	if (moves)
		printf(" %5.0f %%", 100 * median(&moving) / a);
	else
		printf("       -");
	if (linux_ops)
		reached = print_linux(a, median(&linux_), must);
	printf("\n");
	fflush(stdout);
	return reached;
}

extern const struct bench_ops bench_linux __attribute__((weak));

int main(int argc, char **argv)
{
	const struct bench_ops *linux_ops = &bench_linux;
	const char *only = argc > 1 ? argv[1] : "";
	size_t missed = 0;

	printf("%-38s %6s %9s %7s", "work", "n", "ours ns", "moving");
	if (linux_ops)
		printf(" %11s %8s %6s", "Linux ns", "ratio", "must");
	printf("\n");
	for (const struct work *w = works; w->name; w++)
		for (const struct size_and_ratio *s = w->sizes; s->n; s++)
			if (strstr(w->name, only))
				missed += !one_row(w, s->n, s->must, linux_ops);
	printf("moving: the share of our time that memmove() takes for the\n"
	       "bytes that a sorted array without gaps must move for it\n");
	if (strstr("table", only))
		missed += bench_table(linux_ops);
	if (strstr("convert", only))
		missed += bench_convert();
	if (missed)
		printf("%zu rows are slower than they must be\n", missed);
	return missed != 0;
}
