/* SPDX-License-Identifier: BSD-2-Clause */
/* core/convert/stages.h: a stage whose array is too small fails. */
#include "tests/lib/test.h"

#include "core/convert/stages.h"

static const struct keyed_range two[] = {
	{ { 0x1000, 0x1000 }, KIND_MEMORY, 0 },
	{ { 0x4000, 0x1000 }, KIND_MEMORY, 0 },
};

TEST(pages_that_do_not_fit_into_the_set_are_refused)
{
	struct memblock_region regions[2];
	struct memblock_type set;

	memblock_type_init(&set, "set", regions, 2);
	assert_int_equal(convert_fill_pages(&set, two, 2, 0x1000), CORE_OK);
	assert_int_equal(set.cnt, 2);
	memblock_type_init(&set, "set", regions, 1);
	assert_int_equal(convert_fill_pages(&set, two, 2, 0x1000), CORE_ENOSPC);
}

TEST(a_mirror_that_splits_a_full_set_is_refused)
{
	uint32_t order[] = { 0, 1 };
	struct efi_memory_desc desc[] = {
		{ .type = EFI_CONVENTIONAL_MEMORY,
		  .phys_addr = 0x1000,
		  .num_pages = 1,
		  .attribute = EFI_ATTR_WB | EFI_ATTR_MORE_RELIABLE },
		{ .type = EFI_CONVENTIONAL_MEMORY,
		  .phys_addr = 0x3000,
		  .num_pages = 1,
		  .attribute = EFI_ATTR_WB | EFI_ATTR_MORE_RELIABLE },
	};
	struct efimap map = { .desc = desc,
			      .size = sizeof(desc),
			      .desc_size = sizeof(desc[0]),
			      .desc_version = 1 };
	struct descriptors from = { .map = &map,
				    .order = order,
				    .order_cnt = 2 };
	struct memblock_region store[9];
	struct memblock mb;

	memblock_init(&mb, store, 9);
	assert_int_equal(memblock_add(&mb, 0, 0x10000), CORE_OK);
	assert_int_equal(convert_mark_mirrors(&mb, &from, 0x1000), CORE_ENOSPC);
	assert_int_equal(mb.memory.cnt, 3);
}
