/* SPDX-License-Identifier: BSD-2-Clause */
/* Removing from one set, and changing flags and nodes:
 * core/memblock/{remove,change}.c. */
#include "tests/lib/test.h"

#include "tests/lib/given.h"

static int cut(phys_addr_t base, phys_addr_t end)
{
	return memblock_remove_range(&mb.memory, base, end - base);
}

static int mark(phys_addr_t base, phys_addr_t end, uint32_t flag)
{
	return memblock_setclr_flag(&mb.memory, base, end - base, true, flag);
}

static int unmark(phys_addr_t base, phys_addr_t end, uint32_t flag)
{
	return memblock_setclr_flag(&mb.memory, base, end - base, false, flag);
}

static int node(phys_addr_t base, phys_addr_t end, int nid)
{
	return memblock_set_node(&mb.memory, base, end - base, nid);
}

TEST(remove_splits_shortens_and_drops)
{
	given("1000-5000");
	assert_int_equal(cut(0x2000, 0x3000), CORE_OK);
	expect("1000-2000 3000-5000");
	assert_int_equal(cut(0x1800, 0x3800), CORE_OK);
	expect("1000-1800 3800-5000");
	assert_int_equal(cut(0, 0x1800), CORE_OK);
	expect("3800-5000");
	assert_int_equal(cut(0, PHYS_ADDR_MAX), CORE_OK);
	expect("");
}

TEST(remove_of_a_hole_is_not_an_error)
{
	given("");
	assert_int_equal(cut(0, 0x1000), CORE_OK);
	given("1000-2000 3000-4000");
	assert_int_equal(cut(0x2000, 0x3000), CORE_OK);
	assert_int_equal(cut(0, 0x1000), CORE_OK);
	assert_int_equal(cut(0x4000, 0x5000), CORE_OK);
	expect("1000-2000 3000-4000");
}

TEST(remove_many_keeps_both_ends)
{
	given("1000-2000 3000-4000:4 5000-6000 7000-8000 9000-a000");
	assert_int_equal(cut(0x1800, 0x7800), CORE_OK);
	expect("1000-1800 7800-8000 9000-a000");
}

TEST(remove_needs_room_only_to_split)
{
	given_room(2, "1000-2000 3000-5000");
	assert_int_equal(cut(0x3400, 0x3800), CORE_ENOSPC);
	expect("1000-2000 3000-5000");
	assert_int_equal(cut(0x1000, 0x1800), CORE_OK);
	assert_int_equal(cut(0x3400, 0x5000), CORE_OK);
	expect("1800-2000 3000-3400");
}

TEST(mark_splits_at_both_ends)
{
	given("1000-5000@3");
	assert_int_equal(mark(0x2000, 0x3000, 4), CORE_OK);
	expect("1000-2000@3 2000-3000:4@3 3000-5000@3");
}

TEST(mark_and_clear_leave_the_set_as_it_was)
{
	given("1000-5000 6000-7000:1");
	assert_int_equal(mark(0x2000, 0x6800, 4), CORE_OK);
	expect("1000-2000 2000-5000:4 6000-6800:5 6800-7000:1");
	assert_int_equal(unmark(0, 0x8000, 4), CORE_OK);
	expect("1000-5000 6000-7000:1");
}

TEST(mark_merges_with_both_neighbours)
{
	given("1000-2000:4 2000-3000 3000-4000:4");
	assert_int_equal(mark(0x2000, 0x3000, 4), CORE_OK);
	expect("1000-4000:4");
}

TEST(mark_does_not_fill_holes)
{
	given("1000-2000 3000-4000");
	assert_int_equal(mark(0, 0x5000, 4), CORE_OK);
	expect("1000-2000:4 3000-4000:4");
	assert_int_equal(mark(0x2000, 0x3000, 1), CORE_OK);
	expect("1000-2000:4 3000-4000:4");
}

TEST(mark_needs_no_room_when_nothing_splits)
{
	given_room(2, "1000-3000 3000-4000:4");
	assert_int_equal(mark(0x1800, 0x2000, 1), CORE_ENOSPC);
	assert_int_equal(mark(0x1000, 0x2000, 1), CORE_ENOSPC);
	expect("1000-3000 3000-4000:4");
	assert_int_equal(mark(0x2000, 0x3000, 4), CORE_OK);
	expect("1000-2000 2000-4000:4");
	assert_int_equal(mark(0x2800, 0x3000, 4), CORE_OK);
	expect("1000-2000 2000-4000:4");
}

