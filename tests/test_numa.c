/* SPDX-License-Identifier: BSD-2-Clause */
/* core/numa/numa.c: the effect of a SRAT on finished sets. */
#include "tests/lib/test.h"

#include "tests/lib/givennuma.h"

#define X86_THRESHOLD 0x100000

/* Sets with exactly the room that numa_apply() requires. */
static void given_sets(const char *memory, const char *reserved)
{
	given_room(64, memory);
	given_reserved(reserved);
	mb.memory.max = mb.memory.cnt + numa_regions_more(&tables);
	mb.reserved.max = mb.reserved.cnt + numa_regions_more(&tables);
	assert_true(mb.memory.max <= 64 && mb.reserved.max <= 64);
}

static void apply_to(const char *srat, const char *memory, const char *reserved)
{
	forget_numa(NULL);
	tables.srat = srat_from_text(3, srat);
	given_sets(memory, reserved);
	assert_int_equal(apply_numa(0), CORE_OK);
}

static void expect_good(const char *srat, const char *memory,
			const char *wanted)
{
	apply_to(srat, memory, "");
	assert_string_equal(numa_outcome_name(numa.outcome), "good");
	expect(wanted);
}

static void expect_rejected(const char *srat, const char *verdict)
{
	apply_to(srat, "1000-3000 4000-5000", "800-1800 4000-6000");
	assert_string_equal(numa_outcome_name(numa.outcome), verdict);
	assert_true(numa_rejected(&numa));
	assert_int_equal(numa.node_cnt, 1);
	assert_int_equal(numa.nodes[0].memory, 0x3000);
	expect("1000-3000@0 4000-5000@0");
	expect_reserved("800-1800@0 4000-5000@0 5000-6000");
}

FIXTURE(NULL, forget_numa);

TEST(memory_gets_the_node_of_its_block)
{
	expect_good("mem:0:0-2000 mem:1:2000-4000", "0-4000",
		    "0-2000@0 2000-4000@1");
	expect_good("mem:0:0-2000 mem:1:2000-4000", "1000-2000 3000-4000",
		    "1000-2000@0 3000-4000@1");
	expect_good("mem:0:0-1000 mem:1:1000-2000 mem:0:2000-3000", "0-3000",
		    "0-1000@0 1000-2000@1 2000-3000@0");
	expect_good("mem:0:0-10000", "0-1000 2000-3000:4 3000-4000",
		    "0-1000@0 2000-3000:4@0 3000-4000@0");
}

TEST(nodes_are_numbered_as_domains_appear)
{
	expect_good("mem:7:2000-4000 mem:3:0-2000", "0-4000",
		    "0-2000@1 2000-4000@0");
	assert_int_equal(numa.node_cnt, 2);
	assert_int_equal(numa.nodes[0].domain, 7);
	assert_int_equal(numa.nodes[1].domain, 3);
}

/* As Linux does: QEMU with -numa node,cpus=1 -numa node,cpus=0 showed it. */
TEST(processors_are_numbered_before_memory)
{
	expect_good("mem:0:0-2000 mem:1:2000-4000 cpu:1 cpu:0", "0-4000",
		    "0-2000@1 2000-4000@0");
	expect_good("mem:0:0-2000 !cpu:1 mem:1:2000-4000", "0-4000",
		    "0-2000@0 2000-4000@1");
	expect_good("mem:0:0-2000 initiator:5 gicc:1", "0-2000", "0-2000@2");
	assert_int_equal(numa.node_cnt, 3);
	assert_int_equal(numa.nodes[0].domain, 5);
	assert_int_equal(numa.nodes[0].memory, 0);
	assert_int_equal(numa.nodes[2].memory, 0x2000);
}

TEST(blocks_of_one_node_are_joined_over_holes)
{
	expect_good("mem:0:0-a0000 mem:0:100000-200000 mem:1:200000-300000",
		    "0-300000", "0-200000@0 200000-300000@1");
	expect_good("mem:0:0-1000 mem:0:2000-3000", "0-3000", "0-3000@0");
	expect_good("mem:0:0-2000 mem:0:1000-3000 mem:0:1800-2000", "0-3000",
		    "0-3000@0");
	expect_good("mem:0:2000-3000 mem:0:0-1000", "0-3000", "0-3000@0");
}

