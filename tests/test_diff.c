/* SPDX-License-Identifier: BSD-2-Clause */
/* core/diff/: what changed between two maps. */
#include "tests/lib/test.h"

#include "tests/lib/givendiff.h"
#include "tests/lib/randommap.h"

TEST(equal_maps_have_no_changes)
{
	given_maps("0-a0000:7 100000-200000:9", "0-a0000:7 100000-200000:9");
	expect_changes(DIFF_USE, "");
	expect_changes(DIFF_TYPES, "");
	expect_changes(DIFF_E820, "");
}

TEST(the_order_of_descriptors_is_not_a_change)
{
	given_maps("0-a0000:7 100000-200000:9", "100000-200000:9 0-a0000:7");
	expect_changes(DIFF_TYPES, "");
}

TEST(a_range_of_the_same_size_elsewhere_has_moved)
{
	given_maps("100000-102000:9", "180000-182000:9");
	expect_changes(DIFF_USE, "moved ACPIReclaimMemory 100000-102000 >"
				 " 180000-182000");
}

TEST(it_may_overlap_itself)
{
	given_maps("100000-180000:9", "101000-181000:9");
	expect_changes(DIFF_USE, "moved ACPIReclaimMemory 100000-180000 >"
				 " 101000-181000");
}

TEST(memory_gives_way_to_what_moves_in_it)
{
	given_maps("100000-68865000:7 68865000-68872000:9"
		   " 68872000-80000000:7",
		   "100000-68862000:7 68862000-6886f000:9"
		   " 6886f000-80000000:7");
	expect_changes(DIFF_USE, "shrunk usable memory 100000-68865000 >"
				 " 100000-68862000\n"
				 "moved ACPIReclaimMemory 68865000-68872000 >"
				 " 68862000-6886f000\n"
				 "grown usable memory 68872000-80000000 >"
				 " 6886f000-80000000");
}

TEST(a_hole_that_moves_far_pairs_what_shares_an_edge)
{
	given_maps("100000-200000:7 200000-201000:10 201000-400000:7",
		   "100000-300000:7 300000-301000:10 301000-400000:7");
	expect_changes(DIFF_USE,
		       "grown usable memory 100000-200000 > 100000-300000\n"
		       "moved ACPIMemoryNVS 200000-201000 > 300000-301000\n"
		       "shrunk usable memory 201000-400000 > 301000-400000");
}

TEST(a_hole_splits_and_joins_what_is_around_it)
{
	given_maps("100000-400000:7", "100000-200000:7 300000-400000:7");
	expect_changes(DIFF_USE, "split usable memory 100000-400000 >"
				 " 100000-200000 300000-400000");
	given_maps("100000-200000:7 300000-400000:7", "100000-400000:7");
	expect_changes(DIFF_USE,
		       "joined usable memory 100000-200000 300000-400000 >"
		       " 100000-400000");
}

TEST(ranges_come_and_go)
{
	given_maps("100000-102000:9", "200000-203000:10");
	expect_changes(DIFF_USE, "gone ACPIReclaimMemory 100000-102000 >\n"
				 "new ACPIMemoryNVS > 200000-203000");
}

TEST(the_only_two_that_are_left_are_one_range)
{
	given_maps("100000-102000:9 300000-301000:9",
		   "200000-205000:9 300000-301000:9");
	expect_changes(DIFF_USE,
		       "moved and resized ACPIReclaimMemory 100000-102000 >"
		       " 200000-205000");
}

TEST(ranges_are_matched_by_size_and_not_by_order)
{
	given_maps("100000-101000:9 110000-114000:9",
		   "200000-204000:9 210000-211000:9");
	expect_changes(DIFF_USE, "moved ACPIReclaimMemory 100000-101000 >"
				 " 210000-211000\n"
				 "moved ACPIReclaimMemory 110000-114000 >"
				 " 200000-204000");
}

