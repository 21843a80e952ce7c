/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A SRAT and a SLIT of any bytes. The first byte says whether length and
 * checksum are corrected, so that the entries are reached, and the second how
 * many sixteenths of the rest are the SRAT. Each table is in an allocation of
 * its own size.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/numa/numa.h"
#include "tests/lib/given.h"
#include "tests/lib/givensrat.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what)
{
	if (!holds) {
		fprintf(stderr, "broken: %s\n", what);
		abort();
	}
}

static phys_addr_t sum_of(const struct memblock_type *type)
{
	phys_addr_t sum = 0;

	for (size_t i = 0; i < type->cnt; i++)
		sum += type->regions[i].size;
	return sum;
}

static void check_type(const struct memblock_type *type,
		       const struct numa *numa)
{
	demand(memblock_type_validate(type) == CORE_OK, "a set is valid");
	demand(sum_of(type) == type->total_size, "no byte is lost");
	for (size_t i = 0; i < type->cnt; i++)
		demand(type->regions[i].nid == NUMA_NO_NODE ||
			       (size_t)type->regions[i].nid < numa->node_cnt,
		       "a node is listed");
}

static void check(const struct numa *numa, phys_addr_t threshold)
{
	phys_addr_t memory = 0, lost;

	check_type(&mb.memory, numa);
	check_type(&mb.reserved, numa);
	for (size_t i = 0; i < numa->node_cnt; i++) {
		memory += numa->nodes[i].memory;
		for (size_t k = 0; k < numa->node_cnt && k < 8; k++)
			demand(numa_distance(numa, i, k) >= 10, "a distance");
	}
	/* Partial pages are not counted. */
	lost = mb.memory.total_size - memory;
	demand(lost <= threshold ||
		       lost - threshold <= mb.memory.cnt * 2 * PAGE_SIZE_4K,
	       "memory has nodes");
	for (size_t i = 0; i < mb.memory.cnt; i++)
		demand(!(mb.memory.regions[i].flags & MEMBLOCK_HOTPLUG) ||
			       !numa->nodes[mb.memory.regions[i].nid].reserved,
		       "a hot-pluggable node holds no reservation");
}

static void apply(const struct acpi_tables *tables, phys_addr_t threshold)
{
	struct numa_room room = {
		.nodes = malloc(numa_nodes_max(tables) * sizeof(*room.nodes)),
		.blocks =
			malloc(numa_blocks_max(tables) * sizeof(*room.blocks)),
		.joined =
			malloc(numa_blocks_max(tables) * sizeof(*room.joined)),
		/* More than blocks have, and than given_room() gives. */
		.scratch = malloc((8 + numa_regions_more(tables)) *
				  sizeof(*room.scratch)),
	};
	struct numa numa;

	given_room(8 + numa_regions_more(tables),
		   "1000-a0000 100000-8000000 8000000-9000000:4 "
		   "100000000-200000000");
	given_reserved("0-100000 7fff000-8001000 180000000-180001000");
	demand(numa_apply(&numa, &mb, tables, threshold, &room) == CORE_OK,
	       "there is room");
	check(&numa, threshold);
	free(room.nodes);
	free(room.blocks);
	free(room.joined);
	free(room.scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct acpi_tables tables;
	size_t first;

	if (size < 2 || size > 4096)
		return 0;
	first = (size - 2) * (data[1] & 15u) / 15;
	tables.srat = acpi_table_of("SRAT", data + 2, first, data[0] & 1);
	tables.slit = acpi_table_of("SLIT", data + 2 + first, size - 2 - first,
				    data[0] & 2);
	apply(&tables, data[0] & 4 ? PHYS_ADDR_MAX : 0x100000);
	free(acpi_byte(&tables.srat, 0));
	free(acpi_byte(&tables.slit, 0));
	return 0;
}
