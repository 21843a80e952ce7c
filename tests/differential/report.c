/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/differential/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/differential/generate.h"

static struct {
	uint64_t op[DIFF_OPS], class[DIFF_CLASS_COUNT];
	uint64_t growing, all;
	time_t last;
} counted;

void report_count(const struct diff_trial *t, enum diff_class class)
{
	counted.op[t->call.op]++;
	counted.class[class]++;
	counted.growing += t->before.can_resize;
	counted.all++;
}

void report_progress(uint64_t done, uint64_t n)
{
	time_t second = time(NULL);
	time_t wait = isatty(STDERR_FILENO) ? 1 : 10;

	if (!counted.last)
		counted.last = second;
	if (second - counted.last < wait)
		return;
	counted.last = second;
	fprintf(stderr, "%s  %" PRIu64 " of %" PRIu64 " operations%s",
		wait == 1 ? "\r" : "", done, n, wait == 1 ? "" : "\n");
}

void report_counts(void)
{
	unsigned int called = 0;

	for (int i = 0; i < DIFF_OPS; i++)
		called += counted.op[i] > 0;
	printf("%s%" PRIu64 " operations of %u kinds, %" PRIu64
	       " of them with arrays that grow\n",
	       isatty(STDERR_FILENO) ? "\n" : "", counted.all, called,
	       counted.growing);
	for (int i = 0; i < DIFF_UNLISTED; i++)
		printf("%12" PRIu64 " %s\n", counted.class[i],
		       diff_class_names[i]);
}

/* --- a fault ------------------------------------------------------------- */

static void print_set(const char *name, const struct diff_set *set)
{
	printf("    %-8s max %zu, total %#" PRIx64 ", array %#" PRIx64 ":",
	       name, set->max, set->total, set->array);
	for (size_t i = 0; i < set->cnt; i++)
		printf(" %" PRIx64 "+%" PRIx64 ":%x@%d", set->r[i].base,
		       set->r[i].size, set->r[i].flags, set->r[i].nid);
	printf("\n");
}

static void print_state(const char *name, const struct diff_state *s)
{
	printf("  %s: limit %#" PRIx64 "%s%s%s%s%s\n", name, s->limit,
	       s->bottom_up ? ", bottom-up" : "", s->movable ? ", movable" : "",
	       s->mirror ? ", mirror" : "",
	       s->kernelcore ? ", kernelcore=mirror" : "",
	       s->can_resize ? ", grows" : "");
	print_set("memory", &s->set[DIFF_MEMORY]);
	print_set("reserved", &s->set[DIFF_RESERVED]);
	print_set("physmap", &s->set[DIFF_PHYSMAP]);
}

static void print_result(const char *name, const struct diff_result *r)
{
	printf("  %s: %sstatus %d, %#" PRIx64 " %#" PRIx64 " %#" PRIx64, name,
	       r->panicked ? "panic, " : "", r->status, r->value[0],
	       r->value[1], r->value[2]);
	for (size_t i = 0; i < r->n; i++)
		printf(" [%" PRIx64 "+%" PRIx64 ":%x@%d]", r->list[i].base,
		       r->list[i].size, r->list[i].flags, r->list[i].nid);
	printf("\n");
}

void report_fault(const struct diff_trial *t, uint64_t seed, int step)
{
	const struct diff_call *c = &t->call;

	printf("\na difference that is in no class: operation %d, %s\n", step,
	       diff_operations[c->op].name);
	printf("  base %#" PRIx64 " size %#" PRIx64 " align %#" PRIx64
	       " start %#" PRIx64 " end %#" PRIx64
	       " nid %d flags %#x on %d set %d, %#" PRIx64 "+%#" PRIx64
	       " %#" PRIx64 "+%#" PRIx64 "\n",
	       c->base, c->size, c->align, c->start, c->end, c->nid, c->flags,
	       c->on, (int)c->set, c->more[0][0], c->more[0][1], c->more[1][0],
	       c->more[1][1]);
	print_state("before", &t->before);
	print_state("ours", &t->ours);
	print_state("Linux", &t->linux_);
	print_result("ours", &t->mine);
	print_result("Linux", &t->theirs);
	printf("again: make differential SEED=%#" PRIx64 " N=%d\n", seed,
	       SEQUENCE);
}
