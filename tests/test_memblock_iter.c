/* SPDX-License-Identifier: BSD-2-Clause */
/* Walking one set minus another: core/memblock/iter.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/lib/given.h"

/* What a walk gave, as text, in the order in which it gave it. */
static struct memblock_region seen_regions[32];
static struct memblock_type seen;

static void start(void)
{
	memblock_type_init(&seen, "seen", seen_regions, 32);
}

static void see(const struct memblock_range *i)
{
	assert_true(seen.cnt < seen.max);
	seen.regions[seen.cnt++] =
		(struct memblock_region){ i->base, i->end - i->base, i->flags,
					  i->nid };
}

static const char *free_up(const struct memblock_filter *filter)
{
	struct memblock_range i;

	start();
	for_each_free_mem_range(&mb, filter, &i)
		see(&i);
	return text_of(&seen);
}

static const char *free_down(const struct memblock_filter *filter)
{
	struct memblock_range i;

	start();
	for_each_free_mem_range_reverse(&mb, filter, &i)
		see(&i);
	return text_of(&seen);
}

static void free_memory_is_memory_without_reserved(void **state)
{
	(void)state;
	given("1000-5000 6000-7000:4@2 8000-9000");
	given_reserved("0-1800 2000-2800:20 2800-3000 4800-6800 a000-b000");
	assert_string_equal(free_up(NULL), "1800-2000 3000-4800 "
					   "6800-7000:4@2 8000-9000");
	assert_string_equal(free_down(NULL), "8000-9000 6800-7000:4@2 "
					     "3000-4800 1800-2000");
}

static void nothing_minus_anything_is_nothing(void **state)
{
	(void)state;
	given("");
	assert_string_equal(free_up(NULL), "");
	assert_string_equal(free_down(NULL), "");
	given_reserved("0-1000");
	assert_string_equal(free_up(NULL), "");
	assert_string_equal(free_down(NULL), "");
}

static void anything_minus_nothing_is_itself(void **state)
{
	(void)state;
	given("0-1000 1000-2000:4 fffffffffffff000-ffffffffffffffff");
	assert_string_equal(free_up(NULL), text_of(&mb.memory));
	assert_string_equal(free_down(NULL),
			    "fffffffffffff000-ffffffffffffffff 1000-2000:4 "
			    "0-1000");
}

static void what_is_wholly_covered_is_not_given(void **state)
{
	(void)state;
	given("1000-2000 3000-4000");
	given_reserved("0-2800 3000-4000:20");
	assert_string_equal(free_up(NULL), "");
	assert_string_equal(free_down(NULL), "");
	given_reserved("0-ffffffffffffffff");
	assert_string_equal(free_up(NULL), "");
	assert_string_equal(free_down(NULL), "");
}

static void a_filter_asks_for_node_and_flags(void **state)
{
	const struct memblock_filter on_node = { .nid = 1 };
	const struct memblock_filter mirror = { .nid = NUMA_NO_NODE,
						.need_flags = MEMBLOCK_MIRROR };
	const struct memblock_filter not_hotplug = { .nid = NUMA_NO_NODE,
						     .skip_flags =
							     MEMBLOCK_HOTPLUG };

	(void)state;
	given("0-1000:1@1 1000-2000:2 2000-3000@1 3000-4000:6@2");
	assert_string_equal(free_up(&on_node), "0-1000:1@1 2000-3000@1");
	assert_string_equal(free_down(&on_node), "2000-3000@1 0-1000:1@1");
	assert_string_equal(free_up(&mirror), "1000-2000:2 3000-4000:6@2");
	assert_string_equal(free_up(&not_hotplug),
			    "1000-2000:2 2000-3000@1 3000-4000:6@2");
	assert_string_equal(free_down(&memblock_mapped),
			    "2000-3000@1 1000-2000:2 0-1000:1@1");
}

static void mapped_memory_is_all_but_nomap(void **state)
{
	struct memblock_range i;

	(void)state;
	given("0-1000 1000-2000:4 3000-4000:1");
	start();
	for_each_mem_range(&mb, &i)
		see(&i);
	assert_string_equal(text_of(&seen), "0-1000 3000-4000:1");
	start();
	for_each_mem_range_rev(&mb, &i)
		see(&i);
	assert_string_equal(text_of(&seen), "3000-4000:1 0-1000");
}

