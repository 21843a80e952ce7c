/* SPDX-License-Identifier: BSD-2-Clause */
/* core/convert/finish.c: a capture's SRAT and SLIT in a conversion. */
#include "tests/lib/test.h"

#include "tests/lib/givenmap.h"
#include "tests/lib/givensrat.h"

static void given_machine(const char *map, const char *srat)
{
	given_map(map);
	given_nodes(srat, NULL);
}

#define MAP  "0-a0000:7 100000-8000000:7 8000000-9000000:4 9000000-10000000:7"
#define SRAT "mem:0:0-a0000 mem:0:100000-8000000 mem:1:8000000-10000000"

TEST(both_profiles_have_nodes)
{
	given_machine(MAP, SRAT);
	when("");
	expect("1000-a0000@0 100000-8000000@0 8000000-10000000@1");
	/* Blocks begin where memory does. */
	expect_reserved("0-1000 1000-100000@0 8000000-9000000@1");
	when("profile=linux-arm64");
	expect("0-a0000@0 100000-8000000@0 8000000-10000000@1");
	expect_physmap("0-a0000 100000-10000000");
}

TEST(numa_off_ignores_the_tables)
{
	given_machine(MAP, SRAT);
	when("numa=off");
	expect("1000-a0000 100000-10000000");
	assert_int_equal(conversion.numa.outcome, NUMA_ABSENT);
}

TEST(nodes_cover_the_memory_that_mem_leaves)
{
	given_machine(MAP, SRAT);
	when("mem=64M");
	expect("1000-a0000@0 100000-4000000@0");
	assert_int_equal(conversion.numa.node_cnt, 2);
	assert_int_equal(conversion.numa.nodes[1].memory, 0);
	when("profile=linux-arm64 mem=130M");
	expect("0-a0000@0 100000-8000000@0 8000000-8260000@1");
}

TEST(x86_tolerates_1_mib_without_a_node_and_arm64_none)
{
	given_machine("0-a0000:7 100000-8100000:7", "mem:0:0-8000000");
	when("");
	expect("1000-a0000@0 100000-8000000@0 8000000-8100000");
	when("profile=linux-arm64");
	assert_int_equal(conversion.numa.outcome, NUMA_COVERAGE);
	expect("0-a0000@0 100000-8100000@0");
	given_machine("0-a0000:7 100000-8101000:7", "mem:0:0-8000000");
	when("");
	assert_int_equal(conversion.numa.outcome, NUMA_COVERAGE);
	expect("1000-a0000@0 100000-8101000@0");
}

TEST(hot_pluggable_memory_without_reservations_is_marked)
{
	given_machine("0-a0000:7 100000-8000000:7 8000000-9000000:7 "
		      "9000000-a000000:4",
		      "mem:0:0-8000000:3 mem:1:8000000-9000000:3 "
		      "mem:2:9000000-a000000:3");
	when("");
	/* All memory below 1 MiB is reserved, and node 2 by boot services. */
	expect("1000-a0000@0 100000-8000000@0 8000000-9000000:1@1 "
	       "9000000-a000000@2");
}

TEST(a_rejected_table_leaves_one_node)
{
	given_machine(MAP, SRAT);
	*acpi_byte(&capture.acpi.srat, 70) ^= 1;
	when("");
	assert_int_equal(conversion.numa.outcome, NUMA_MALFORMED);
	expect("1000-a0000@0 100000-10000000@0");
	expect_reserved("0-100000@0 8000000-9000000@0");
}

TEST(a_table_that_is_far_too_long_is_ignored)
{
	given_machine(MAP, SRAT);
	when("");
	capture.acpi.srat.len = ACPI_TABLE_MAX + 1;
	assert_int_equal(convert_space(&capture, &options.settings), 0);
}

/* The table with entries of an unknown type up to the largest length. */
static struct acpi_bytes longest_of(const struct acpi_bytes *srat)
{
	uint8_t *bytes = calloc(1, ACPI_TABLE_MAX);
	struct acpi_bytes longest;

	memcpy(bytes, srat->bytes, srat->len);
	for (size_t at = srat->len, len; at < ACPI_TABLE_MAX; at += len) {
		size_t left = ACPI_TABLE_MAX - at;

		len = left < 256 ? left : 128;
		bytes[at] = 99;
		bytes[at + 1] = (uint8_t)len;
	}
	longest = acpi_table_of("SRAT", bytes, ACPI_TABLE_MAX, true);
	free(bytes);
	return longest;
}

TEST(a_table_of_the_largest_length_is_read)
{
	struct acpi_bytes longest;

	given_machine(MAP, SRAT);
	longest = longest_of(&capture.acpi.srat);
	capture.acpi.srat = longest;
	when("");
	assert_int_equal(conversion.numa.outcome, NUMA_GOOD);
	expect("1000-a0000@0 100000-8000000@0 8000000-10000000@1");
	free(acpi_byte(&longest, 0));
}

#define BLOCKS 2000

/* Blocks that alternate page by page: each costs two regions in each set. */
TEST(as_many_blocks_as_there_are_have_room)
{
	static char text[BLOCKS * 40];
	char *at = text;

	for (size_t i = 0; i < BLOCKS; i++)
		at += sprintf(at, "mem:%zu:%zx000-%zx000:%d ", i % 3, 0x100 + i,
			      0x101 + i, i % 2 ? 1 : 3);
	given_machine("0-a0000:7 100000-8d0000:7", text);
	for (int i = 0; i < 2; i++) {
		when(i ? "profile=linux-arm64 mem=2M" : "numa=off");
		when(i ? "profile=linux-arm64" : "");
		assert_int_equal(conversion.numa.outcome,
				 i ? NUMA_COVERAGE : NUMA_GOOD);
	}
	when("");
	assert_int_equal(conversion.mb.memory.cnt, BLOCKS + 1);
}
