/* SPDX-License-Identifier: BSD-2-Clause */
/* The three sets of a map, and queries: core/memblock/{map,flags,query}.c. */
#include "tests/lib/test.h"

#include "tests/lib/given.h"

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

TEST(init_gives_each_set_a_third)
{
	struct memblock_region store[10];
	struct memblock map;

	memblock_init(&map, store, 10);
	assert_int_equal(map.memory.max, 3);
	assert_ptr_equal(map.reserved.regions, store + 3);
	assert_ptr_equal(map.physmap.regions, store + 6);
	assert_string_equal(map.memory.name, "memory");
	assert_string_equal(map.reserved.name, "reserved");
	assert_string_equal(map.physmap.name, "physmap");
	assert_false(map.bottom_up);
	assert_true(map.current_limit == PHYS_ADDR_MAX);
	assert_int_equal(memblock_validate(&map), CORE_OK);
}

TEST(each_call_works_on_its_own_set)
{
	given("");
	assert_int_equal(memblock_add(&mb, 0x1000, 0x3000), CORE_OK);
	assert_int_equal(
		memblock_add_node(&mb, 0x4000, 0x1000, 1, MEMBLOCK_HOTPLUG),
		CORE_OK);
	assert_int_equal(memblock_remove(&mb, 0x2000, 0x1000), CORE_OK);
	assert_int_equal(memblock_physmap_add(&mb, 0, 0x8000), CORE_OK);
	assert_int_equal(memblock_reserve(&mb, 0x1000, 0x400), CORE_OK);
	assert_int_equal(memblock_reserve_kern(&mb, 0x1400, 0x800), CORE_OK);
	assert_int_equal(memblock_phys_free(&mb, 0x1800, 0x400), CORE_OK);
	expect("1000-2000 3000-4000 4000-5000:1@1");
	expect_physmap("0-8000");
	expect_reserved("1000-1400 1400-1800:20");
	assert_int_equal(memblock_validate(&mb), CORE_OK);
}

TEST(a_reservation_keeps_its_first_owner)
{
	given("");
	memblock_reserve(&mb, 0x2000, 0x1000);
	memblock_reserve_kern(&mb, 0x1000, 0x3000);
	expect_reserved("1000-2000:20 2000-3000 3000-4000:20");
}

TEST(freeing_can_be_told_what_was_not_reserved)
{
	given("");
	given_reserved("1000-2000 2000-3000:20 4000-5000");
	assert_int_equal(memblock_phys_free_exact(&mb, 0x1800, 0x1800),
			 CORE_OK);
	expect_reserved("1000-1800 4000-5000");
	assert_int_equal(memblock_phys_free_exact(&mb, 0x1800, 0x100),
			 CORE_ENOENT);
	assert_int_equal(memblock_phys_free_exact(&mb, 0x4800, 0x1000),
			 CORE_ENOENT);
	assert_int_equal(memblock_phys_free_exact(&mb, 0x6000, 0x1000),
			 CORE_ENOENT);
	assert_int_equal(memblock_phys_free_exact(&mb, 0x1000, 0), CORE_EINVAL);
	assert_int_equal(memblock_phys_free_exact(&mb, 1, PHYS_ADDR_MAX),
			 CORE_EWRAP);
	expect_reserved("1000-1800 4000-5000");
	assert_int_equal(memblock_phys_free(&mb, 0x1800, 0x100), CORE_OK);
}

TEST(a_set_covers_what_all_its_regions_hold)
{
	given("1000-2000 2000-3000:4 4000-5000");
	assert_true(memblock_covers(&mb.memory, 0x1800, 0x1800));
	assert_false(memblock_covers(&mb.memory, 0x1800, 0x1801));
	assert_false(memblock_covers(&mb.memory, 0xfff, 2));
	assert_false(memblock_covers(&mb.memory, 0x1000, 0));
	assert_false(memblock_covers(&mb.memory, 0x4800, PHYS_ADDR_MAX));
}

