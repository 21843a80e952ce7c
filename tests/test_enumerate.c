/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The exhaustive enumeration of make prove, on smaller grids.
 */
#include "tests/lib/test.h"
#include "tests/prove/enumerate.h"

static void one_part(const char *name)
{
	struct enumerate_progress progress = { 0 };

	for (size_t i = 0; i < enumerate_n_parts; i++) {
		const struct enumerate_part *part = &enumerate_parts[i];
		struct enumerate_task t = {
			.n = part->quick_cells,
			.step = 1,
			.progress = &progress,
		};

		if (strcmp(part->name, name) != 0)
			continue;
		if (!part->run(&t))
			fail_msg("%s", t.differs);
		printf("# %s: %llu operations\n", name,
		       (unsigned long long)progress.operations);
	}
	assert_true(progress.operations > 10000);
	assert_true(progress.sets == progress.all_sets);
}

TEST(every_change_of_every_small_set_is_right)
{
	one_part("sets");
	one_part("maps");
	one_part("bulk");
	one_part("limits");
}

TEST(every_array_that_grows_goes_to_the_right_place)
{
	one_part("growing");
}

TEST(every_query_and_every_walk_of_every_small_set_is_right)
{
	one_part("queries");
	one_part("frames");
	one_part("walks");
	one_part("whole");
}

TEST(every_search_and_every_allocation_finds_the_right_place)
{
	one_part("searches");
	one_part("allocations");
}

TEST(every_part_is_one_of_those_above)
{
	assert_int_equal(enumerate_n_parts, 11);
}