TEST(one_of_several_that_overlap_is_grown_and_the_rest_new)
{
	given_maps("100000-110000:9 120000-130000:9",
		   "108000-128000:9 12a000-12c000:9 140000-150000:9");
	expect_changes(DIFF_USE,
		       "moved and resized ACPIReclaimMemory 100000-110000 >"
		       " 108000-128000\n"
		       "shrunk ACPIReclaimMemory 120000-130000 >"
		       " 12a000-12c000\n"
		       "new ACPIReclaimMemory > 140000-150000");
}

TEST(boot_services_and_loader_are_memory_for_a_kernel)
{
	given_maps("100000-180000:4 180000-200000:7",
		   "100000-110000:2 110000-200000:7");
	expect_changes(DIFF_USE, "");
	expect_changes(DIFF_E820, "");
	expect_changes(DIFF_TYPES, "new LoaderData > 100000-110000\n"
				   "gone BootServicesData 100000-180000 >\n"
				   "grown ConventionalMemory 180000-200000 >"
				   " 110000-200000");
}

TEST(a_map_without_descriptors_can_be_compared)
{
	given_maps("100000-200000:9", "100000+0:7");
	expect_changes(DIFF_USE, "gone ACPIReclaimMemory 100000-200000 >");
	given_maps("100000+0:7", "100000-200000:9");
	expect_changes(DIFF_USE, "new ACPIReclaimMemory > 100000-200000");
}

TEST(a_map_of_e820_rows_is_compared_by_their_types)
{
	static const struct e820_entry row = { { 0x100000, 0x100000 },
					       E820_RAM };

	for (int side = 0; side < 2; side++) {
		given_maps("100000-200000:7", "100000-200000:7");
		sides[side].capture.e820 = &row;
		sides[side].capture.e820_cnt = 1;
		assert_int_equal(diff_level_of(&sides[0].conversion,
					       &sides[1].conversion),
				 DIFF_E820);
	}
}

TEST(special_purpose_memory_is_its_own)
{
	given_maps("100000-200000:7", "100000-200000:7:WB|SP");
	expect_changes(DIFF_USE,
		       "gone usable memory 100000-200000 >\n"
		       "new soft reserved > 100000-200000\n"
		       "other attributes ConventionalMemory 100000-200000"
		       " 8 > 40008");
}

TEST(other_attributes_of_the_same_type_are_joined)
{
	given_maps("100000-200000:6:WB|RUNTIME",
		   "100000-180000:6:WB|RUNTIME|XP"
		   " 180000-200000:6:WB|RUNTIME|XP");
	expect_changes(DIFF_USE,
		       "other attributes RuntimeServicesData 100000-200000"
		       " 8000000000000008 > 8000000000004008");
}

TEST(oem_types_are_told_apart_by_number)
{
	given_maps("100000-101000:0x70000001 200000-201000:0x70000002",
		   "100000-101000:0x70000002 200000-201000:0x70000002");
	expect_changes(DIFF_USE, "gone OEM 0x70000001 100000-101000 >\n"
				 "new OEM 0x70000002 > 100000-101000");
}

TEST(objects_of_a_loader_are_matched_by_name)
{
	static const struct loader_range before[] = {
		{ 0x200000, 0x4000, OWNER_MODULE, "initrd" },
		{ 0x300000, 0x4000, OWNER_MODULE, "font" },
	};
	static const struct loader_range after[] = {
		{ 0x300000, 0x4000, OWNER_MODULE, "initrd" },
		{ 0x200000, 0x4000, OWNER_MODULE, "font" },
	};

	given_map("100000-400000:7");
	capture.loader_ranges = before;
	capture.loader_range_cnt = 2;
	given_side(0, "");
	given_map("100000-400000:7");
	capture.loader_ranges = after;
	capture.loader_range_cnt = 2;
	given_side(1, "");
	expect_changes(DIFF_USE,
		       "moved module initrd 200000-204000 > 300000-304000\n"
		       "moved module font 300000-304000 > 200000-204000");
}

