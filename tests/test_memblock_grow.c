/* SPDX-License-Identifier: BSD-2-Clause */
/* Arrays that grow into the memory they describe: core/memblock/grow.c. */
#include "tests/lib/test.h"

#include "core/memblock/alloc.h"
#include "tests/lib/given.h"

#define PAGE 0x1000ull
#define HOST GIVEN_RAM_SIZE

static void given_map(const char *memory, const char *reserved)
{
	given_ram(4, memory);
	given_reserved(reserved);
}

#define expect_map(memory_text, reserved_text)  \
	do {                                    \
		expect(memory_text);            \
		expect_reserved(reserved_text); \
	} while (0)

TEST(a_full_set_does_not_grow_unless_allowed)
{
	given_map("10000-80000", "1000-2000 3000-4000 5000-6000 7000-8000");
	assert_int_equal(memblock_reserve(&mb, 0x9000, 0x1000), CORE_ENOSPC);
	assert_int_equal(memblock_make_room(&mb, &mb.reserved, 5), CORE_ENOSPC);
	assert_int_equal(memblock_make_room(&mb, &mb.reserved, 4), CORE_OK);
	expect_map("10000-80000", "1000-2000 3000-4000 5000-6000 7000-8000");
}

TEST(one_set_by_itself_does_not_grow)
{
	given_map("10000-80000", "1000-2000 3000-4000 5000-6000 7000-8000");
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_add_range(&mb.reserved, 0x9000, 0x1000,
					    NUMA_NO_NODE, MEMBLOCK_NONE),
			 CORE_ENOSPC);
	assert_int_equal(memblock_set_node(&mb.reserved, 0x1000, 0x800, 1),
			 CORE_ENOSPC);
	expect_map("10000-80000", "1000-2000 3000-4000 5000-6000 7000-8000");
}

TEST(reserved_doubles_and_reserves_its_array)
{
	given_map("10000-80000", "1000-2000 3000-4000 5000-6000 7000-8000");
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_reserve(&mb, 0x9000, 0x1000), CORE_OK);
	expect_map("10000-80000", "1000-2000 3000-4000 5000-6000 7000-8000 "
				  "9000-a000 7f000-80000:20");
	assert_int_equal(mb.reserved.max, 8);
	assert_ptr_equal(mb.reserved.regions, given_ram_bytes + 0x7f000);
}

TEST(memory_doubles_too)
{
	given_map("10000-20000 30000-40000 50000-60000 70000-80000", "");
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_add(&mb, 0x90000, PAGE), CORE_OK);
	expect_map("10000-20000 30000-40000 50000-60000 70000-80000 "
		   "90000-91000",
		   "7f000-80000:20");
	assert_int_equal(mb.memory.max, 8);
}

TEST(reserved_grows_first_when_it_must_hold_the_array)
{
	given_map("10000-20000 30000-40000 50000-60000 70000-80000",
		  "1000-2000 3000-4000");
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_add(&mb, 0x90000, PAGE), CORE_OK);
	expect_map("10000-20000 30000-40000 50000-60000 70000-80000 "
		   "90000-91000",
		   "1000-2000 3000-4000 7e000-80000:20");
	assert_int_equal(mb.reserved.max, 8);
}

TEST(physmap_doubles_as_well)
{
	given_map("10000-20000", "");
	memblock_allow_resize(&mb);
	for (phys_addr_t i = 0; i < 5; i++)
		assert_int_equal(memblock_physmap_add(&mb, 2 * i * PAGE, PAGE),
				 CORE_OK);
	expect_physmap("0-1000 2000-3000 4000-5000 6000-7000 "
		       "8000-9000");
	expect_reserved("1f000-20000:20");
}