TEST(nodes_are_set_in_either_set)
{
	given("1000-3000");
	given_reserved("1000-3000");
	assert_int_equal(memblock_memory_set_node(&mb, 0x1000, 0x1000, 3),
			 CORE_OK);
	assert_int_equal(memblock_reserved_set_node(&mb, 0x2000, 0x1000, 4),
			 CORE_OK);
	assert_int_equal(memblock_reserve_node(&mb, 0x4000, 0x1000, 5,
					       MEMBLOCK_RSRV_NOINIT),
			 CORE_OK);
	expect("1000-2000@3 2000-3000");
	expect_reserved("1000-2000 2000-3000@4 4000-5000:10@5");
}

typedef int op(struct memblock *map, phys_addr_t base, phys_addr_t size);

TEST(each_mark_sets_its_flag_and_each_clear_removes_it)
{
	static const struct {
		op *mark;
		op *clear;
		struct memblock_type *type;
		const char *marked;
	} rows[] = {
		{ memblock_mark_hotplug, memblock_clear_hotplug, &mb.memory,
		  "1000-2000 2000-3000:1 3000-4000" },
		{ memblock_mark_mirror, memblock_clear_mirror, &mb.memory,
		  "1000-2000 2000-3000:2 3000-4000" },
		{ memblock_mark_nomap, memblock_clear_nomap, &mb.memory,
		  "1000-2000 2000-3000:4 3000-4000" },
		{ memblock_mark_driver_managed, memblock_clear_driver_managed,
		  &mb.memory, "1000-2000 2000-3000:8 3000-4000" },
		{ memblock_mark_kho_scratch, memblock_clear_kho_scratch,
		  &mb.memory, "1000-2000 2000-3000:40 3000-4000" },
		{ memblock_reserved_mark_noinit, memblock_reserved_clear_noinit,
		  &mb.reserved, "1000-2000 2000-3000:10 3000-4000" },
		{ memblock_reserved_mark_kern, memblock_reserved_clear_kern,
		  &mb.reserved, "1000-2000 2000-3000:20 3000-4000" },
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		given("1000-4000");
		given_reserved("1000-4000");
		assert_int_equal(rows[i].mark(&mb, 0x2000, 0x1000), CORE_OK);
		expect_set(rows[i].type, rows[i].marked);
		assert_int_equal(rows[i].clear(&mb, 0x2000, 0x1000), CORE_OK);
		expect_set(rows[i].type, "1000-4000");
	}
}

TEST(predicates_read_one_flag_each)
{
	struct memblock_region r = { .flags = MEMBLOCK_NOMAP };

	assert_true(memblock_is_nomap(&r));
	assert_false(memblock_is_hotpluggable(&r) || memblock_is_mirror(&r) ||
		     memblock_is_driver_managed(&r));
	r.flags = MEMBLOCK_HOTPLUG | MEMBLOCK_MIRROR | MEMBLOCK_DRIVER_MANAGED;
	assert_true(memblock_is_hotpluggable(&r) && memblock_is_mirror(&r) &&
		    memblock_is_driver_managed(&r));
	assert_false(memblock_is_nomap(&r));
}

/* --- queries ------------------------------------------------------------- */

TEST(an_address_is_in_a_set_or_not)
{
	given("1000-2000 2000-3000:4");
	given_reserved("1800-1801");
	assert_false(memblock_is_memory(&mb, 0xfff));
	assert_true(memblock_is_memory(&mb, 0x1000));
	assert_true(memblock_is_memory(&mb, 0x2fff));
	assert_false(memblock_is_memory(&mb, 0x3000));
	assert_true(memblock_is_map_memory(&mb, 0x1fff));
	assert_false(memblock_is_map_memory(&mb, 0x2000));
	assert_false(memblock_is_map_memory(&mb, 0x3000));
	assert_true(memblock_is_reserved(&mb, 0x1800));
	assert_false(memblock_is_reserved(&mb, 0x1801));
	assert_int_equal(memblock_search(&mb.memory, 0x2000)->base, 0x2000);
	given("");
	assert_false(memblock_is_memory(&mb, 0));
}

