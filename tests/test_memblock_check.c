/* SPDX-License-Identifier: BSD-2-Clause */
/* Validating, comparing and copying sets: core/memblock/check.c; status texts.
 */
#include "tests/lib/test.h"

#include "tests/lib/given.h"

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

TEST(validate_finds_every_broken_invariant)
{
	static const struct memblock_region broken[][2] = {
		{ { 0x1000, 0, 0, 0 }, { 0x2000, 0x1000, 0, 0 } },
		{ { 0x2000, 0x1000, 0, 0 }, { 0x1000, 0x800, 0, 0 } },
		{ { 0x1000, 0x1001, 0, 0 }, { 0x2000, 0x1000, 0, 0 } },
		{ { 0x1000, 0x1000, 4, 1 }, { 0x2000, 0x1000, 4, 1 } },
		{ { 0x1000, 0x1000, 0, 0 },
		  { 0x2000, PHYS_ADDR_MAX - 0x1fff, 4, 0 } },
	};

	for (size_t i = 0; i < LENGTH(broken); i++) {
		given("");
		mb.memory.cnt = 2;
		mb.memory.regions[0] = broken[i][0];
		mb.memory.regions[1] = broken[i][1];
		mb.memory.total_size = broken[i][0].size + broken[i][1].size;
		assert_int_equal(memblock_type_validate(&mb.memory), CORE_EBUG);
		assert_int_equal(memblock_validate(&mb), CORE_EBUG);
	}
	given("1000-2000");
	mb.memory.total_size++;
	assert_int_equal(memblock_type_validate(&mb.memory), CORE_EBUG);
	given("1000-2000");
	mb.memory.max = 0;
	assert_int_equal(memblock_type_validate(&mb.memory), CORE_EBUG);
}

TEST(adjacent_regions_of_two_kinds_are_valid)
{
	given("1000-2000 2000-3000:4 3000-4000:4@1");
	assert_int_equal(memblock_validate(&mb), CORE_OK);
}

TEST(each_broken_set_breaks_the_map)
{
	given("1000-2000");
	mb.reserved.total_size = 1;
	assert_int_equal(memblock_validate(&mb), CORE_EBUG);
	given("1000-2000");
	mb.physmap.total_size = 1;
	assert_int_equal(memblock_validate(&mb), CORE_EBUG);
}

TEST(memory_must_be_inside_physmap)
{
	given("1000-2000 2000-3000:4");
	assert_int_equal(memblock_validate(&mb), CORE_OK);
	given_physmap("0-1800 2000-3000");
	assert_int_equal(memblock_validate(&mb), CORE_EBUG);
	given_physmap("0-2000 2000-3000:1");
	assert_int_equal(memblock_validate(&mb), CORE_OK);
}

TEST(equal_looks_at_every_field_of_every_region)
{
	static const char *const others[] = {
		"",
		"1000-2000",
		"1000-2000:4 3000-4001",
		"1000-2000 3000-4000",
		"1000-2000:4@1 3000-4000",
		"1001-2000:4 3000-4000",
	};
	struct memblock_region store[8];
	struct memblock_type other;

	given("1000-2000:4 3000-4000");
	memblock_type_init(&other, "other", store, 8);
	set_from_text(&other, "1000-2000:4 3000-4000");
	assert_true(memblock_type_equal(&mb.memory, &other));
	for (size_t i = 0; i < LENGTH(others); i++) {
		set_from_text(&other, others[i]);
		assert_false(memblock_type_equal(&mb.memory, &other));
	}
}

TEST(a_copy_is_equal_and_independent)
{
	struct memblock_region store[9];
	struct memblock copy;

	given("1000-2000:4 3000-4000");
	given_reserved("1000-1800");
	given_physmap("0-8000");
	memblock_init(&copy, store, LENGTH(store));
	assert_int_equal(memblock_copy(&copy, &mb), CORE_OK);
	assert_true(memblock_equal(&copy, &mb));
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

TEST(a_copy_allocates_as_the_map_does)
{
	struct memblock_region store[9];
	struct memblock copy;

	given("1000-2000:2 3000-4000 5000-6000:1");
	mb.bottom_up = true;
	mb.current_limit = 0x6000;
	mb.has_mirror = true;
	mb.movable_node = true;
	mb.page_shift = 14;
	mb.virt_offset = 0x123000;
	mb.can_resize = true;
	memblock_init(&copy, store, LENGTH(store));
	assert_int_equal(memblock_copy(&copy, &mb), CORE_OK);
	assert_true(copy.bottom_up);
	assert_int_equal(copy.current_limit, 0x6000);
	assert_true(copy.has_mirror);
	assert_true(copy.movable_node);
	assert_int_equal(copy.page_shift, 14);
	assert_int_equal(copy.virt_offset, 0x123000);
	assert_false(copy.can_resize);
	assert_ptr_equal(copy.memory.regions, store);
}

TEST(a_copy_without_room_changes_nothing)
{
	struct memblock_region store[6];
	struct memblock copy;
	struct memblock_type *sets[] = { &mb.memory, &mb.reserved,
					 &mb.physmap };

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

TEST(every_status_has_a_text_of_its_own)
{
	static const int codes[] = { CORE_OK,      CORE_EINVAL,   CORE_EWRAP,
				     CORE_ENOENT,  CORE_ENOSPC,   CORE_ENOMEM,
				     CORE_EFORMAT, CORE_EVERSION, CORE_EBUG,
				     12345 };

	for (size_t i = 0; i < LENGTH(codes); i++) {
		assert_non_null(core_strerror(codes[i]));
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(core_strerror(codes[i]),
						core_strerror(codes[k]));
	}
}
