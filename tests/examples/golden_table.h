/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The golden table as a kernel would find it, for the examples of the
 * documents: at a multiple of 4096, its direct map at memory of this process.
 */
#ifndef TESTS_EXAMPLES_GOLDEN_TABLE_H
#define TESTS_EXAMPLES_GOLDEN_TABLE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/handoff/table.h"

static inline void *golden_table(void)
{
	static _Alignas(4096) unsigned char bytes[1 << 16];
	FILE *f = fopen("tests/golden/table-v1.bin", "rb");

	if (!f || !fread(bytes, 1, sizeof(bytes), f))
		exit(100);
	fclose(f);
	return bytes;
}

/* Backs the machine's memory, size bytes from physical 0 on, by memory of this
 * process, and makes the table's direct map point to it. */
static inline void map_golden_memory(void *table, size_t size)
{
	const struct mbt_section *section = mbt_find_section(table, MBT_CPU);
	void *memory = calloc(1, size);
	struct mbt_cpu *cpu;

	if (!section || !memory)
		exit(101);
	cpu = (struct mbt_cpu *)((char *)table + ((const char *)(section + 1) -
						  (const char *)table));
	cpu->direct_map = (uintptr_t)memory;
}

#endif
