/* SPDX-License-Identifier: BSD-2-Clause */
/* The smallest kernel: it uses core/handoff/table.h and nothing else. */
#include "core/handoff/table.h"
#include "ovmf/kernel/machine.h"

void kernel_main(const void *table, uint64_t magic);

void kernel_main(const void *table, uint64_t magic)
{
	struct mbt_free range = { 0 };
	uint64_t bytes = 0;

	if (magic != MBT_MAGIC || mbt_check(table, MBT_ANY_SIZE))
		machine_end(1);
	while (mbt_next_free(table, &range))
		bytes += range.end - range.base;
	machine_end(bytes ? 0 : 2);
}
