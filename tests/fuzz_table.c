/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Any bytes as a table: reader, validator and memblock do not read beyond it,
 * and a table that the validator accepts gives valid sets. The checksum is
 * corrected, since a fuzzer would not guess it.
 *
 *   byte 0       bit 0: magic, version and used_size are set to fit as well;
 *                bits 1-3: the lifetime that is freed
 *   7 bytes      nothing, so that the table is aligned
 *   the rest     the table
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/table/check.h"
#include "core/handoff/rebuild.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what)
{
	if (!holds) {
		fprintf(stderr, "broken: %s\n", what);
		abort();
	}
}

static void repair(struct mbt_header *header, size_t len, bool all)
{
	if (all) {
		header->magic = MBT_MAGIC;
		header->version_major = MBT_VERSION_MAJOR;
		if (header->used_size > len)
			header->used_size = (uint32_t)len;
		if (header->capacity < header->used_size)
			header->capacity = header->used_size;
	}
	if (header->used_size >= sizeof(*header) && header->used_size <= len)
		header->crc32 = mbt_checksum(header);
}

/* A kernel that prints everything. */
static size_t walk(const void *table)
{
	const struct mbt_header *header = table;
	const struct mbt_section *section = mbt_first_section(table);
	struct mbt_free range = { 0 };
	struct mbt_region region;
	size_t sum = 0;

	for (uint32_t i = 0; i < header->section_count; i++) {
		for (uint32_t k = 0;
		     k < 64 && mbt_get_region(section, k, &region); k++)
			sum += strlen(mbt_string(table, region.owner)) +
			       strlen(mbt_string(table, region.name));
		section = mbt_next_section(section);
	}
	for (uint64_t end = 0; mbt_next_free(table, &range); end = range.end)
		demand(range.base >= end && range.base < range.end,
		       "free pieces ascend");
	sum += mbt_find_reserved(table, "module", "initrd", &region);
	return sum + strlen(mbt_cmdline(table));
}

static void rebuild(const void *table, uint32_t lifetime, bool good)
{
	size_t n = memblock_table_regions(table);
	struct memblock_region *store = malloc(n * sizeof(*store) + 1);
	struct memblock mb;
	int status;

	memblock_init(&mb, store, n);
	status = memblock_from_table(&mb, table);
	demand(!good || status == CORE_OK, "a good table is rebuilt");
	if (status == CORE_OK) {
		demand(!memblock_type_validate(&mb.memory) &&
			       !memblock_type_validate(&mb.reserved) &&
			       !memblock_type_validate(&mb.physmap),
		       "the sets hold their invariants");
		demand(!good || !memblock_validate(&mb),
		       "a good table's memory is there");
		demand(memblock_free_lifetime(&mb, table, lifetime) == CORE_OK,
		       "a fresh memblock has room for freeing");
		demand(!memblock_type_validate(&mb.reserved),
		       "freeing holds the invariants");
	}
	free(store);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct table_fault fault = { .problem = TABLE_GOOD };
	size_t len = size < 8 ? 0 : size - 8, sum = 0;
	uint8_t *table = malloc(len ? len : 1);
	int status;

	if (len)
		memcpy(table, data + 8, len);
	if (len >= sizeof(struct mbt_header))
		repair((struct mbt_header *)(void *)table, len, data[0] & 1);
	status = table_validate(table, len, &fault);
	demand((status == CORE_OK) == (fault.problem == TABLE_GOOD),
	       "a fault has its problem");
	demand(table_problem_text(fault.problem) != NULL &&
		       table_tag_name(fault.tag) != NULL,
	       "a fault has its words");
	if (mbt_check(table, (uint32_t)len) == MBT_OK) {
		sum = walk(table);
		rebuild(table, data[0] >> 1 & 7, status == CORE_OK);
	} else {
		demand(status != CORE_OK, "a good table passes mbt_check()");
	}
	free(table);
	return sum == SIZE_MAX;
}