TEST(a_full_set_can_be_marked_and_merged_at_once)
{
	given_room(4, "0-1000:4 1000-2000 2000-3000:4 3000-5000");
	assert_int_equal(mark(0x1000, 0x4000, 4), CORE_OK);
	expect("0-4000:4 4000-5000");
}

TEST(marking_several_regions_may_fill_the_set)
{
	given_room(4, "1000-2000 3000-4000");
	assert_int_equal(memblock_mark_nomap(&mb, 0x1800, 0x2000), CORE_OK);
	expect("1000-1800 1800-2000:4 3000-3800:4 3800-4000");
}

TEST(set_node_splits_and_merges)
{
	given("1000-4000 4000-5000:4@1");
	assert_int_equal(node(0x2000, 0x5000, 1), CORE_OK);
	expect("1000-2000 2000-4000@1 4000-5000:4@1");
	assert_int_equal(node(0, 0x5000, NUMA_NO_NODE), CORE_OK);
	expect("1000-4000 4000-5000:4");
}

static int add_of(phys_addr_t base, phys_addr_t size)
{
	return memblock_add_range(&mb.memory, base, size, NUMA_NO_NODE, 0);
}

static int remove_of(phys_addr_t base, phys_addr_t size)
{
	return memblock_remove_range(&mb.memory, base, size);
}

static int mark_of(phys_addr_t base, phys_addr_t size)
{
	return memblock_setclr_flag(&mb.memory, base, size, true, 1);
}

static int node_of(phys_addr_t base, phys_addr_t size)
{
	return memblock_set_node(&mb.memory, base, size, 1);
}

TEST(no_size_and_no_end_are_refused)
{
	static int (*const ops[])(phys_addr_t,
				  phys_addr_t) = { add_of, remove_of, mark_of,
						   node_of };

	given("1000-2000");
	for (size_t i = 0; i < sizeof(ops) / sizeof(*ops); i++) {
		assert_int_equal(ops[i](0x1800, 0), CORE_EINVAL);
		assert_int_equal(ops[i](0x1800, PHYS_ADDR_MAX - 0x17ff),
				 CORE_EWRAP);
		assert_int_equal(ops[i](PHYS_ADDR_MAX, 1), CORE_EWRAP);
	}
	expect("1000-2000");
}

TEST(n_operations_need_no_more_than_the_bound)
{
	given_room(MEMBLOCK_REGIONS_FOR(4), "");
	assert_int_equal(add_of(0, 0x10000), CORE_OK);
	for (phys_addr_t at = 0x1000; at < 0x7000; at += 0x2000)
		assert_int_equal(mark(at, at + 0x1000, 4), CORE_OK);
	assert_int_equal(mb.memory.cnt, 7);
}

TEST(one_region_that_stays_one_needs_no_more_room)
{
	given_room(1, "1000-9000");
	assert_int_equal(memblock_remove(&mb, 0x1000, 0x1000), CORE_OK);
	assert_int_equal(memblock_mark_hotplug(&mb, 0x1000, 0x8000), CORE_OK);
	expect("2000-9000:1");
	assert_int_equal(memblock_add(&mb, 0, 0x1000), CORE_ENOSPC);
	assert_int_equal(memblock_remove(&mb, 0x3000, 0x1000), CORE_ENOSPC);
	assert_false(memblock_is_memory(&mb, 0x1000));
}

TEST(a_full_array_of_many_regions_is_searched_to_its_end)
{
	given_room(36, "");
	for (phys_addr_t i = 0; i < 36; i++)
		memblock_add(&mb, i * 0x2000, 0x1000);
	assert_int_equal(memblock_remove(&mb, 0x4000, 0x24000), CORE_OK);
	assert_int_equal(mb.memory.cnt, 18);
	assert_int_equal(memblock_phys_mem_size(&mb), 18 * 0x1000);
	assert_int_equal(memblock_validate(&mb), CORE_OK);
}
