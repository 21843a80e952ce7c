/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/table/check_sets.c: each rule of docs/table.md for regions, broken
 * once.
 */
#include "tests/lib/test.h"

#include "tests/lib/giventable.h"

FIXTURE(given_loader_table, forget_table);

TEST(regions_are_sorted_whole_pages)
{
	static const uint32_t tags[] = { MBT_MEMORY, MBT_RESERVED,
					 MBT_PHYSMAP };
	char text[128];

	for (int i = 0; i < 3; i++) {
		const char *name = table_tag_name(tags[i]);
		struct mbt_region *r = region_of(tags[i], 1);

#define region_breaks(field, value, what)                          \
	do {                                                       \
		snprintf(text, sizeof(text), "%s #1 " what, name); \
		breaks(field, value, text);                        \
	} while (0)
		region_breaks(r->size, 0, "is empty");
		region_breaks(r->size, 0 - r->base, "extends beyond 2^64");
		region_breaks(r->size, UINT64_MAX - r->base,
			      "is not page-aligned");
		region_breaks(r->size, r->size + 8, "is not page-aligned");
		region_breaks(r->base, r->base + 512, "is not page-aligned");
		region_breaks(r->base, region_of(tags[i], 0)->base,
			      "starts before the end of the previous region");
	}
}

TEST(adjacent_regions_of_one_kind_must_be_merged)
{
	struct mbt_region *r;

	given_map("200000-300000:7 300000-400000:7:WB|MORE_RELIABLE");
	facts = (struct table_facts){ 0 };
	when("kernelcore=mirror");
	when_table();
	expect_regions(MBT_MEMORY, "200000-300000 300000-400000:2");
	r = region_of(MBT_MEMORY, 1);
	breaks(r->flags, 0,
	       "memory #1 should be merged with the previous region");
	breaks(r->nid, 1, "good");
}

/* Nothing precedes it, although its fields are those of an empty region. */
TEST(a_first_region_at_0_is_not_merged)
{
	given_map("0-200000:7");
	facts = (struct table_facts){ 0 };
	when("profile=linux-arm64");
	assert_int_equal(
		memblock_memory_set_node(&conversion.mb, 0, 0x200000, 0), 0);
	when_table();
	expect_regions(MBT_MEMORY, "0-200000@0");
}

TEST(flags_must_be_valid_for_their_set)
{
	static const struct {
		uint32_t flag;
		bool memory, reserved;
	} flags[] = {
		{ MBT_REGION_HOTPLUG, true, false },
		{ MBT_REGION_MIRROR, true, false },
		{ MBT_REGION_NOMAP, true, false },
		{ MBT_REGION_DRIVER_MANAGED, true, false },
		{ MBT_REGION_NOINIT, false, true },
		{ MBT_REGION_KERN, false, true },
		/* Of a later version. */
		{ 1u << 6, true, true },
		{ 1u << 31, true, true },
	};

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		uint32_t flag = flags[i].flag;
		bool both = flags[i].memory && flags[i].reserved;

		breaks(region_of(MBT_MEMORY, 0)->flags, flag,
		       flags[i].memory ? "good"
				       : "memory #0 has flags of another set");
		breaks(region_of(MBT_RESERVED, 0)->flags, flag,
		       flags[i].reserved
			       ? "good"
			       : "reserved #0 has flags of another set");
		breaks(region_of(MBT_PHYSMAP, 0)->flags, flag,
		       both ? "good" : "physmap #0 has flags of another set");
	}
}

TEST(a_reserved_region_must_have_an_owner)
{
	uint32_t text = region_of(MBT_RESERVED, 0)->owner;

	breaks(region_of(MBT_RESERVED, 3)->owner, 0,
	       "reserved #3 is reserved"
	       " without an owner, or has one without being reserved");
	breaks(region_of(MBT_MEMORY, 0)->owner, text,
	       "memory #0 is reserved"
	       " without an owner, or has one without being reserved");
	breaks(region_of(MBT_PHYSMAP, 0)->lifetime, 6,
	       "physmap #0 is reserved"
	       " without an owner, or has one without being reserved");
	breaks(region_of(MBT_RESERVED, 3)->owner, text + 1,
	       "reserved #3 refers to a string that does not exist");
	breaks(region_of(MBT_RESERVED, 3)->name, 100000,
	       "reserved #3 refers to a string that does not exist");
	/* A class to come: as good as MBT_LIFETIME_NEVER. */
	breaks(region_of(MBT_RESERVED, 3)->lifetime, 9, "good");
}

