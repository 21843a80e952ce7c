// SPDX-License-Identifier: BSD-2-Clause
/* The whole map: core/memblock/{map,flags,limit,query,check}.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/given.h"

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

static void init_gives_each_set_a_third(void **state)
{
	struct memblock_region store[10];
	struct memblock map;

	(void)state;
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

static void each_call_works_on_its_own_set(void **state)
{
	(void)state;
	given("");
	assert_int_equal(memblock_add(&mb, 0x1000, 0x3000), CORE_OK);
	assert_int_equal(memblock_add_node(&mb, 0x4000, 0x1000, 1,
					   MEMBLOCK_HOTPLUG), CORE_OK);
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

static void a_reservation_keeps_its_first_owner(void **state)
{
	(void)state;
	given("");
	memblock_reserve(&mb, 0x2000, 0x1000);
	memblock_reserve_kern(&mb, 0x1000, 0x3000);
	expect_reserved("1000-2000:20 2000-3000 3000-4000:20");
}

static void freeing_can_be_told_what_was_not_reserved(void **state)
{
	(void)state;
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
	assert_int_equal(memblock_phys_free_exact(&mb, 0x1000, 0),
			 CORE_EINVAL);
	assert_int_equal(memblock_phys_free_exact(&mb, 1, PHYS_ADDR_MAX),
			 CORE_EWRAP);
	expect_reserved("1000-1800 4000-5000");
	assert_int_equal(memblock_phys_free(&mb, 0x1800, 0x100), CORE_OK);
}

static void a_set_covers_what_all_its_regions_hold(void **state)
{
	(void)state;
	given("1000-2000 2000-3000:4 4000-5000");
	assert_true(memblock_covers(&mb.memory, 0x1800, 0x1800));
	assert_false(memblock_covers(&mb.memory, 0x1800, 0x1801));
	assert_false(memblock_covers(&mb.memory, 0xfff, 2));
	assert_false(memblock_covers(&mb.memory, 0x1000, 0));
	assert_false(memblock_covers(&mb.memory, 0x4800, PHYS_ADDR_MAX));
}

static void nodes_are_set_in_either_set(void **state)
{
	(void)state;
	given("1000-3000");
	given_reserved("1000-3000");
	assert_int_equal(memblock_memory_set_node(&mb, 0x1000, 0x1000, 3),
			 CORE_OK);
	assert_int_equal(memblock_reserved_set_node(&mb, 0x2000, 0x1000, 4),
			 CORE_OK);
	assert_int_equal(memblock_reserve_node(&mb, 0x4000, 0x1000, 5,
					       MEMBLOCK_RSRV_NOINIT), CORE_OK);
	expect("1000-2000@3 2000-3000");
	expect_reserved("1000-2000 2000-3000@4 4000-5000:10@5");
}

typedef int op(struct memblock *map, phys_addr_t base, phys_addr_t size);

static void each_mark_sets_its_flag_and_each_clear_removes_it(void **state)
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
		{ memblock_reserved_mark_noinit,
		  memblock_reserved_clear_noinit, &mb.reserved,
		  "1000-2000 2000-3000:10 3000-4000" },
		{ memblock_reserved_mark_kern, memblock_reserved_clear_kern,
		  &mb.reserved, "1000-2000 2000-3000:20 3000-4000" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		given("1000-4000");
		given_reserved("1000-4000");
		assert_int_equal(rows[i].mark(&mb, 0x2000, 0x1000), CORE_OK);
		expect_set(rows[i].type, rows[i].marked);
		assert_int_equal(rows[i].clear(&mb, 0x2000, 0x1000), CORE_OK);
		expect_set(rows[i].type, "1000-4000");
	}
}

static void predicates_read_one_flag_each(void **state)
{
	struct memblock_region r = { .flags = MEMBLOCK_NOMAP };

	(void)state;
	assert_true(memblock_is_nomap(&r));
	assert_false(memblock_is_hotpluggable(&r) || memblock_is_mirror(&r) ||
		     memblock_is_driver_managed(&r));
	r.flags = MEMBLOCK_HOTPLUG | MEMBLOCK_MIRROR | MEMBLOCK_DRIVER_MANAGED;
	assert_true(memblock_is_hotpluggable(&r) && memblock_is_mirror(&r) &&
		    memblock_is_driver_managed(&r));
	assert_false(memblock_is_nomap(&r));
}

/* --- limits -------------------------------------------------------------- */

static void trim_rounds_inwards_and_keeps_the_total(void **state)
{
	(void)state;
	given("1001-3fff 4000-5000:4 5001-7fff");
	assert_int_equal(memblock_trim_memory(&mb, 0x1000), CORE_OK);
	expect("2000-3000 4000-5000:4 6000-7000");
	assert_int_equal(memblock_phys_mem_size(&mb), 0x3000);
}

