/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/table/write_sets.c and write_map.c: the sets of a conversion, their
 * owners, and the descriptors that they came from.
 */
#include "tests/lib/test.h"

#include "tests/lib/giventable.h"

/* --- regions ------------------------------------------------------------- */

FIXTURE(forget_table, forget_table);

TEST(the_sets_are_those_of_the_conversion)
{
	given_map(LOADER_MAP);
	when("");
	when_table();
	expect("1000-a0000 100000-1000000 1010000-2000000");
	expect_regions(MBT_MEMORY, "1000-a0000 100000-1000000 1010000-2000000");
	expect_regions(MBT_RESERVED,
		       "0-100000 low 1 MiB (6), 100000-200000 boot services"
		       " (0)");
	expect_regions(MBT_PHYSMAP, "0-a0000 100000-2000000");
	assert_int_equal(header_of()->total_ram, 0x1fa0000);
}

TEST(an_empty_map_of_memory_makes_a_table_too)
{
	given_map("0-1000:11:UC");
	when("profile=linux-arm64");
	when_table();
	expect_regions(MBT_MEMORY, "");
	expect_regions(MBT_RESERVED, "");
	expect_regions(MBT_PHYSMAP, "");
}

TEST(reservations_have_owner_name_and_lifetime)
{
	given_map(LOADER_MAP);
	given_all_facts();
	when("");
	when_table();
	expect_regions(MBT_RESERVED,
		       "0-100000 low 1 MiB (6), 100000-200000 boot services"
		       " (0), 200000-280000:20 kernel image (6),"
		       " 300000-310000 page tables (4), 310000-321000 stack"
		       " (4), 400000-413000 module initrd (5),"
		       " 420000-421000 module font (5), 440000-450000 table"
		       " (5), 480000-488000 reserve_mem log (6)");
	expect_owners("0-100000 low 1 MiB, 100000-200000 boot services,"
		      " 200000-280000 kernel image, 300000-310000 page tables,"
		      " 310000-321000 stack, 400000-413000 module initrd,"
		      " 420000-421000 module font, 440000-450000 table,"
		      " 480000-488000 reserve_mem log");
}

TEST(nodes_and_flags_are_carried_over)
{
	given_map("200000-400000:7 400000-500000:0");
	when("profile=linux-arm64");
	assert_int_equal(
		memblock_memory_set_node(&conversion.mb, 0x200000, 0x100000, 1),
		0);
	assert_int_equal(
		memblock_mark_hotplug(&conversion.mb, 0x200000, 0x100000), 0);
	assert_int_equal(
		memblock_mark_mirror(&conversion.mb, 0x300000, 0x100000), 0);
	when_table();
	expect_regions(MBT_MEMORY,
		       "200000-300000:1@1 300000-400000:2 400000-500000:4");
}

/* --- where they come from ------------------------------------------------ */

/* Descriptor numbers of each region, "0 | 2 1". */
static const char *text_of_sources(uint32_t tag)
{
	static char text[512];
	struct mbt_region r;
	uint32_t index;
	int n = 0;

	text[0] = '\0';
	for (uint32_t i = 0; mbt_get_region(section_of(tag), i, &r); i++) {
		n += sprintf(text + n, "%s", i ? " |" : "");
		for (uint32_t k = 0; k < r.source_count; k++) {
			mbt_get_entry(section_of(MBT_SOURCES),
				      r.first_source + k, &index,
				      sizeof(index));
			n += sprintf(text + n, " %u", index);
		}
	}
	return text + (text[0] == ' ');
}

TEST(regions_say_which_descriptors_they_came_from)
{
	given_map("300000-400000:7 100000-200000:4 0-a0000:7 200000-300000:7"
		  " 500000-600000:6 800000-900000:7 900000-900000:7");
	when("");
	when_table();
	expect_regions(MBT_MEMORY, "1000-a0000 100000-400000 800000-900000");
	assert_string_equal(text_of_sources(MBT_MEMORY), "2 | 1 3 0 | 5");
	assert_string_equal(text_of_sources(MBT_PHYSMAP), "2 | 1 3 0 | 4 | 5");
	assert_string_equal(text_of_sources(MBT_RESERVED), "2 | 1");
}

TEST(a_node_beyond_16_bits_is_dropped)
{
	given_map("200000-400000:7");
	when("profile=linux-arm64");
	memblock_memory_set_node(&conversion.mb, 0x200000, 0x100000, 65534);
	memblock_memory_set_node(&conversion.mb, 0x300000, 0x100000, 65535);
	when_table();
	expect_regions(MBT_MEMORY, "200000-300000@65534 300000-400000");
}

TEST(a_region_without_a_descriptor_has_no_sources)
{
	given_map("200000-300000:7");
	when("memmap=1M@16M");
	when_table();
	expect_regions(MBT_MEMORY, "200000-300000 1000000-1100000");
	assert_string_equal(text_of_sources(MBT_MEMORY), "0 |");
}

TEST(overlapping_descriptors_are_all_sources)
{
	given_map("100000-900000:7 200000-300000:0 400000-500000:7");
	when("");
	when_table();
	expect_regions(MBT_MEMORY, "100000-200000 300000-900000");
	/* #1 ends before the second region, but follows #0, which reaches into
	 * it: the sources of a region are contiguous. */
	assert_string_equal(text_of_sources(MBT_MEMORY), "0 | 0 1 2");
}

TEST(the_map_is_unchanged)
{
	given_map_stride(LOADER_MAP, 56);
	when("");
	when_table();
	assert_int_equal(section_of(MBT_EFI_MAP)->entry_size, 56);
	assert_int_equal(section_of(MBT_EFI_MAP)->count, 5);
	assert_int_equal(section_of(MBT_EFI_MAP)->payload_size, 280);
	assert_memory_equal(section_of(MBT_EFI_MAP) + 1, capture.map.desc, 280);
}

TEST(descriptors_with_anomalies_have_a_record)
{
	struct mbt_anomaly r;

	given_map("100000-200000:7 180000-280000:7 300000-300000:7"
		  " 400000-500000:4:RUNTIME|WB");
	when("");
	when_table();
	assert_int_equal(section_of(MBT_ANOMALIES)->count, 3);
	assert_true(mbt_get_entry(section_of(MBT_ANOMALIES), 0, &r, sizeof(r)));
	assert_int_equal(r.descriptor, 1);
	assert_int_equal(r.anomalies, MBT_ANOMALY_OVERLAP);
	assert_int_equal(r.disposition, MBT_DISPOSITION_MEMORY);
	assert_string_equal(mbt_string(table, r.why), "free memory");
	assert_true(mbt_get_entry(section_of(MBT_ANOMALIES), 1, &r, sizeof(r)));
	assert_int_equal(r.anomalies, MBT_ANOMALY_EMPTY);
	assert_int_equal(r.disposition, MBT_DISPOSITION_SKIPPED);
	assert_true(mbt_get_entry(section_of(MBT_ANOMALIES), 2, &r, sizeof(r)));
	assert_int_equal(r.descriptor, 3);
	assert_int_equal(r.anomalies, MBT_ANOMALY_RUNTIME);
}
