/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The nodes of a dump's memory as the SRAT that gives them (ACPI 6.5, 5.2.16):
 * everything after the import goes by that. First a processor for each node, so
 * that nodes without memory keep their number, then the ranges.
 */
#include <string.h>

#include "core/base/bytes.h"
#include "tools/import/maps.h"

#define HEADER      48
#define X2APIC      2
#define X2APIC_SIZE 24
#define MEMORY      1
#define REVISION    3
#define CHECKSUM    9

/* As many as Linux has: CONFIG_NODES_SHIFT is at most 10. */
#define NODES_MAX 1024

/* The nodes from 0 up to the last one, and the rows of memory. 0: the nodes are
 * not known. */
static size_t count(const struct found_map *map, size_t *ret_rows)
{
	uint32_t top = 0;

	*ret_rows = 0;
	if (map->capped)
		return 0;
	for (size_t i = 0; i < map->cnt; i++) {
		const struct row *row = &map->rows[i];

		/* In a text report, also what is excluded. */
		if (row->kind != ROW_MEMORY || row->excluded)
			continue;
		if (row->node == 0 || row->node > NODES_MAX)
			return 0;
		(*ret_rows)++;
		if (row->node > top)
			top = row->node;
	}
	return top;
}

size_t nodes_size(const struct found_map *map)
{
	size_t rows, nodes = count(map, &rows);

	return nodes ? HEADER + nodes * X2APIC_SIZE + rows * SRAT_MEMORY_SIZE
		     : 0;
}

static uint8_t *put_processor(uint8_t *at, size_t node)
{
	at[0] = X2APIC;
	at[1] = X2APIC_SIZE;
	put_le(at + 4, node, 4);
	put_le(at + 8, node, 4); /* its identifier */
	put_le(at + 12, SRAT_ENABLED, 4);
	return at + X2APIC_SIZE;
}

static uint8_t *put_memory(uint8_t *at, const struct row *row)
{
	at[0] = MEMORY;
	at[1] = SRAT_MEMORY_SIZE;
	put_le(at + 2, row->node - 1, 4);
	put_le(at + 8, row->first, 8);
	put_le(at + 16, row->last - row->first + 1, 8);
	put_le(at + 28, SRAT_ENABLED, 4);
	return at + SRAT_MEMORY_SIZE;
}

static void put_header(uint8_t *srat, size_t size)
{
	memcpy(srat, "SRAT", 4);
	put_le(srat + 4, size, 4);
	srat[8] = REVISION;
	memcpy(srat + 10, "MEMBLKFROM DUMP", 14);
	memcpy(srat + 28, "MBLK", 4);
	put_le(srat + 36, 1, 4);
}

struct acpi_bytes nodes_put(const struct found_map *map, uint8_t *srat)
{
	size_t size = nodes_size(map), rows, nodes = count(map, &rows);
	uint8_t *at = srat + HEADER, sum = 0;

	if (size == 0)
		return (struct acpi_bytes){ NULL, 0 };
	memset(srat, 0, size);
	put_header(srat, size);
	for (size_t node = 0; node < nodes; node++)
		at = put_processor(at, node);
	for (size_t i = 0; i < map->cnt; i++)
		if (map->rows[i].kind == ROW_MEMORY && !map->rows[i].excluded)
			at = put_memory(at, &map->rows[i]);
	for (size_t i = 0; i < size; i++)
		sum += srat[i];
	srat[CHECKSUM] = (uint8_t)-sum;
	return (struct acpi_bytes){ srat, size };
}
