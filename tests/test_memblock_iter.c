/* SPDX-License-Identifier: BSD-2-Clause */
/* Walking one set minus another: core/memblock/iter.c. */
#include "tests/lib/test.h"

#include "tests/lib/given.h"

/* The results of a walk as text, in their order. */
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

TEST(free_memory_is_memory_without_reserved)
{
	given("1000-5000 6000-7000:4@2 8000-9000");
	given_reserved("0-1800 2000-2800:20 2800-3000 4800-6800 a000-b000");
	assert_string_equal(free_up(NULL), "1800-2000 3000-4800 "
					   "6800-7000:4@2 8000-9000");
	assert_string_equal(free_down(NULL), "8000-9000 6800-7000:4@2 "
					     "3000-4800 1800-2000");
}

TEST(nothing_minus_anything_is_nothing)
{
	given("");
	assert_string_equal(free_up(NULL), "");
	assert_string_equal(free_down(NULL), "");
	given_reserved("0-1000");
	assert_string_equal(free_up(NULL), "");
	assert_string_equal(free_down(NULL), "");
}

TEST(anything_minus_nothing_is_itself)
{
	given("0-1000 1000-2000:4 fffffffffffff000-ffffffffffffffff");
	assert_string_equal(free_up(NULL), text_of(&mb.memory));
	assert_string_equal(free_down(NULL),
			    "fffffffffffff000-ffffffffffffffff 1000-2000:4 "
			    "0-1000");
}

TEST(completely_covered_regions_are_skipped)
{
	given("1000-2000 3000-4000");
	given_reserved("0-2800 3000-4000:20");
	assert_string_equal(free_up(NULL), "");
	assert_string_equal(free_down(NULL), "");
	given_reserved("0-ffffffffffffffff");
	assert_string_equal(free_up(NULL), "");
	assert_string_equal(free_down(NULL), "");
}

TEST(reserved_regions_that_touch_leave_no_empty_range)
{
	given("1000-9000");
	given_reserved("2000-3000 3000-4000:20");
	assert_string_equal(free_up(NULL), "1000-2000 4000-9000");
	assert_string_equal(free_down(NULL), "4000-9000 1000-2000");
}

TEST(reserved_regions_outside_of_memory_are_skipped)
{
	given("1000-9000 20000-21000");
	given_reserved("2000-3000 a000-b000 c000-d000");
	assert_string_equal(free_up(NULL), "1000-2000 3000-9000 20000-21000");
	assert_string_equal(free_down(NULL), "20000-21000 3000-9000 1000-2000");
}

TEST(full_arrays_are_walked_to_their_ends)
{
	given_room(2, "1000-9000 20000-28000");
	given_reserved("2000-3000 22000-23000");
	assert_string_equal(free_up(NULL), "1000-2000 3000-9000 "
					   "20000-22000 23000-28000");
	assert_string_equal(free_down(NULL), "23000-28000 20000-22000 "
					     "3000-9000 1000-2000");
}

TEST(a_filter_asks_for_node_and_flags)
{
	const struct memblock_filter on_node = { .nid = 1 };
	const struct memblock_filter mirror = { .nid = NUMA_NO_NODE,
						.need_flags = MEMBLOCK_MIRROR };
	const struct memblock_filter not_hotplug = { .nid = NUMA_NO_NODE,
						     .skip_flags =
							     MEMBLOCK_HOTPLUG };

	given("0-1000:1@1 1000-2000:2 2000-3000@1 3000-4000:6@2");
	assert_string_equal(free_up(&on_node), "0-1000:1@1 2000-3000@1");
	assert_string_equal(free_down(&on_node), "2000-3000@1 0-1000:1@1");
	assert_string_equal(free_up(&mirror), "1000-2000:2 3000-4000:6@2");
	assert_string_equal(free_up(&not_hotplug),
			    "1000-2000:2 2000-3000@1 3000-4000:6@2");
	assert_string_equal(free_down(&memblock_mapped),
			    "2000-3000@1 1000-2000:2 0-1000:1@1");
}

TEST(mapped_memory_is_all_but_nomap)
{
	struct memblock_range i;

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

TEST(regions_are_walked_as_they_are)
{
	const struct memblock_region *r;
	struct memblock_range i;
	size_t n = 0;

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

TEST(physmap_minus_memory_is_what_is_excluded)
{
	struct memblock_range i;

	given("1000-2000");
	given_physmap("0-3000 8000-9000");
	start();
	for_each_physmem_range(&mb, &mb.memory, &i)
		see(&i);
	assert_string_equal(text_of(&seen), "0-1000 2000-3000 8000-9000");
}

TEST(the_sets_may_change_inside_the_loop)
{
	struct memblock_range i;

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

TEST(the_end_of_a_walk_does_not_change_the_range)
{
	struct memblock_range i = { 0x1000, 0x2000, 7, 8, 3, 3 };

	given("0-2000");
	assert_false(memblock_next_range(&mb.memory, NULL, NULL, &i));
	assert_int_equal(i.base, 0x1000);
	assert_int_equal(i.end, 0x2000);
	given("1000-2000");
	assert_false(memblock_prev_range(&mb.memory, NULL, NULL, &i));
	assert_int_equal(i.flags, 7);
	assert_int_equal(i.nid, 8);
}

TEST(a_walk_may_start_inside_a_region)
{
	struct memblock_range i = { .end = 0x1800 };

	given("1000-2000:4 3000-4000");
	assert_true(memblock_next_range(&mb.memory, NULL, NULL, &i));
	assert_int_equal(i.base, 0x1800);
	assert_int_equal(i.end, 0x2000);
	i.base = 0x3400;
	assert_true(memblock_prev_range(&mb.memory, NULL, NULL, &i));
	assert_int_equal(i.base, 0x3000);
	assert_int_equal(i.end, 0x3400);
}