static void trim_drops_what_has_no_aligned_part(void **state)
{
	(void)state;
	given("1001-1fff 3000-4000 fffffffffffff001-ffffffffffffffff");
	assert_int_equal(memblock_trim_memory(&mb, 0x1000), CORE_OK);
	expect("3000-4000");
	assert_int_equal(memblock_trim_memory(&mb, 1), CORE_OK);
	expect("3000-4000");
}

static void trim_wants_a_power_of_two(void **state)
{
	(void)state;
	given("1001-2fff");
	assert_int_equal(memblock_trim_memory(&mb, 0), CORE_EINVAL);
	assert_int_equal(memblock_trim_memory(&mb, 0x3000), CORE_EINVAL);
	expect("1001-2fff");
}

static void enforce_keeps_the_lowest_bytes_of_both_sets(void **state)
{
	(void)state;
	given("1000-2000:4 3000-5000 6000-7000:4");
	given_reserved("0-400 3800-4800 5400-5800");
	assert_int_equal(memblock_enforce_memory_limit(&mb, 0x2000), CORE_OK);
	expect("1000-2000:4 3000-4000");
	expect_reserved("0-400 3800-4000");
}

static void an_amount_that_ends_with_a_region_keeps_it_whole(void **state)
{
	(void)state;
	given("1000-2000 3000-5000");
	given_reserved("2800-3400");
	assert_int_equal(memblock_enforce_memory_limit(&mb, 0x1000), CORE_OK);
	expect("1000-2000");
	expect_reserved("");
}

static void enough_is_no_limit(void **state)
{
	(void)state;
	given("1000-2000 3000-5000");
	given_reserved("8000-9000");
	assert_int_equal(memblock_enforce_memory_limit(&mb, 0x3000), CORE_OK);
	assert_int_equal(memblock_mem_limit_remove_map(&mb, 0x3000), CORE_OK);
	assert_int_equal(memblock_mem_limit_remove_map(&mb, PHYS_ADDR_MAX),
			 CORE_OK);
	expect("1000-2000 3000-5000");
	expect_reserved("8000-9000");
}

static void a_limit_of_nothing_is_refused(void **state)
{
	(void)state;
	given("1000-2000");
	assert_int_equal(memblock_enforce_memory_limit(&mb, 0), CORE_EINVAL);
	assert_int_equal(memblock_mem_limit_remove_map(&mb, 0), CORE_EINVAL);
	assert_int_equal(memblock_cap_memory_range(&mb, 0x1000, 0),
			 CORE_EINVAL);
	expect("1000-2000");
	given("");
	assert_int_equal(memblock_enforce_memory_limit(&mb, 0), CORE_EINVAL);
	assert_int_equal(memblock_enforce_memory_limit(&mb, 1), CORE_OK);
}

static void cap_spares_nomap_and_cuts_reserved(void **state)
{
	(void)state;
	given("0-1000:4 1000-4000 4000-6000:4 7000-8000 9000-a000:4");
	given_reserved("0-800 1800-2800 2c00-9000");
	assert_int_equal(memblock_cap_memory_range(&mb, 0x2000, 0x3000),
			 CORE_OK);
	expect("0-1000:4 2000-4000 4000-6000:4 9000-a000:4");
	expect_reserved("2000-2800 2c00-5000");
}

static void a_cap_beyond_the_top_reaches_to_it(void **state)
{
	(void)state;
	given("0-1000 3000-4000");
	given_reserved("0-800 5000-6000");
	assert_int_equal(memblock_cap_memory_range(&mb, 0x2000,
						   PHYS_ADDR_MAX), CORE_OK);
	expect("3000-4000");
	expect_reserved("5000-6000");
}

static void remove_map_caps_an_amount_and_spares_nomap(void **state)
{
	(void)state;
	given("0-1000:4 1000-4000 6000-7000:4");
	given_reserved("2000-3800");
	assert_int_equal(memblock_mem_limit_remove_map(&mb, 0x3000), CORE_OK);
	expect("0-1000:4 1000-3000 6000-7000:4");
	expect_reserved("2000-3000");
}

/* --- questions ----------------------------------------------------------- */