TEST(sources_must_match_the_region)
{
	struct mbt_region *r = region_of(MBT_MEMORY, 1);

	breaks(r->source_count, r->source_count + 1,
	       "memory #1 does not come from the descriptors that it names");
	breaks(r->source_count, 0,
	       "memory #1 does not come from the descriptors that it names");
	breaks(r->first_source, r->first_source + 1,
	       "memory #1 does not come from the descriptors that it names");
	breaks(*(uint32_t *)entry_of(MBT_SOURCES, 1), 0,
	       "sources #1 is not the next descriptor by address");
	breaks(*(uint32_t *)entry_of(MBT_SOURCES, 4), 100,
	       "sources #4 is not the next descriptor by address");
	breaks(section_of(MBT_SOURCES)->tag, 0x80000001,
	       "memory #0 does not come from the descriptors that it names");
	/* Also not descriptor 0. */
	section_of(MBT_SOURCES)->tag = 0x80000001;
	region_of(MBT_MEMORY, 0)->first_source = 1;
	region_of(MBT_MEMORY, 0)->source_count = 0;
	expect_found(
		"memory #0 does not come from the descriptors that it names");
}

/* A descriptor that ends at 2^64 is a source of what is left of it. */
TEST(a_source_may_end_at_the_top)
{
	given_map("200000-300000:7 fffffffffff00000+100:7");
	facts = (struct table_facts){ 0 };
	when("profile=linux-arm64");
	when_table();
	expect_regions(MBT_PHYSMAP,
		       "200000-300000 fffffffffff00000-fffffffffffff000");
	assert_int_equal(region_of(MBT_PHYSMAP, 1)->first_source, 1);
	assert_int_equal(region_of(MBT_PHYSMAP, 1)->source_count, 1);
}

/* The end of the strings is 8-byte aligned for one of the names: then no
 * padding, which looks like a NUL, precedes the next section. */
TEST(no_string_begins_at_the_end_of_the_strings)
{
	char name[] = "12345678";

	for (int i = 0; i < 8; i++) {
		given_map("200000-300000:7");
		given_loader_range(0x200000, 0x1000, OWNER_MODULE, name + i);
		facts = (struct table_facts){ 0 };
		when("profile=linux-arm64");
		when_table();
		add_section(0x80000001, 0, 1, 8, 8);
		memset(entry_of(0x80000001, 0), 'x', 8);
		fix_crc();
		breaks(region_of(MBT_RESERVED, 0)->name,
		       section_of(MBT_STRINGS)->count,
		       "reserved #0 refers to a string that does not exist");
	}
}

TEST(memory_outside_of_physmap_is_found)
{
	/* Its descriptors stay the same: only physmap lacks the page. */
	region_of(MBT_PHYSMAP, 0)->size -= 0x1000;
	header_of()->total_ram -= 0x1000;
	expect_found("memory #0 is not in physmap");
}

TEST(each_region_of_memory_lies_in_physmap)
{
	struct mbt_region *last;
	uint32_t count = section_of(MBT_PHYSMAP)->count;

	last = region_of(MBT_PHYSMAP, count - 1);
	last->size -= 0x1000000;
	header_of()->total_ram -= 0x1000000;
	section_of(MBT_SOURCES)->tag = 0x80000001;
	for (uint32_t tag = MBT_MEMORY; tag <= MBT_PHYSMAP; tag++)
		for (uint32_t i = 0; i < section_of(tag)->count; i++) {
			region_of(tag, i)->first_source = 0;
			region_of(tag, i)->source_count = 0;
		}
	expect_found("memory #2 is not in physmap");
}