TEST(totals_count_each_class_on_both_sides)
{
	struct diff_total total;
	size_t at[2] = { 0, 0 };
	const struct diff *found;

	given_maps("100000-200000:7 300000-301000:9 400000-401000:9",
		   "100000-180000:7 500000-501000:10");
	found = diff_now(DIFF_USE);
	assert_true(diff_next_total(found, at, &total));
	assert_int_equal(total.class.kind, DIFF_KIND_USABLE);
	assert_int_equal(total.bytes[0], 0x100000);
	assert_int_equal(total.bytes[1], 0x80000);
	assert_true(diff_next_total(found, at, &total));
	assert_int_equal(total.class.number, EFI_ACPI_RECLAIM_MEMORY);
	assert_int_equal(total.ranges[0], 2);
	assert_int_equal(total.ranges[1], 0);
	assert_true(diff_next_total(found, at, &total));
	assert_int_equal(total.bytes[0], 0);
	assert_int_equal(total.bytes[1], 0x1000);
	assert_false(diff_next_total(found, at, &total));
}

TEST(too_little_space_changes_nothing)
{
	struct diff found = { .cnt = 42 };
	size_t len;
	void *space;

	given_maps("0-a0000:7", "0-a0000:7 100000-200000:9");
	len = diff_space(&sides[0].conversion, &sides[1].conversion);
	space = malloc(len);
	for (size_t less = 0; less < len; less += 16)
		assert_int_equal(diff(&found, &sides[0].conversion,
				      &sides[1].conversion, DIFF_USE, space,
				      less),
				 CORE_ENOSPC);
	assert_int_equal(found.cnt, 42);
	free(space);
}

/* --- random maps ---------------------------------------------------------- */

/* Every entry is equal to one of the other side, or in exactly one change. */
static void check_coverage(const struct diff *found, int side)
{
	const struct diff_side *from = &found->sides[side];
	const struct diff_side *to = &found->sides[!side];

	for (size_t i = 0; i < from->cnt; i++) {
		const struct diff_entry *entry = &from->entries[i];
		size_t times = 0;

		for (size_t k = 0; k < to->cnt; k++)
			times += to->entries[k].class.kind ==
					 entry->class.kind &&
				 to->entries[k].class.number ==
					 entry->class.number &&
				 to->entries[k].range.base ==
					 entry->range.base &&
				 to->entries[k].range.size == entry->range.size;
		for (size_t k = 0; k < found->cnt; k++)
			times += found->changes[k].what != DIFF_ATTRIBUTES &&
				 i >= found->changes[k].first[side] &&
				 i - found->changes[k].first[side] <
					 found->changes[k].cnt[side];
		assert_int_equal(times, 1);
	}
}

TEST(each_range_of_random_maps_is_equal_or_in_one_change)
{
	for (uint64_t seed = 1; seed <= 300; seed++) {
		for (int side = 0; side < 2; side++) {
			draw_from(seed * 2 + (uint64_t)side);
			draw_map();
			given_side(side, "");
		}
		for (int level = 0; level < DIFF_LEVELS; level++) {
			const struct diff *found =
				diff_now((enum diff_level)level);

			check_coverage(found, 0);
			check_coverage(found, 1);
		}
	}
}

static TEST_STEP(free_sides)
{
	taken_free(&sides[0]);
	taken_free(&sides[1]);
	return 0;
}

FIXTURE(NULL, free_sides);

/* The range of another class ends where the last part ends. */
TEST(parts_of_a_range_are_those_of_its_class)
{
	given_maps("1000-4000:9 5000-8000:9 9000-a000:10",
		   "1000-2000:9 3000-6000:9 7000-a000:9");
	expect_changes(DIFF_USE,
		       "shrunk ACPIReclaimMemory 1000-4000 > 1000-2000\n"
		       "moved ACPIReclaimMemory 5000-8000 > 3000-6000\n"
		       "new ACPIReclaimMemory > 7000-a000\n"
		       "gone ACPIMemoryNVS 9000-a000 >");
}
