/* SPDX-License-Identifier: BSD-2-Clause */
/* A kernel that reads the table: what it uses is the memory that is free. */
#include "core/handoff/table.h"
#include "tests/examples/golden_table.h"

static uint64_t used;

static void halt(void)
{
	exit(1);
}

static void use(uint64_t base, uint64_t size)
{
	if (base == 0x488000)
		used = size;
}

void kernel_main(const void *table, uint64_t magic);

/* EXAMPLE */

int main(void)
{
	kernel_main(golden_table(), MBT_MAGIC);
	return used == 0xb78000 ? 0 : 2;
}
