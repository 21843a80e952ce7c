/* SPDX-License-Identifier: BSD-2-Clause */
/* A kernel that goes on with the loader's sets. */
#include "tests/examples/golden_table.h"

static struct memblock_region store[3 * MEMBLOCK_REGIONS_FOR(100)];
static struct memblock mb;

static void halt(void)
{
	exit(1);
}

static const void *the_table(void)
{
	void *table = golden_table();

	map_golden_memory(table, 0x5000000);
	return table;
}

int main(void)
{
	const void *table = the_table();

	/* EXAMPLE */
	return page && memblock_is_reserved(
			       &mb, (uintptr_t)page - (uintptr_t)mb.virt_offset)
		       ? 0
		       : 2;
}
