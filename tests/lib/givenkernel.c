/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givenkernel.h"

#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

struct memblock theirs;
struct memblock_region *kernel_store;

void kernel_with(size_t regions)
{
	size_t size = 3 * regions * sizeof(*kernel_store);

	free(kernel_store);
	kernel_store = malloc(size + 1);
	memset(kernel_store, 0x5a, size);
	memblock_init(&theirs, kernel_store, 3 * regions);
}

int forget_kernel(void **state)
{
	free(kernel_store);
	kernel_store = NULL;
	return forget_table(state);
}

static uint64_t bytes_of(uint32_t tag, int lifetime)
{
	struct mbt_region r;
	uint64_t sum = 0;

	for (uint32_t i = 0; mbt_get_region(section_of(tag), i, &r); i++)
		if (lifetime < 0 || r.lifetime == lifetime)
			sum += r.size;
	return sum;
}

/* For each lifetime, compares the conversion's reservations with the table's.
 */
void expect_equal_sums(void)
{
	uint64_t page_owners[MBT_KNOWN_LIFETIMES] = { 0 };

	for (size_t i = 0; i < conversion.page_owner_cnt; i++)
		page_owners[owner_lifetime(conversion.page_owners[i].owner)] +=
			conversion.page_owners[i].range.size;
	assert_true(bytes_of(MBT_MEMORY, -1) ==
		    conversion.mb.memory.total_size);
	assert_true(bytes_of(MBT_RESERVED, -1) ==
		    conversion.mb.reserved.total_size);
	assert_true(bytes_of(MBT_PHYSMAP, -1) == header_of()->total_ram);
	for (int i = 0; i < MBT_KNOWN_LIFETIMES; i++)
		assert_true(bytes_of(MBT_RESERVED, i) == page_owners[i]);
}

/* The header's free ranges are those that memblock would allocate from. */
void expect_equal_free(void)
{
	struct memblock_range theirs_free;
	struct mbt_free range = { 0 };

	for_each_free_mem_range(&theirs, &memblock_mapped, &theirs_free) {
		assert_true(mbt_next_free(table, &range));
		assert_int_equal(range.base, theirs_free.base);
		assert_int_equal(range.end, theirs_free.end);
	}
	assert_false(mbt_next_free(table, &range));
}
