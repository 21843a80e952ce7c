/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givennuma.h"

#include "tests/lib/test.h"

#include <stdlib.h>

struct acpi_tables tables;
struct numa numa;

static struct numa_room room;

static void forget_room(void)
{
	free(room.nodes);
	free(room.blocks);
	free(room.joined);
	free(room.scratch);
	room = (struct numa_room){ 0 };
}

TEST_STEP(forget_numa)
{
	free(acpi_byte(&tables.srat, 0));
	free(acpi_byte(&tables.slit, 0));
	tables = (struct acpi_tables){ 0 };
	forget_room();
	numa = (struct numa){ 0 };
	return 0;
}

int apply_numa(phys_addr_t threshold)
{
	size_t scratch;

	forget_room();
	room.nodes = malloc(numa_nodes_max(&tables) * sizeof(*room.nodes));
	room.blocks = malloc(numa_blocks_max(&tables) * sizeof(*room.blocks));
	room.joined = malloc(numa_blocks_max(&tables) * sizeof(*room.joined));
	scratch = 2 * numa_blocks_max(&tables);
	scratch = scratch > mb.memory.max ? scratch : mb.memory.max;
	scratch = scratch > mb.reserved.max ? scratch : mb.reserved.max;
	room.scratch = malloc(scratch * sizeof(*room.scratch));
	return numa_apply(&numa, &mb, &tables, threshold, &room);
}
