/* SPDX-License-Identifier: BSD-2-Clause */
/* Allocating pointers: core/memblock/alloc.c. */
#include "tests/lib/test.h"

#include "core/memblock/alloc.h"
#include "tests/lib/given.h"

static phys_addr_t phys(const void *ptr)
{
	return memblock_virt_to_phys(&mb, ptr);
}

TEST(pointers_are_physical_plus_the_offset)
{
	char *p;

	given_ram(16, "1000-9000");
	p = memblock_alloc(&mb, 0x1000, 0x1000);
	assert_ptr_equal(p, given_ram_bytes + 0x8000);
	assert_ptr_equal(memblock_phys_to_virt(&mb, 0x8000), p);
	assert_int_equal(memblock_free(&mb, p, 0x1000), CORE_OK);
	assert_int_equal(memblock_free(&mb, NULL, 0x1000), CORE_OK);
	expect_reserved("");
}

TEST(freeing_no_pointer_frees_nothing)
{
	given("1000-9000");
	given_reserved("0-2000");
	assert_int_equal(memblock_free(&mb, NULL, 0x1000), CORE_OK);
	expect_reserved("0-2000");
}

TEST(memory_is_cleared_unless_it_is_raw)
{
	unsigned char *p;

	given_ram(16, "1000-9000");
	p = memblock_alloc_raw(&mb, 0x10, 0x10);
	assert_int_equal(p[0], 0xee);
	p = memblock_alloc(&mb, 0x10, 0x10);
	assert_int_equal(p[0] | p[15], 0);
	assert_int_equal(p[16], 0xee);
	p = memblock_alloc_exact_nid_raw(&mb, 0x10, 0x10, 0, 0, NUMA_NO_NODE);
	assert_int_equal(p[0], 0xee);
}

TEST(min_is_preferred_and_max_is_a_limit)
{
	given_ram(16, "1000-9000");
	assert_int_equal(phys(memblock_alloc_from(&mb, 0x1000, 0x1000, 0x8000)),
			 0x8000);
	assert_int_equal(phys(memblock_alloc_from(&mb, 0x1000, 0x1000, 0x8000)),
			 0x7000);
	assert_int_equal(
		phys(memblock_alloc_try_nid_raw(&mb, 0x1000, 0x1000, 0x5000,
						0x4000, NUMA_NO_NODE)),
		0x3000);
	assert_null(memblock_alloc_try_nid(&mb, 0x1000, 0x1000, 0, 0x1000,
					   NUMA_NO_NODE));
	mb.current_limit = 0x2000;
	assert_int_equal(phys(memblock_alloc_try_nid(&mb, 0x1000, 0x1000, 0,
						     0x9000, NUMA_NO_NODE)),
			 0x1000);
	assert_null(memblock_alloc(&mb, 0x1000, 0x1000));
}

TEST(low_memory_is_below_4_gib)
{
	given_ram(16, "1000-9000 100000000-100001000");
	assert_int_equal(phys(memblock_alloc_low(&mb, 0x1000, 0x1000)), 0x8000);
	assert_int_equal(memblock_phys_alloc(&mb, 0x1000, 0x1000), 0x100000000);
}

TEST(a_node_is_preferred_or_exact)
{
	given_ram(16, "1000-2000@0 2000-3000@1");
	assert_int_equal(phys(memblock_alloc_node(&mb, 0x1000, 0x1000, 0)),
			 0x1000);
	assert_null(memblock_alloc_exact_nid_raw(&mb, 0x1000, 0x1000, 0, 0, 0));
	assert_int_equal(phys(memblock_alloc_node(&mb, 0x1000, 0x1000, 0)),
			 0x2000);
}

TEST(huge_pages_are_aligned_and_not_mirrored)
{
	given_ram(16, "1000-9000 10000-18000:2");
	mb.has_mirror = true;
	assert_int_equal(
		phys(memblock_alloc_hugetlb(&mb, 0x4000, NUMA_NO_NODE, false)),
		0x14000);
	given_ram(16, "1000-9000:2 10000-18000");
	mb.has_mirror = true;
	assert_int_equal(
		phys(memblock_alloc_hugetlb(&mb, 0x4000, NUMA_NO_NODE, false)),
		0x14000);
	given_ram(16, "1000-9000@0 10000-18000:2@1");
	mb.has_mirror = true;
	assert_int_equal(phys(memblock_alloc_hugetlb(&mb, 0x4000, 0, true)),
			 0x4000);
	assert_null(memblock_alloc_hugetlb(&mb, 0x4000, 0, true));
	expect_reserved("4000-8000:a0@0");
}
