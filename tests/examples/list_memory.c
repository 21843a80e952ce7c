/* SPDX-License-Identifier: BSD-2-Clause */
/* A kernel that lists its memory: all of what it shows is in the golden
 * table. */
#include "core/handoff/table.h"
#include "tests/examples/golden_table.h"

static int free_ranges, modules;

static void show(const char *what, uint64_t base, uint64_t end)
{
	if (base >= end)
		exit(1);
	free_ranges += strcmp(what, "free") == 0;
	modules += strcmp(what, "module") == 0;
}

void list_memory(const void *table);

/* EXAMPLE */

int main(void)
{
	list_memory(golden_table());
	return free_ranges == 8 && modules == 2 ? 0 : 2;
}
