/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The sets against one cell per page: every relative position of a range
 * and two regions, and random operations. ORACLE_SEED= repeats a run,
 * ORACLE_STEPS= makes it longer.
 */
#include "tests/lib/test.h"

#include <time.h>

#include "tests/lib/oracle.h"

/* --- all positions ------------------------------------------------------- */

/*
 * The range may start and end at nine kinds of places relative to A and B.
 * A place that is not a point has room for a start and an end.
 *
 *	0      1    2    3    4    5    6    7    8
 *	       |---A-----|         |----B----|
 */
#define PLACES 9
static const size_t starts[PLACES] = { 1, 3, 4, 6, 7, 9, 10, 12, 13 };
static const size_t ends[PLACES] = { 2, 3, 5, 6, 8, 9, 11, 12, 14 };

/* The flags of A and B; the range is always added with 0. */
static const unsigned int kinds[][2] = {
	{ 0, 0 }, { 0, 0x11 }, { 0x11, 0 }, { 0x11, 0x11 }, { 0x11, 4 },
};

static void two_regions(struct oracle *o, size_t room,
			const unsigned int kind[2])
{
	oracle_begin(o, room, false, 0x1000);
	oracle_step(o, ORACLE_ADD, 3, 6, kind[0]);
	oracle_step(o, ORACLE_ADD, 9, 12, kind[1]);
}

static void one_position(enum oracle_op op, size_t from, size_t to,
			 unsigned int arg)
{
	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		/* With room for everything, and with as little as possible. */
		for (size_t room = 2; room < 8; room++) {
			struct oracle o;
			const char *differs;

			two_regions(&o, room, kinds[k]);
			differs = oracle_step(&o, op, from, to, arg);
			if (differs)
				fail_msg("kinds %zu, room %zu, [%zu, %zu): %s",
					 k, room, from, to, differs);
			oracle_end(&o);
		}
	}
}

static void all_positions(enum oracle_op op, unsigned int arg)
{
	size_t n = 0;

	for (size_t s = 0; s < PLACES; s++) {
		for (size_t e = s; e < PLACES; e++) {
			if (starts[s] >= ends[e])
				continue;
			one_position(op, starts[s], ends[e], arg);
			n++;
		}
	}
	assert_int_equal(n, 41);
}

TEST(add_is_right_at_all_41_positions)
{
	all_positions(ORACLE_ADD, 0);
	all_positions(ORACLE_ADD, 0x11);
}

TEST(remove_is_right_at_all_41_positions)
{
	all_positions(ORACLE_REMOVE, 0);
}

TEST(mark_is_right_at_all_41_positions)
{
	all_positions(ORACLE_MARK, 1);
	all_positions(ORACLE_CLEAR, 1);
}

TEST(set_node_is_right_at_all_41_positions)
{
	all_positions(ORACLE_SET_NODE, 8);
}

TEST(cap_is_right_at_all_41_positions)
{
	all_positions(ORACLE_CAP, 0);
}

TEST(queries_are_right_at_all_41_positions)
{
	all_positions(ORACLE_ASK, 0);
}

/* Reserved has its own functions, and neither nodes nor NOMAP. */
static void reserved_position(enum oracle_op op, size_t from, size_t to)
{
	for (size_t room = 2; room < 8; room++) {
		struct oracle o;
		const char *differs;

		oracle_begin(&o, room, true, 1);
		oracle_step(&o, ORACLE_RESERVE, 3, 6, 0);
		oracle_step(&o, ORACLE_RESERVE_KERN, 9, 12, 0);
		differs = oracle_step(&o, op, from, to, 1);
		if (differs)
			fail_msg("room %zu, [%zu, %zu): %s", room, from, to,
				 differs);
		oracle_end(&o);
	}
}

TEST(reserved_is_right_at_all_41_positions)
{
	static const enum oracle_op ops[] = { ORACLE_RESERVE,
					      ORACLE_RESERVE_KERN, ORACLE_FREE,
					      ORACLE_MARK_RESERVED };

	for (size_t i = 0; i < sizeof(ops) / sizeof(*ops); i++)
		for (size_t s = 0; s < PLACES; s++)
			for (size_t e = s; e < PLACES; e++)
				if (starts[s] < ends[e])
					reserved_position(ops[i], starts[s],
							  ends[e]);
}

/* --- random operations --------------------------------------------------- */

static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static uint64_t number_from(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);

	return text ? strtoull(text, NULL, 0) : otherwise;
}

/* A run of a thousand steps on sets that begin empty. */
static void one_run(uint64_t seed, size_t steps)
{
	uint64_t random = (seed + 1) * 0x9e3779b97f4a7c15;
	static const phys_addr_t units[] = { 1, 0x800, 0x1000, 0x1000 };
	uint64_t shape = next_random(&random);
	struct oracle o;

	oracle_begin(&o, 3 + shape % 22, shape & 0x100, units[shape >> 9 & 3]);
	for (size_t i = 0; i < steps; i++) {
		uint64_t bits = next_random(&random) >> 8;
		uint8_t bytes[ORACLE_STEP_BYTES];
		const char *differs;

		for (size_t k = 0; k < ORACLE_STEP_BYTES; k++)
			bytes[k] = (uint8_t)(bits >> 8 * k);
		differs = oracle_step_bytes(&o, bytes);

		if (differs)
			fail_msg("ORACLE_SEED=%#llx, step %zu: %s",
				 (unsigned long long)seed, i, differs);
	}
	oracle_end(&o);
}

TEST(random_operations_agree_with_the_pages)
{
	uint64_t seed = number_from("ORACLE_SEED", (uint64_t)time(NULL));
	uint64_t steps = number_from("ORACLE_STEPS", 2000000);

	printf("# ORACLE_SEED=%#llx ORACLE_STEPS=%llu\n",
	       (unsigned long long)seed, (unsigned long long)steps);
	for (uint64_t done = 0; done < steps; done += 1000)
		one_run(seed + done, 1000);
}
