/* SPDX-License-Identifier: BSD-2-Clause */
/* Handing over to a page allocator: core/memblock/free_all.c. */
#include "tests/lib/test.h"

#include "core/memblock/alloc.h"
#include "tests/lib/given.h"

#define PAGE 0x1000ull

struct given_blocks {
	struct memblock_type set;
	struct memblock_region regions[32];
};

/* The order is shown as the node. */
static void give(void *ctx, struct memblock_block block)
{
	struct given_blocks *to = ctx;

	assert_int_equal(block.end - block.base, PAGE << block.order);
	assert_int_equal(block.base & (block.end - block.base - 1), 0);
	to->regions[to->set.cnt++] =
		(struct memblock_region){ block.base, block.end - block.base, 0,
					  (int32_t)block.order };
}

static const char *free_all(unsigned int max_order, uint64_t pages)
{
	static struct given_blocks to;

	memblock_type_init(&to.set, "blocks", to.regions, 32);
	assert_int_equal(memblock_free_all(&mb, max_order, give, &to), pages);
	return text_of(&to.set);
}

TEST(free_pages_come_in_the_largest_aligned_blocks)
{
	given("0-9000 a800-cfff 10000-20000 20000-21000:4");
	given_reserved("3000-4000");
	assert_string_equal(free_all(10, 25),
			    "0-2000@1 2000-3000@0 4000-8000@2 8000-9000@0 "
			    "b000-c000@0 10000-20000@4");
	assert_string_equal(free_all(2, 25),
			    "0-2000@1 2000-3000@0 4000-8000@2 8000-9000@0 "
			    "b000-c000@0 10000-14000@2 14000-18000@2 "
			    "18000-1c000@2 1c000-20000@2");
	expect_reserved("3000-4000");
}

TEST(partial_pages_are_not_freed)
{
	given("1-fff 1001-1fff 2001-4fff fffffffffffff001-ffffffffffffffff");
	assert_string_equal(free_all(10, 1), "3000-4000@0");
}

TEST(orders_end_with_the_address_space)
{
	struct memblock_block block = { 0 };

	given("0-ffffffffffffffff");
	assert_true(memblock_next_free_block(&mb, 99, &block));
	assert_int_equal(block.order, 51);
	assert_true(block.end == (phys_addr_t)1 << 63);
}

/* --- the arrays, too ----------------------------------------------------- */

/* The page allocator overwrites each block at once. */
static void take(void *ctx, struct memblock_block block)
{
	memset(memblock_phys_to_virt(&mb, block.base), 0xdd,
	       block.end - block.base);
	memblock_add_range(ctx, block.base, block.end - block.base,
			   NUMA_NO_NODE, 0);
}

TEST(discard_frees_the_arrays_that_have_grown)
{
	struct memblock_region taken[8];
	struct memblock_type to;

	given_ram(4, "10000-80000");
	given_reserved("20000-30000");
	memblock_allow_resize(&mb);
	memblock_make_room(&mb, &mb.memory, 500);
	memblock_make_room(&mb, &mb.physmap, 200);
	memblock_type_init(&to, "taken", taken, 8);
	assert_int_equal(memblock_free_all(&mb, 3, take, &to), 0x5a);
	expect_set(&to, "10000-20000 30000-7a000");
	assert_int_equal(memblock_discard(&mb, 3, take, &to), 6);
	expect_set(&to, "10000-20000 30000-80000");
	expect("");
	expect_reserved("");
	assert_int_equal(memblock_add(&mb, 0, PAGE), CORE_ENOSPC);
	assert_int_equal(memblock_discard(&mb, 3, take, &to), 0);
}

TEST(discard_keeps_the_arrays_of_the_caller)
{
	const struct memblock_region *array;

	given_ram(4, "10000-80000");
	given_reserved("20000-30000");
	array = mb.memory.regions;
	assert_int_equal(memblock_discard(&mb, 3, take, NULL), 0);
	assert_int_equal(array->base, 0x10000);
	assert_int_equal(mb.memory.max, 0);
	assert_string_equal(mb.reserved.name, "reserved");
}

TEST(a_discarded_array_that_the_caller_gives_again_is_the_callers)
{
	struct memblock_region taken[8], *array;
	struct memblock_type to;
	size_t max;

	given_ram(4, "10000-80000");
	memblock_allow_resize(&mb);
	memblock_make_room(&mb, &mb.memory, 500);
	array = mb.memory.regions;
	max = mb.memory.max;
	memblock_type_init(&to, "taken", taken, 8);
	assert_true(memblock_discard(&mb, 3, take, &to) > 0);
	memblock_type_init(&mb.memory, "memory", array, max);
	assert_int_equal(memblock_discard(&mb, 3, take, &to), 0);
}