TEST(a_hole_with_another_node_in_it_stays)
{
	apply_to("mem:0:0-1000 mem:0:3000-4000 mem:1:1800-2000", "0-4000", "");
	assert_string_equal(numa_outcome_name(numa.outcome), "coverage");
	expect_good("mem:0:0-1000 mem:0:3000-4000 mem:1:1000-3000",
		    "0-1000 2000-4000", "0-1000@0 2000-3000@1 3000-4000@0");
}

TEST(blocks_without_memory_are_dropped)
{
	/* They are dropped, so they neither overlap nor separate blocks. */
	expect_good("mem:0:0-1000 mem:1:1000-2000 mem:0:2000-3000 "
		    "mem:2:1000-1800",
		    "0-1000 2000-3000", "0-1000@0 2000-3000@0");
	assert_int_equal(numa.node_cnt, 3);
	expect_good("mem:0:0-1000 mem:1:100000-200000:3", "0-1000", "0-1000@0");
	assert_int_equal(numa.nodes[1].memory, 0);
}

TEST(blocks_are_clipped_to_memory)
{
	expect_good("mem:0:0-3000 mem:1:3000-8000", "2000-4000",
		    "2000-3000@0 3000-4000@1");
	/* Above memory two nodes may have the same. */
	expect_good("mem:0:0-3000 mem:1:3000-8000 mem:2:7000-9000", "2000-4000",
		    "2000-3000@0 3000-4000@1");
	apply_to("mem:0:0-10000", "2000-4000", "0-1000 2000-6000");
	expect_reserved("0-1000 2000-4000@0 4000-6000");
}

TEST(empty_and_wrapping_entries_are_skipped)
{
	expect_good("mem:0:1000-1000 mem:1:0-2000", "0-2000", "0-2000@1");
	assert_int_equal(numa.wrapping, 0);
	expect_good("mem:0:fffffffffffff000-1000 mem:1:0-2000", "0-2000",
		    "0-2000@1");
	assert_int_equal(numa.wrapping, 1);
	expect_good("mem:0:fffffffffffff000-0 mem:1:0-2000", "0-2000",
		    "0-2000@1");
	assert_int_equal(numa.wrapping, 1);
}

TEST(an_entry_may_end_at_the_top)
{
	expect_good("mem:0:0-ffffffffffffffff", "0-2000", "0-2000@0");
	assert_int_equal(numa.wrapping, 0);
	expect_good("mem:0:0-1000 mem:1:1000-ffffffffffffffff", "0-2000",
		    "0-1000@0 1000-2000@1");
	assert_int_equal(numa.wrapping, 0);
}

TEST(reserved_ranges_are_split_at_nodes)
{
	apply_to("mem:0:0-2000 mem:1:2000-4000", "0-4000",
		 "800-1000 1800-2800:20 3000-3800");
	expect_reserved("800-1000@0 1800-2000:20@0 2000-2800:20@1 "
			"3000-3800@1");
}

TEST(hot_pluggable_memory_is_marked)
{
	expect_good("mem:0:0-2000 mem:1:2000-4000:3", "0-4000",
		    "0-2000@0 2000-4000:1@1");
	expect_good("mem:0:0-2000:3 mem:1:2000-4000:3", "0-1000 1800-4000",
		    "0-1000:1@0 1800-2000:1@0 2000-4000:1@1");
	/* A part of a node, and overlapping parts. */
	expect_good("mem:0:0-1000 mem:0:1000-2000:3 mem:0:2000-3000 "
		    "mem:0:1800-2800:3",
		    "0-3000", "0-1000@0 1000-2800:1@0 2800-3000@0");
	/* Also on NOMAP memory. */
	expect_good("mem:0:0-2000:3", "0-1000 1000-2000:4",
		    "0-1000:1@0 1000-2000:5@0");
}