static void an_address_is_in_a_set_or_not(void **state)
{
	(void)state;
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

static void a_range_is_memory_only_within_one_region(void **state)
{
	(void)state;
	given("1000-2000 2000-3000:4");
	assert_true(memblock_is_region_memory(&mb, 0x1000, 0x1000));
	assert_false(memblock_is_region_memory(&mb, 0x1000, 0x1001));
	assert_false(memblock_is_region_memory(&mb, 0xfff, 2));
	assert_false(memblock_is_region_memory(&mb, 0x2800, PHYS_ADDR_MAX));
}

static void a_range_is_reserved_when_any_byte_is(void **state)
{
	(void)state;
	given("");
	given_reserved("1000-2000");
	assert_false(memblock_is_region_reserved(&mb, 0, 0x1000));
	assert_true(memblock_is_region_reserved(&mb, 0, 0x1001));
	assert_true(memblock_is_region_reserved(&mb, 0x1fff, 1));
	assert_false(memblock_is_region_reserved(&mb, 0x2000, 0x1000));
	assert_true(memblock_is_region_reserved(&mb, 1, PHYS_ADDR_MAX));
	assert_false(memblock_is_region_reserved(&mb, 0x1800, 0));
}

static void sizes_and_ends_are_those_of_memory(void **state)
{
	(void)state;
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

/* --- whole sets ---------------------------------------------------------- */

static void validate_finds_every_broken_invariant(void **state)
{
	static const struct memblock_region broken[][2] = {
		{ { 0x1000, 0, 0, 0 }, { 0x2000, 0x1000, 0, 0 } },
		{ { 0x2000, 0x1000, 0, 0 }, { 0x1000, 0x800, 0, 0 } },
		{ { 0x1000, 0x1001, 0, 0 }, { 0x2000, 0x1000, 0, 0 } },
		{ { 0x1000, 0x1000, 4, 1 }, { 0x2000, 0x1000, 4, 1 } },
		{ { 0x1000, 0x1000, 0, 0 },
		  { 0x2000, PHYS_ADDR_MAX - 0x1fff, 4, 0 } },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(broken); i++) {
		given("");
		mb.memory.cnt = 2;
		mb.memory.regions[0] = broken[i][0];
		mb.memory.regions[1] = broken[i][1];
		mb.memory.total_size = broken[i][0].size + broken[i][1].size;
		assert_int_equal(memblock_type_validate(&mb.memory),
				 CORE_EBUG);
		assert_int_equal(memblock_validate(&mb), CORE_EBUG);
	}
	given("1000-2000");
	mb.memory.total_size++;
	assert_int_equal(memblock_type_validate(&mb.memory), CORE_EBUG);
	given("1000-2000");
	mb.memory.max = 0;
	assert_int_equal(memblock_type_validate(&mb.memory), CORE_EBUG);
}

static void touching_regions_of_two_kinds_are_sound(void **state)
{
	(void)state;
	given("1000-2000 2000-3000:4 3000-4000:4@1");
	assert_int_equal(memblock_validate(&mb), CORE_OK);
}

static void each_broken_set_breaks_the_map(void **state)
{
	(void)state;
	given("1000-2000");
	mb.reserved.total_size = 1;
	assert_int_equal(memblock_validate(&mb), CORE_EBUG);
	given("1000-2000");
	mb.physmap.total_size = 1;
	assert_int_equal(memblock_validate(&mb), CORE_EBUG);
}

static void memory_lies_within_physmap(void **state)
{
	(void)state;
	given("1000-2000 2000-3000:4");
	assert_int_equal(memblock_validate(&mb), CORE_OK);
	given_physmap("0-1800 2000-3000");
	assert_int_equal(memblock_validate(&mb), CORE_EBUG);
	given_physmap("0-2000 2000-3000:1");
	assert_int_equal(memblock_validate(&mb), CORE_OK);
}

static void equal_looks_at_every_field_of_every_region(void **state)
{
	static const char *const others[] = {
		"", "1000-2000", "1000-2000:4 3000-4001", "1000-2000 3000-4000",
		"1000-2000:4@1 3000-4000", "1001-2000:4 3000-4000",
	};
	struct memblock_region store[8];
	struct memblock_type other;

	(void)state;
	given("1000-2000:4 3000-4000");
	memblock_type_init(&other, "other", store, 8);
	set_from_text(&other, "1000-2000:4 3000-4000");
	assert_true(memblock_type_equal(&mb.memory, &other));
	for (size_t i = 0; i < LENGTH(others); i++) {
		set_from_text(&other, others[i]);
		assert_false(memblock_type_equal(&mb.memory, &other));
	}
}

static void a_copy_is_equal_and_its_own(void **state)
{
	struct memblock_region store[9];
	struct memblock copy;

	(void)state;
	given("1000-2000:4 3000-4000");
	given_reserved("1000-1800");
	given_physmap("0-8000");
	mb.bottom_up = true;
	mb.current_limit = 0x4000;
	memblock_init(&copy, store, LENGTH(store));
	assert_int_equal(memblock_copy(&copy, &mb), CORE_OK);
	assert_true(memblock_equal(&copy, &mb));
	assert_true(copy.bottom_up);
	assert_int_equal(copy.current_limit, 0x4000);
	assert_int_equal(memblock_validate(&copy), CORE_OK);

	given_physmap("");
	assert_int_equal(memblock_copy(&copy, &mb), CORE_OK);
	assert_int_equal(copy.physmap.cnt, 0);

	memblock_phys_free(&copy, 0x1000, 0x400);
	expect_reserved("1000-1800");
	assert_false(memblock_equal(&copy, &mb));
	memblock_copy(&copy, &mb);
	memblock_remove(&copy, 0x1000, 0x400);
	assert_false(memblock_equal(&copy, &mb));
	memblock_copy(&copy, &mb);
	memblock_physmap_add(&copy, 0x9000, 0x400);
	assert_false(memblock_equal(&copy, &mb));
}

static void a_copy_without_room_changes_nothing(void **state)
{
	struct memblock_region store[6];
	struct memblock copy;
	struct memblock_type *sets[] = { &mb.memory, &mb.reserved,
					 &mb.physmap };

	(void)state;
	for (size_t i = 0; i < LENGTH(sets); i++) {
		given("");
		memblock_init(&copy, store, LENGTH(store));
		memblock_add(&copy, 0x5000, 0x1000);
		set_from_text(sets[i], "0-1 2-3 4-5");
		assert_int_equal(memblock_copy(&copy, &mb), CORE_ENOSPC);
		assert_int_equal(memblock_type_copy(&copy.physmap, sets[i]),
				 CORE_ENOSPC);
		assert_string_equal(text_of(&copy.memory), "5000-6000");
		assert_int_equal(copy.physmap.cnt, 0);
	}
	given("0-1 2-3");
	assert_int_equal(memblock_type_copy(&copy.physmap, &mb.memory),
			 CORE_OK);
	assert_string_equal(text_of(&copy.physmap), "0-1 2-3");
}

static void every_status_has_words_of_its_own(void **state)
{
	static const int codes[] = { CORE_OK, CORE_EINVAL, CORE_EWRAP,
				     CORE_ENOENT, CORE_ENOSPC, CORE_ENOMEM,
				     CORE_EFORMAT, CORE_EVERSION, CORE_EBUG,
				     12345 };

	(void)state;
	for (size_t i = 0; i < LENGTH(codes); i++) {
		assert_non_null(core_strerror(codes[i]));
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(core_strerror(codes[i]),
						core_strerror(codes[k]));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(init_gives_each_set_a_third),
		cmocka_unit_test(each_call_works_on_its_own_set),
		cmocka_unit_test(a_reservation_keeps_its_first_owner),
		cmocka_unit_test(freeing_can_be_told_what_was_not_reserved),
		cmocka_unit_test(a_set_covers_what_all_its_regions_hold),
		cmocka_unit_test(nodes_are_set_in_either_set),
		cmocka_unit_test(
			each_mark_sets_its_flag_and_each_clear_removes_it),
		cmocka_unit_test(predicates_read_one_flag_each),
		cmocka_unit_test(trim_rounds_inwards_and_keeps_the_total),
		cmocka_unit_test(trim_drops_what_has_no_aligned_part),
		cmocka_unit_test(trim_wants_a_power_of_two),
		cmocka_unit_test(enforce_keeps_the_lowest_bytes_of_both_sets),
		cmocka_unit_test(
			an_amount_that_ends_with_a_region_keeps_it_whole),
		cmocka_unit_test(enough_is_no_limit),
		cmocka_unit_test(a_limit_of_nothing_is_refused),
		cmocka_unit_test(cap_spares_nomap_and_cuts_reserved),
		cmocka_unit_test(a_cap_beyond_the_top_reaches_to_it),
		cmocka_unit_test(remove_map_caps_an_amount_and_spares_nomap),
		cmocka_unit_test(an_address_is_in_a_set_or_not),
		cmocka_unit_test(a_range_is_memory_only_within_one_region),
		cmocka_unit_test(a_range_is_reserved_when_any_byte_is),
		cmocka_unit_test(sizes_and_ends_are_those_of_memory),
		cmocka_unit_test(validate_finds_every_broken_invariant),
		cmocka_unit_test(touching_regions_of_two_kinds_are_sound),
		cmocka_unit_test(each_broken_set_breaks_the_map),
		cmocka_unit_test(memory_lies_within_physmap),
		cmocka_unit_test(equal_looks_at_every_field_of_every_region),
		cmocka_unit_test(a_copy_is_equal_and_its_own),
		cmocka_unit_test(a_copy_without_room_changes_nothing),
		cmocka_unit_test(every_status_has_words_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