TEST(a_range_is_memory_only_within_one_region)
{
	given("1000-2000 2000-3000:4");
	assert_true(memblock_is_region_memory(&mb, 0x1000, 0x1000));
	assert_false(memblock_is_region_memory(&mb, 0x1000, 0x1001));
	assert_false(memblock_is_region_memory(&mb, 0xfff, 2));
	assert_false(memblock_is_region_memory(&mb, 0x2800, PHYS_ADDR_MAX));
	given("fffffffffffff000-ffffffffffffffff");
	assert_true(memblock_is_region_memory(&mb, 0xfffffffffffff000, 0xfff));
	assert_false(
		memblock_is_region_memory(&mb, 0xfffffffffffff000, 0x1000));
}

TEST(a_range_is_reserved_when_any_byte_is)
{
	given("");
	given_reserved("1000-2000");
	assert_false(memblock_is_region_reserved(&mb, 0, 0x1000));
	assert_true(memblock_is_region_reserved(&mb, 0, 0x1001));
	assert_true(memblock_is_region_reserved(&mb, 0x1fff, 1));
	assert_false(memblock_is_region_reserved(&mb, 0x2000, 0x1000));
	assert_true(memblock_is_region_reserved(&mb, 1, PHYS_ADDR_MAX));
	assert_false(memblock_is_region_reserved(&mb, 0x1800, 0));
}

TEST(sizes_and_ends_are_those_of_memory)
{
	given("1000-2000 3000-5000");
	given_reserved("0-800");
	assert_int_equal(memblock_phys_mem_size(&mb), 0x3000);
	assert_int_equal(memblock_reserved_size(&mb), 0x800);
	assert_int_equal(memblock_start_of_DRAM(&mb), 0x1000);
	assert_int_equal(memblock_end_of_DRAM(&mb), 0x5000);
	given("");
	assert_int_equal(memblock_start_of_DRAM(&mb), 0);
	assert_int_equal(memblock_end_of_DRAM(&mb), 0);
}

/* --- functions of set.h -------------------------------------------------- */

TEST(ranges_overlap_when_they_share_a_byte)
{
	assert_true(memblock_addrs_overlap(0x1000, 0x1000, 0x1fff, 0x1000));
	assert_true(memblock_addrs_overlap(0x1fff, 0x1000, 0x1000, 0x1000));
	assert_true(memblock_addrs_overlap(0x1000, 0x3000, 0x2000, 0x1000));
	assert_false(memblock_addrs_overlap(0x1000, 0x1000, 0x2000, 0x1000));
	assert_false(memblock_addrs_overlap(0x2000, 0x1000, 0x1000, 0x1000));
}

TEST(the_node_of_one_region_may_be_set)
{
	given("1000-2000@0 2000-3000@1");
	memblock_set_region_node(&mb.memory.regions[0], 2);
	expect("1000-2000@2 2000-3000@1");
}

TEST(each_flag_of_a_region_is_seen_by_its_function)
{
	static const struct {
		bool (*is)(const struct memblock_region *r);
		uint32_t flag;
	} rows[] = {
		{ memblock_is_hotpluggable, MEMBLOCK_HOTPLUG },
		{ memblock_is_mirror, MEMBLOCK_MIRROR },
		{ memblock_is_nomap, MEMBLOCK_NOMAP },
		{ memblock_is_driver_managed, MEMBLOCK_DRIVER_MANAGED },
		{ memblock_is_reserved_noinit, MEMBLOCK_RSRV_NOINIT },
		{ memblock_is_kho_scratch, MEMBLOCK_KHO_SCRATCH },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct memblock_region r = { .flags = rows[i].flag };

		assert_true(rows[i].is(&r));
		r.flags = ~rows[i].flag;
		assert_false(rows[i].is(&r));
	}
}