TEST(a_node_with_a_reservation_is_not_hot_pluggable)
{
	apply_to("mem:0:0-2000:3 mem:1:2000-4000:3", "0-4000", "3fff-4000");
	expect("0-2000:1@0 2000-4000@1");
	assert_false(numa.nodes[0].reserved);
	assert_true(numa.nodes[1].reserved);
	/* One range over both. */
	apply_to("mem:0:0-2000:3 mem:1:2000-4000:3", "0-4000", "1fff-2001");
	expect("0-2000@0 2000-4000@1");
	/* Outside of all blocks. */
	apply_to("mem:0:0-2000:3", "0-2000", "4000-5000");
	expect("0-2000:1@0");
	/* In the hole that the node's blocks were joined over. */
	apply_to("mem:0:0-1000 mem:0:2000-3000:3", "0-1000 2000-3000",
		 "1000-1800");
	expect("0-1000@0 2000-3000@0");
}

TEST(two_nodes_that_overlap_are_rejected)
{
	expect_rejected("mem:0:0-2001 mem:1:2000-10000", "overlap");
	expect_rejected("mem:1:2000-10000 mem:0:0-2001", "overlap");
	expect_rejected("mem:0:0-10000 mem:1:1000-1001", "overlap");
	expect_rejected("mem:0:0-10000 mem:0:1000-1001 mem:1:4000-5000",
			"overlap");
	expect_rejected("mem:0:0-10000:3 mem:1:0-10000:3", "overlap");
	assert_string_equal(numa_text(&numa),
			    "gives the same memory to two nodes");
}

TEST(memory_without_a_node_is_rejected)
{
	expect_rejected("mem:0:0-3000 mem:1:10000-20000", "coverage");
	expect_rejected("mem:1:10000-20000", "coverage");
	expect_rejected("mem:0:0-0", "coverage");
	assert_string_equal(numa_text(&numa), "leaves memory without a node");
}

TEST(up_to_the_threshold_memory_may_lack_a_node)
{
	tables.srat = srat_from_text(3, "mem:0:0-1000000");
	given_sets("0-1100000", "");
	assert_int_equal(apply_numa(X86_THRESHOLD), CORE_OK);
	assert_int_equal(numa.outcome, NUMA_GOOD);
	expect("0-1000000@0 1000000-1100000");

	forget_numa(NULL);
	tables.srat = srat_from_text(3, "mem:0:0-1000000");
	given_sets("0-1101000", "");
	assert_int_equal(apply_numa(X86_THRESHOLD), CORE_OK);
	assert_int_equal(numa.outcome, NUMA_COVERAGE);
	expect("0-1101000@0");
	/* Less than a page is dropped. */
	expect_good("mem:0:0-1800", "0-1800 2800-3800", "0-1800@0 2800-3800");
}

TEST(only_whole_pages_need_a_node)
{
	/* A block ends, or begins, inside a page. */
	expect_good("mem:0:0-1800 mem:1:2000-4000", "0-4000",
		    "0-1800@0 1800-2000 2000-4000@1");
	expect_good("mem:0:0-2000 mem:1:2800-4000", "0-4000",
		    "0-2000@0 2000-2800 2800-4000@1");
	/* No whole page between the two, though two pages lack a part. */
	expect_good("mem:0:0-1800 mem:1:2800-4000", "0-4000",
		    "0-1800@0 1800-2800 2800-4000@1");
	apply_to("mem:0:0-1800 mem:1:3800-4000", "0-4000", "");
	assert_int_equal(numa.outcome, NUMA_COVERAGE);
	apply_to("mem:0:0-1000 mem:1:2000-4000", "0-4000", "");
	assert_int_equal(numa.outcome, NUMA_COVERAGE);
}

/* It contains no whole page: rounding up would wrap to 0. */
TEST(the_last_page_of_the_space_needs_no_node)
{
	expect_good("mem:0:0-2000", "0-2000 fffffffffffff800-ffffffffffffffff",
		    "0-2000@0 fffffffffffff800-ffffffffffffffff");
}

TEST(a_table_without_memory_is_rejected)
{
	expect_rejected("", "no-memory");
	expect_rejected("cpu:0 cpu:1", "no-memory");
	expect_rejected("!mem:0:0-10000", "no-memory");
}

TEST(too_many_domains_are_rejected)
{
	expect_rejected("mem:1024:0-10000", "domains");
	expect_rejected("x2apic:4294967295 mem:0:0-10000", "domains");
	expect_good("mem:1023:0-10000", "0-1000", "0-1000@0");
}

