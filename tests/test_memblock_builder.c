/* SPDX-License-Identifier: BSD-2-Clause */
/* Filling one set in ascending order: core/memblock/builder.h. */
#include "tests/lib/test.h"

#include "core/memblock/builder.h"
#include "tests/lib/given.h"

static struct memblock_builder b;

static void begin(void)
{
	b = memblock_builder_begin(&mb.memory);
}

static int append_kind(phys_addr_t base, phys_addr_t end, int nid,
		       uint32_t flags)
{
	return memblock_builder_append(&b, base, end - base, nid, flags);
}

static int append(phys_addr_t base, phys_addr_t end)
{
	return append_kind(base, end, NUMA_NO_NODE, MEMBLOCK_NONE);
}

static void end(void)
{
	memblock_builder_end(&b);
}

TEST(a_built_set_holds_what_was_appended)
{
	given("");
	begin();
	assert_int_equal(append(0x1000, 0x2000), CORE_OK);
	assert_int_equal(append(0x3000, 0x4000), CORE_OK);
	end();
	expect("1000-2000 3000-4000");
}

TEST(a_set_built_from_nothing_is_empty)
{
	given("1000-2000");
	begin();
	end();
	expect("");
}

TEST(the_set_is_empty_until_building_ends)
{
	given("1000-2000");
	begin();
	assert_int_equal(append(0x8000, 0x9000), CORE_OK);
	expect("");
	end();
	expect("8000-9000");
}

TEST(ranges_that_touch_merge_if_flags_and_node_are_equal)
{
	given("");
	begin();
	assert_int_equal(append(0x1000, 0x2000), CORE_OK);
	assert_int_equal(append(0x2000, 0x3000), CORE_OK);
	assert_int_equal(append_kind(0x3000, 0x4000, 1, 4), CORE_OK);
	assert_int_equal(append_kind(0x4000, 0x5000, 1, 4), CORE_OK);
	end();
	expect("1000-3000 3000-5000:4@1");
}

TEST(ranges_that_differ_in_flags_or_node_stay_apart)
{
	given("");
	begin();
	assert_int_equal(append(0x1000, 0x2000), CORE_OK);
	assert_int_equal(append_kind(0x2000, 0x3000, NUMA_NO_NODE, 4), CORE_OK);
	assert_int_equal(append_kind(0x3000, 0x4000, 1, 4), CORE_OK);
	assert_int_equal(append_kind(0x4000, 0x5000, 2, 4), CORE_OK);
	end();
	expect("1000-2000 2000-3000:4 3000-4000:4@1 4000-5000:4@2");
}

TEST(the_first_range_may_begin_at_0)
{
	given("");
	begin();
	assert_int_equal(append(0, 0x1000), CORE_OK);
	assert_int_equal(append(0x1000, 0x2000), CORE_OK);
	end();
	expect("0-2000");
}

TEST(the_last_range_may_end_at_the_top)
{
	given("");
	begin();
	assert_int_equal(append(PHYS_ADDR_MAX - 1, PHYS_ADDR_MAX), CORE_OK);
	assert_int_equal(append(PHYS_ADDR_MAX, 0), CORE_EWRAP);
	end();
	expect("fffffffffffffffe-ffffffffffffffff");
}

TEST(a_range_that_is_refused_leaves_the_builder_as_it_was)
{
	given_room(2, "");
	begin();
	assert_int_equal(append(0x1000, 0x2000), CORE_OK);
	assert_int_equal(append(0x2000, 0x2000), CORE_EINVAL);
	assert_int_equal(append(0x1fff, 0x3000), CORE_EINVAL);
	assert_int_equal(append(0x800, 0x900), CORE_EINVAL);
	assert_int_equal(append(0x2000, 0x1fff), CORE_EWRAP);
	assert_int_equal(append(0x4000, 0x5000), CORE_OK);
	assert_int_equal(append(0x6000, 0x7000), CORE_ENOSPC);
	assert_int_equal(append_kind(0x5000, 0x6000, 1, 0), CORE_ENOSPC);
	assert_int_equal(append(0x5000, 0x6000), CORE_OK);
	end();
	expect("1000-2000 4000-6000");
}

TEST(a_set_without_room_takes_no_range)
{
	struct memblock_type none;

	memblock_type_init(&none, "none", NULL, 0);
	b = memblock_builder_begin(&none);
	assert_int_equal(append(0, 0x1000), CORE_ENOSPC);
	end();
	expect_set(&none, "");
}

TEST(resume_appends_after_the_last_region)
{
	given("1000-2000 3000-4000:4@1");
	b = memblock_builder_resume(&mb.memory);
	assert_int_equal(append(0x3800, 0x5000), CORE_EINVAL);
	assert_int_equal(append_kind(0x4000, 0x5000, 1, 4), CORE_OK);
	assert_int_equal(append(0x5000, 0x6000), CORE_OK);
	end();
	expect("1000-2000 3000-5000:4@1 5000-6000");

	given("");
	b = memblock_builder_resume(&mb.memory);
	assert_int_equal(append(0, 0x1000), CORE_OK);
	end();
	expect("0-1000");
}

TEST(a_set_may_be_rebuilt_from_its_own_array)
{
	size_t n;

	given_room(3, "1000-2000 3000-4000 5000-6000:4");
	n = mb.memory.cnt;
	begin();
	for (size_t i = 0; i < n; i++) {
		struct memblock_region r = mb.memory.regions[i];

		assert_int_equal(append_kind(r.base, r.base + r.size, r.nid, 0),
				 CORE_OK);
	}
	end();
	expect("1000-2000 3000-4000 5000-6000");
}

TEST(appending_unchecked_does_what_the_caller_says)
{
	given_room(2, "");
	begin();
	memblock_builder_append_unchecked(&b, 0, 0x1000, NUMA_NO_NODE, 0,
					  false);
	memblock_builder_append_unchecked(&b, 0x1000, 0x1000, NUMA_NO_NODE, 0,
					  true);
	memblock_builder_append_unchecked(&b, 0x2000, 0x1000, 1, 4, false);
	assert_int_equal(append_kind(0x2fff, 0x4000, 1, 4), CORE_EINVAL);
	assert_int_equal(append_kind(0x3000, 0x4000, 1, 4), CORE_OK);
	end();
	expect("0-2000 2000-4000:4@1");
}