TEST(the_array_is_not_in_the_range_to_reserve)
{
	given_map("10000-80000", "1000-2000 3000-4000 5000-6000 7000-8000");
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_reserve(&mb, 0x70000, 0x10000), CORE_OK);
	expect_reserved("1000-2000 3000-4000 5000-6000 7000-8000 "
			"6f000-70000:20 70000-80000");

	given_map("10000-80000", "1000-2000 3000-4000 5000-6000 7000-8000");
	memblock_allow_resize(&mb);
	mb.bottom_up = true;
	assert_int_equal(memblock_reserve(&mb, 0x10000, 0x10000), CORE_OK);
	expect_reserved("1000-2000 3000-4000 5000-6000 7000-8000 "
			"10000-20000 20000-21000:20");
}

TEST(the_array_is_not_in_the_range_to_remove_or_mark)
{
	given_map("10000-20000 30000-40000 50000-60000 70000-80000", "");
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_remove(&mb, 0x71000, 0xe000), CORE_OK);
	expect_map("10000-20000 30000-40000 50000-60000 70000-71000 "
		   "7f000-80000",
		   "7f000-80000:20");

	given_map("10000-20000 30000-40000 50000-60000 70000-80000", "");
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_mark_nomap(&mb, 0x71000, 0xf000), CORE_OK);
	expect_map("10000-20000 30000-40000 50000-60000 70000-71000 "
		   "71000-80000:4",
		   "70000-71000:20");
}

TEST(splitting_a_full_set_makes_it_grow)
{
	given_map("10000-20000@1 30000-40000 50000-60000 70000-80000", "");
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_memory_set_node(&mb, 0x12000, PAGE, 2),
			 CORE_OK);
	expect_map("10000-12000@1 12000-13000@2 13000-20000@1 30000-40000 "
		   "50000-60000 70000-80000",
		   "7f000-80000:20");

	given_map("10000-80000", "1000-2000 3000-4000 5000-6000 7000-a000");
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_phys_free(&mb, 0x8000, PAGE), CORE_OK);
	expect_reserved("1000-2000 3000-4000 5000-6000 7000-8000 "
			"9000-a000 7f000-80000:20");
	assert_int_equal(memblock_reserved_set_node(&mb, 0, 0x80000, 1),
			 CORE_OK);
	expect_reserved("1000-2000@1 3000-4000@1 5000-6000@1 "
			"7000-8000@1 9000-a000@1 7f000-80000:20@1");
}

TEST(an_array_that_had_grown_is_freed)
{
	given_map("10000-80000", "");
	memblock_allow_resize(&mb);
	for (phys_addr_t i = 0; i < 300; i++)
		assert_int_equal(
			memblock_reserve(&mb, 0x10000 + i * 0x100, 0x80),
			CORE_OK);
	assert_int_equal(memblock_type_validate(&mb.reserved), CORE_OK);
	assert_int_equal(mb.reserved.max, 512);
	/* 512 regions are three pages; all smaller arrays are free again. */
	assert_int_equal(memblock_reserved_size(&mb), 300 * 0x80 + 3 * PAGE);
	assert_int_equal(mb.reserved.cnt, 301);
}

TEST(an_array_of_the_caller_is_never_freed)
{
	struct memblock_region other[4];

	given_map("10000-80000", "1000-2000 3000-4000 5000-6000 7000-8000");
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_reserve(&mb, 0x9000, PAGE), CORE_OK);
	/* The caller restores its own array. */
	mb.reserved.regions = other;
	mb.reserved.max = 4;
	set_from_text(&mb.reserved, "1000-2000 3000-4000 5000-6000 "
				    "7f000-80000:20");
	assert_int_equal(memblock_reserve(&mb, 0x7000, PAGE), CORE_OK);
	expect_reserved("1000-2000 3000-4000 5000-6000 7000-8000 "
			"7e000-80000:20");
}

TEST(without_free_memory_nothing_changes)
{
	given_map("10000-11000", "1000-2000 3000-4000 5000-6000 10000-11000");
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_reserve(&mb, 0x7000, PAGE), CORE_ENOMEM);
	expect_map("10000-11000", "1000-2000 3000-4000 5000-6000 10000-11000");

	given_map("10000-20000 30000-40000:4 50000-60000:4 70000-80000:4",
		  "1000-2000 10000-20000");
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_add(&mb, 0, PAGE), CORE_ENOMEM);
	assert_int_equal(memblock_make_room(&mb, &mb.memory, 5), CORE_ENOMEM);
	expect_reserved("1000-2000 10000-20000");
}

