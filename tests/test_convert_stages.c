/* SPDX-License-Identifier: BSD-2-Clause */
/* core/convert/stages.h: a stage whose array is too small fails. */
#include "tests/lib/test.h"

#include "core/convert/stages.h"

TEST(a_mirror_that_splits_a_full_set_is_refused)
{
	uint32_t order[] = { 0, 1, 0 };
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
				    .order_cnt = 3 };
	struct memblock_region store[9];
	struct memblock mb;

	memblock_init(&mb, store, 9);
	assert_int_equal(memblock_add(&mb, 0, 0x10000), CORE_OK);
	assert_int_equal(convert_mark_mirrors(&mb, &from, 0x1000), CORE_ENOSPC);
	assert_int_equal(mb.memory.cnt, 3);
}
