/* SPDX-License-Identifier: BSD-2-Clause */
/* Page frames and nodes: core/memblock/pfn.c. */
#include "tests/lib/test.h"

#include "core/memblock/pfn.h"
#include "tests/lib/given.h"

static struct memblock_region seen_regions[8];
static struct memblock_type seen;

/* Frames as if they were bytes. */
static const char *frames(int nid)
{
	struct memblock_pfn_range i;

	memblock_type_init(&seen, "seen", seen_regions, 8);
	for_each_mem_pfn_range(&mb, nid, &i)
		seen.regions[seen.cnt++] =
			(struct memblock_region){ i.start, i.end - i.start, 0,
						  i.nid };
	return text_of(&seen);
}

TEST(memory_is_rounded_inwards_to_frames)
{
	given("1001-3fff 4000-6000:4@1 6000-6fff@2 7001-8001");
	assert_string_equal(frames(NUMA_NO_NODE), "2-3 4-6@1");
	assert_string_equal(frames(1), "4-6@1");
	assert_string_equal(frames(2), "");
}

TEST(a_cursor_at_a_frame_has_no_frames_and_no_node)
{
	struct memblock_pfn_range i = { 1, 2, 3 };

	i = memblock_pfn_range_at_(5);
	assert_int_equal(i.start, 5);
	assert_int_equal(i.end, 5);
	assert_int_equal(i.nid, NUMA_NO_NODE);
}

TEST(frames_have_the_kernels_size)
{
	given("1000-28000");
	mb.page_shift = 16;
	assert_string_equal(frames(NUMA_NO_NODE), "1-2");
}

TEST(a_walk_continues_after_its_last_result)
{
	struct memblock_pfn_range i = { .end = 3 };

	given("1000-5000 8000-9000");
	assert_true(memblock_next_mem_pfn_range(&mb, NUMA_NO_NODE, &i));
	assert_int_equal(i.start, 3);
	assert_int_equal(i.end, 5);
}

TEST(a_walk_of_frames_ends_at_the_top)
{
	given("1000-2000 fffffffffffff800-ffffffffffffffff:4");
	assert_string_equal(frames(NUMA_NO_NODE), "1-2");
	given("ffffffffffffe800-ffffffffffffffff");
	assert_string_equal(frames(NUMA_NO_NODE), "");
}

TEST(a_walk_of_frames_reads_no_region_after_the_last)
{
	given_room(1, "1000-3000");
	assert_string_equal(frames(NUMA_NO_NODE), "1-3");
}

TEST(the_last_frame_knows_its_node)
{
	uint64_t start, end;

	given("ffffffffffffe000-ffffffffffffffff@3");
	assert_int_equal(
		memblock_search_pfn_nid(&mb, 0xfffffffffffff, &start, &end), 3);
}

TEST(reserved_is_rounded_outwards)
{
	const struct memblock_region r = { 0x1001, 0x1000, 0, NUMA_NO_NODE };

	given("");
	assert_int_equal(memblock_region_reserved_base_pfn(&mb, &r), 1);
	assert_int_equal(memblock_region_reserved_end_pfn(&mb, &r), 3);
	assert_int_equal(memblock_region_memory_base_pfn(&mb, &r), 2);
	assert_int_equal(memblock_region_memory_end_pfn(&mb, &r), 2);
}

TEST(a_frame_knows_its_node_and_neighbours)
{
	uint64_t start = 77, end = 78;

	given("1000-3000@1 3000-9000@2");
	assert_int_equal(memblock_search_pfn_nid(&mb, 3, &start, &end), 2);
	assert_int_equal(start, 3);
	assert_int_equal(end, 9);
	start = 77;
	assert_int_equal(memblock_search_pfn_nid(&mb, 9, &start, &end),
			 NUMA_NO_NODE);
	/* Shifted, this is the address of frame 3. */
	assert_int_equal(memblock_search_pfn_nid(&mb, ((uint64_t)1 << 52) + 3,
						 &start, &end),
			 NUMA_NO_NODE);
	assert_int_equal(start, 77);
}

TEST(coverage_counts_whole_frames_without_a_node)
{
	given("1000-3000@1 3000-4000 5000-6800");
	assert_true(memblock_validate_numa_coverage(&mb, 0x2000));
	assert_false(memblock_validate_numa_coverage(&mb, 0x1fff));
	given("");
	assert_true(memblock_validate_numa_coverage(&mb, 0));
	assert_int_equal(memblock_reserved_kern_size(&mb, PHYS_ADDR_MAX, -1),
			 0);
}

TEST(reserved_sizes_are_by_flag_limit_and_node)
{
	given("");
	given_reserved("1000-3000:20@1 3000-4000 5000-6000:a0@2");
	assert_int_equal(memblock_reserved_kern_size(&mb, PHYS_ADDR_MAX, -1),
			 0x3000);
	assert_int_equal(memblock_reserved_kern_size(&mb, 0x2000, -1), 0x1000);
	assert_int_equal(memblock_reserved_kern_size(&mb, 0x5800, 2), 0x800);
	assert_int_equal(memblock_reserved_hugetlb_size(&mb, PHYS_ADDR_MAX, -1),
			 0x1000);
}

TEST(free_pages_are_estimated_without_the_kernels_own)
{
	given("1000-9000");
	given_reserved("2000-4000:20 5000-6000 20000-30000");
	assert_int_equal(memblock_estimated_nr_free_pages(&mb), 6);
	given_reserved("20000-30000:20");
	assert_int_equal(memblock_estimated_nr_free_pages(&mb), 0);
}