TEST(a_malformed_table_is_rejected)
{
	tables.srat = srat_from_text(3, "mem:0:0-2000 mem:1:2000-4000");
	*acpi_byte(&tables.srat, 60) ^= 1;
	given_sets("0-4000", "1000-3000");
	assert_int_equal(apply_numa(0), CORE_OK);
	assert_string_equal(numa_outcome_name(numa.outcome), "malformed");
	assert_string_equal(numa_text(&numa), "has a wrong checksum");
	expect("0-4000@0");
	expect_reserved("1000-3000@0");
}

TEST(without_a_table_nothing_is_set)
{
	tables.slit = slit_from_text("10 21 / 21 10");
	given_sets("0-4000", "1000-3000");
	assert_int_equal(apply_numa(0), CORE_OK);
	assert_int_equal(numa.outcome, NUMA_ABSENT);
	assert_false(numa_rejected(&numa));
	assert_int_equal(numa.node_cnt, 0);
	assert_null(numa.distances.bytes);
	expect("0-4000");
	expect_reserved("1000-3000");
}

TEST(sets_may_be_empty)
{
	expect_good("mem:0:0-4000", "", "");
	apply_to("", "", "1000-2000");
	expect("");
	expect_reserved("1000-2000");
}

TEST(a_set_without_room_is_not_changed)
{
	tables.srat = srat_from_text(3, "mem:0:0-2000 mem:1:2000-4000");
	given_sets("0-4000", "1000-3000");
	mb.reserved.max--;
	numa.node_cnt = 77;
	assert_int_equal(apply_numa(0), CORE_ENOSPC);
	assert_int_equal(numa.node_cnt, 77);
	expect("0-4000");
	mb.reserved.max++;
	mb.memory.max--;
	assert_int_equal(apply_numa(0), CORE_ENOSPC);
	expect_reserved("1000-3000");
}

TEST(distances_are_indexed_by_node)
{
	tables.srat = srat_from_text(3, "mem:1:0-2000 mem:0:2000-4000 cpu:5");
	tables.slit = slit_from_text("10 21 / 31 10");
	given_sets("0-4000", "");
	assert_int_equal(apply_numa(0), CORE_OK);
	assert_int_equal(numa.slit, ACPI_GOOD);
	/* Nodes 0, 1 and 2 are the domains 5, 1 and 0. */
	assert_int_equal(numa_distance(&numa, 2, 1), 21);
	assert_int_equal(numa_distance(&numa, 1, 2), 31);
	assert_int_equal(numa_distance(&numa, 1, 1), 10);
	/* Nodes that are not in the SLIT. */
	assert_int_equal(numa_distance(&numa, 0, 0), 10);
	assert_int_equal(numa_distance(&numa, 0, 1), 20);
	assert_int_equal(numa_distance(&numa, 2, 0), 20);
}

TEST(the_first_domain_that_is_not_in_the_slit_has_no_distance)
{
	tables.srat = srat_from_text(3, "mem:0:0-2000 mem:2:2000-4000");
	tables.slit = slit_from_text("10 21 / 31 10");
	given_sets("0-4000", "");
	assert_int_equal(apply_numa(0), CORE_OK);
	assert_int_equal(numa.nodes[1].domain, 2);
	assert_int_equal(numa_distance(&numa, 1, 0), 20);
	assert_int_equal(numa_distance(&numa, 0, 1), 20);
	assert_int_equal(numa_distance(&numa, 1, 1), 10);
}

TEST(a_malformed_slit_is_rejected_by_itself)
{
	tables.srat = srat_from_text(3, "mem:0:0-2000 mem:1:2000-4000");
	tables.slit = slit_from_text("10 10 / 21 10");
	given_sets("0-4000", "");
	assert_int_equal(apply_numa(0), CORE_OK);
	assert_int_equal(numa.outcome, NUMA_GOOD);
	assert_int_equal(numa.slit, ACPI_DISTANCE);
	assert_null(numa.distances.bytes);
	assert_int_equal(numa_distance(&numa, 0, 1), 20);
	expect("0-2000@0 2000-4000@1");
}