TEST(arrays_stay_below_the_limit)
{
	given_map("10000-80000", "1000-2000 3000-4000 5000-6000 7000-8000");
	memblock_allow_resize(&mb);
	mb.current_limit = 0x20000;
	assert_int_equal(memblock_reserve(&mb, 0x90000, PAGE), CORE_OK);
	expect_reserved("1000-2000 3000-4000 5000-6000 7000-8000 "
			"1f000-20000:20 90000-91000");
}

TEST(room_for_many_is_made_at_once)
{
	given_map("10000-80000", "");
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_make_room(&mb, &mb.memory, 1000), CORE_OK);
	assert_int_equal(mb.memory.max, 1024);
	expect_map("10000-80000", "7a000-80000:20");
}

TEST(reserved_grows_once_for_the_range_and_its_array)
{
	given_map("10000-80000", "1000-2000");
	mb.reserved.max = 1;
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_reserve(&mb, 0x3000, PAGE), CORE_OK);
	expect_reserved("1000-2000 3000-4000 7f000-80000:20");
	assert_int_equal(mb.reserved.max, 8);
}

/* --- against a map with room --------------------------------------------- */

#define ARENA (HOST / 2)

static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static int one_change(struct memblock *to, uint64_t bits)
{
	phys_addr_t base = (bits & 0xff) * PAGE + (bits >> 8 & 1) * 0x800;
	phys_addr_t size = 0x800 * (1 + (bits >> 9 & 7));
	int nid = (int)(bits >> 12 & 1);

	switch (bits >> 13 & 7) {
	case 0:
	case 1:
		return memblock_add_node(to, base, size, nid, MEMBLOCK_NONE);
	case 2:
		return memblock_remove(to, base, size);
	case 3:
		return memblock_mark_nomap(to, base, size);
	case 4:
		return memblock_memory_set_node(to, base, size, nid);
	case 5:
	case 6:
		return memblock_reserve_node(to, base, size, nid,
					     MEMBLOCK_NONE);
	}
	return memblock_phys_free(to, base, size);
}

static phys_addr_t pages_of(const struct memblock_type *type)
{
	return align_up(type->max * sizeof(*type->regions), PAGE);
}

/* Arrays are taken from the top, where the changes do not reach. */
TEST(a_growing_map_holds_what_a_large_one_does)
{
	static struct memblock_region large_store[3 * 2048];
	struct memblock large;
	uint64_t seed = 88172645463325252;

	given_map("", "");
	memblock_init(&large, large_store, 3 * 2048);
	memblock_add(&mb, ARENA, HOST - ARENA);
	memblock_add(&large, ARENA, HOST - ARENA);
	memblock_allow_resize(&mb);
	for (size_t i = 0; i < 5000; i++) {
		uint64_t bits = next_random(&seed) >> 16;

		assert_int_equal(one_change(&mb, bits), CORE_OK);
		assert_int_equal(one_change(&large, bits), CORE_OK);
		assert_int_equal(memblock_validate(&mb), CORE_OK);
		assert_true(memblock_type_equal(&mb.memory, &large.memory));
	}
	assert_true(mb.memory.max > 64 && mb.reserved.max > 64);
	/* Two arrays have grown, and only they are reserved. */
	assert_int_equal(memblock_reserved_size(&mb) -
				 memblock_reserved_size(&large),
			 pages_of(&mb.memory) + pages_of(&mb.reserved));
	memblock_phys_free(&mb, ARENA, HOST - ARENA);
	assert_true(memblock_type_equal(&mb.reserved, &large.reserved));
}

TEST(an_empty_array_can_grow)
{
	given_map("10000-80000", "");
	memblock_type_init(&mb.physmap, "physmap", NULL, 0);
	memblock_allow_resize(&mb);
	assert_int_equal(memblock_physmap_add(&mb, 0, PAGE), CORE_OK);
	expect_physmap("0-1000");
}
