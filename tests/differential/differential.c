/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * differential [N [SEED]]: random sequences of operations on core/memblock and
 * on Linux's mm/memblock.c, whose states and results are compared after each
 * one. Prints the number of differences in each class that
 * docs/memblock-api.md lists. Exit status 1 at the first that is in none.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "core/memblock/memblock.h"
#include "tests/differential/compare.h"
#include "tests/differential/generate.h"
#include "tests/differential/report.h"

uint8_t *diff_ours_arena;
size_t diff_skip_memset;

void *__real_memset(void *to, int byte, size_t n);
void *__wrap_memset(void *to, int byte, size_t n);

void *__wrap_memset(void *to, int byte, size_t n)
{
	if (n && n == diff_skip_memset)
		return to;
	return __real_memset(to, byte, n);
}

/* --- safety -------------------------------------------------------------- */

/* Whether an array is outside of [base, base + size). */
static bool array_outside(const struct diff_state *s, uint64_t base,
			  uint64_t size)
{
	for (int i = 0; i < DIFF_SETS; i++) {
		uint64_t bytes = s->set[i].max * sizeof(struct diff_region);

		if (s->set[i].array &&
		    (s->set[i].array < base || s->set[i].array - base >= size ||
		     size - (s->set[i].array - base) <
			     ((bytes + 0xfff) & ~0xfffull)))
			return true;
	}
	return false;
}

static bool array_overlaps(const struct diff_state *s, uint64_t base,
			   uint64_t size)
{
	for (int i = 0; i < DIFF_SETS; i++) {
		uint64_t bytes = s->set[i].max * sizeof(struct diff_region);
		uint64_t end = s->set[i].array + ((bytes + 0xfff) & ~0xfffull);

		if (s->set[i].array && base < end &&
		    (base >= s->set[i].array || s->set[i].array - base < size))
			return true;
	}
	return false;
}

/* Where memory is as large as the amount. */
static uint64_t end_of_amount(const struct diff_set *memory, uint64_t amount)
{
	for (size_t i = 0; i < memory->cnt; i++) {
		if (amount <= memory->r[i].size)
			return memory->r[i].base + amount;
		amount -= memory->r[i].size;
	}
	return UINT64_MAX;
}

/* Where Linux's page frames wrap to 0. */
static bool ends_in_last_page(const struct diff_set *set)
{
	const struct diff_region *last = &set->r[set->cnt - 1];

	return set->cnt && last->base + last->size > UINT64_MAX - 0xfff;
}

/* An array that is in use must not be freed, and as many pages as there are in
 * the address space take too long. */
static bool is_left_out(const struct diff_state *s, const struct diff_call *c)
{
	const struct diff_set *memory = &s->set[DIFF_MEMORY];

	switch (c->op) {
	case OP_free_all:
		return memory->total > 1 << 24 || ends_in_last_page(memory);
	case OP_free:
	case OP_phys_free:
	case OP_phys_free_exact:
		return array_overlaps(s, c->base, c->size);
	case OP_cap_memory_range:
		return c->size > UINT64_MAX - c->base
			       ? array_overlaps(s, 0, UINT64_MAX)
			       : array_outside(s, c->base, c->size);
	case OP_enforce_memory_limit:
	case OP_mem_limit_remove_map:
		return array_outside(s, 0, end_of_amount(memory, c->size));
	default:
		return false;
	}
}

/* --- trials -------------------------------------------------------------- */

static struct diff_trial trial;

/* The common state of both sides, from ours. */
static void agree(void)
{
	trial.ours.mirror = trial.linux_.mirror;
	diff_ours.put(&trial.ours, false);
	diff_linux.put(&trial.ours, false);
}

static enum diff_class one_trial(struct diff_state *state)
{
	/* The walk reserves on its way, more than there may be room for. */
	bool room = trial.call.op == OP_changing_walk;
	enum diff_class class;

	diff_copy_state(&trial.before, state);
	trial.ours.kernelcore = state->kernelcore;
	diff_skip_memset = state->can_resize ? 0 : (size_t)trial.call.size;
	if (room) {
		diff_ours.put(state, true);
		diff_linux.put(state, true);
		trial.before.can_resize = false;
	}
	diff_ours.call(&trial.call, &trial.mine);
	diff_linux.call(&trial.call, &trial.theirs);
	diff_skip_memset = (size_t)trial.call.size;
	diff_ours.get(&trial.ours);
	diff_linux.get(&trial.linux_);
	class = diff_judge(&trial);
	diff_skip_memset = 0;
	if (room) {
		diff_ours.put(state, false);
		diff_linux.put(state, false);
		return class;
	}
	if (class != DIFF_EQUAL || trial.linux_.mirror != state->mirror ||
	    diff_operations[trial.call.op].kind == DIFF_OWN)
		agree();
	diff_copy_state(state, &trial.ours);
	return class;
}

/* What both give back at the end; physmem never grows in Linux. */
static bool discards_differ(const struct diff_state *state)
{
	if (state->set[DIFF_PHYSMAP].array)
		return false;
	trial.call = (struct diff_call){ .op = OP_discard };
	diff_ours.call(&trial.call, &trial.mine);
	diff_linux.call(&trial.call, &trial.theirs);
	if (diff_same_result(&trial.mine, &trial.theirs))
		return false;
	diff_copy_state(&trial.before, state);
	report_fault(&trial, 0, SEQUENCE);
	return true;
}

static enum diff_class one_sequence(uint64_t seed, uint64_t *left)
{
	static struct diff_state state;
	enum diff_class class = DIFF_EQUAL;

	generate_begin(seed, &state);
	diff_ours.put(&state, false);
	diff_linux.put(&state, false);
	for (int i = 0; i < SEQUENCE && *left; i++) {
		generate_call(&state, &trial.call);
		if (is_left_out(&state, &trial.call))
			continue;
		class = one_trial(&state);
		if (class == DIFF_UNLISTED) {
			report_fault(&trial, seed, i);
			return class;
		}
		report_count(&trial, class);
		--*left;
	}
	return discards_differ(&state) ? DIFF_UNLISTED : class;
}

/* --- all ----------------------------------------------------------------- */

static void *map(uintptr_t at)
{
	int flags =
		MAP_PRIVATE | MAP_ANONYMOUS | (at ? MAP_FIXED_NOREPLACE : 0);
	void *p = mmap((void *)at, ARENA_SIZE, PROT_READ | PROT_WRITE, flags,
		       -1, 0);

	if (p == MAP_FAILED) {
		perror("differential: cannot map the arena");
		exit(2);
	}
	return p;
}

int main(int argc, char **argv)
{
	uint64_t n = argc > 1 ? strtoull(argv[1], NULL, 0) : 1000000;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 0)
				 : (uint64_t)time(NULL) << 20;
	uint64_t left = n;

	/* Linux's pointers are physical addresses. */
	map(ARENA_BASE);
	diff_ours_arena = map(0);
	printf("SEED=%#" PRIx64 " N=%" PRIu64 "\n", seed, n);
	for (uint64_t i = 0; left; i++) {
		report_progress(n - left, n);
		if (one_sequence(seed + i, &left) == DIFF_UNLISTED)
			return 1;
	}
	report_counts();
	return 0;
}