static void regions_are_walked_as_they_are(void **state)
{
	const struct memblock_region *r;
	struct memblock_range i;
	size_t n = 0;

	(void)state;
	given("0-1000 1000-2000:4");
	given_reserved("100-200 200-300:20");
	for_each_mem_region(&mb, r)
		assert_ptr_equal(r, &mb.memory.regions[n++]);
	assert_int_equal(n, 2);
	n = 0;
	for_each_reserved_mem_region(&mb, r)
		assert_ptr_equal(r, &mb.reserved.regions[n++]);
	assert_int_equal(n, 2);
	start();
	for_each_reserved_mem_range(&mb, &i)
		see(&i);
	assert_string_equal(text_of(&seen), "100-200 200-300:20");
}

static void physmap_minus_memory_is_what_is_kept_back(void **state)
{
	struct memblock_range i;

	(void)state;
	given("1000-2000");
	given_physmap("0-3000 8000-9000");
	start();
	for_each_physmem_range(&mb, &mb.memory, &i)
		see(&i);
	assert_string_equal(text_of(&seen), "0-1000 2000-3000 8000-9000");
}

static void the_sets_may_change_inside_the_loop(void **state)
{
	struct memblock_range i;

	(void)state;
	given("0-1000 2000-3000 4000-5000");
	start();
	for_each_free_mem_range(&mb, NULL, &i) {
		see(&i);
		memblock_reserve(&mb, i.base, i.end - i.base);
		memblock_remove(&mb, 0x2000, 0x800);
	}
	assert_string_equal(text_of(&seen), "0-1000 2800-3000 4000-5000");
	expect_reserved("0-1000 2800-3000 4000-5000");

	given("0-1000 2000-3000 4000-5000");
	start();
	for_each_free_mem_range_reverse(&mb, NULL, &i) {
		see(&i);
		memblock_reserve(&mb, i.base, i.end - i.base);
		memblock_remove(&mb, 0x2800, 0x800);
	}
	assert_string_equal(text_of(&seen), "4000-5000 2000-2800 0-1000");
}

static void the_end_of_a_walk_leaves_the_range_alone(void **state)
{
	struct memblock_range i = { 0x1000, 0x2000, 7, 8, 3, 3 };

	(void)state;
	given("0-2000");
	assert_false(memblock_next_range(&mb.memory, NULL, NULL, &i));
	assert_int_equal(i.base, 0x1000);
	assert_int_equal(i.end, 0x2000);
	given("1000-2000");
	assert_false(memblock_prev_range(&mb.memory, NULL, NULL, &i));
	assert_int_equal(i.flags, 7);
	assert_int_equal(i.nid, 8);
}

static void a_walk_may_start_inside_a_region(void **state)
{
	struct memblock_range i = { .end = 0x1800 };

	(void)state;
	given("1000-2000:4 3000-4000");
	assert_true(memblock_next_range(&mb.memory, NULL, NULL, &i));
	assert_int_equal(i.base, 0x1800);
	assert_int_equal(i.end, 0x2000);
	i.base = 0x3400;
	assert_true(memblock_prev_range(&mb.memory, NULL, NULL, &i));
	assert_int_equal(i.base, 0x3000);
	assert_int_equal(i.end, 0x3400);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(free_memory_is_memory_without_reserved),
		cmocka_unit_test(nothing_minus_anything_is_nothing),
		cmocka_unit_test(anything_minus_nothing_is_itself),
		cmocka_unit_test(what_is_wholly_covered_is_not_given),
		cmocka_unit_test(a_filter_asks_for_node_and_flags),
		cmocka_unit_test(mapped_memory_is_all_but_nomap),
		cmocka_unit_test(regions_are_walked_as_they_are),
		cmocka_unit_test(physmap_minus_memory_is_what_is_kept_back),
		cmocka_unit_test(the_sets_may_change_inside_the_loop),
		cmocka_unit_test(the_end_of_a_walk_leaves_the_range_alone),
		cmocka_unit_test(a_walk_may_start_inside_a_region),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
