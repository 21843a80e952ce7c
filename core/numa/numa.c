/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Outcomes, distances, and what the blocks do to the sets.
 */
#include "core/numa/numa_internal.h"

#define LOCAL_DISTANCE  10
#define REMOTE_DISTANCE 20

const char *numa_outcome_name(enum numa_outcome outcome)
{
	static const char *const names[NUMA_OUTCOME_COUNT] = {
		[NUMA_ABSENT] = "absent",       [NUMA_GOOD] = "good",
		[NUMA_MALFORMED] = "malformed", [NUMA_NO_MEMORY] = "no-memory",
		[NUMA_DOMAINS] = "domains",     [NUMA_OVERLAP] = "overlap",
		[NUMA_COVERAGE] = "coverage",
	};

	return names[outcome];
}

const char *numa_text(const struct numa *numa)
{
	static const char *const texts[NUMA_OUTCOME_COUNT] = {
		[NUMA_ABSENT] = "is absent",
		[NUMA_GOOD] = "is good",
		[NUMA_NO_MEMORY] = "has no memory",
		[NUMA_DOMAINS] = "has too many domains",
		[NUMA_OVERLAP] = "gives the same memory to two nodes",
		[NUMA_COVERAGE] = "leaves memory without a node",
	};

	return numa->outcome == NUMA_MALFORMED ? acpi_fault_text(numa->srat)
					       : texts[numa->outcome];
}

unsigned int numa_distance(const struct numa *numa, size_t from, size_t to)
{
	const struct acpi_bytes *slit = &numa->distances;
	size_t known = slit_domains(slit);

	if (numa->nodes[from].domain < known && numa->nodes[to].domain < known)
		return slit_distance(slit, numa->nodes[from].domain,
				     numa->nodes[to].domain);
	return from == to ? LOCAL_DISTANCE : REMOTE_DISTANCE;
}

/* --- sets -------------------------------------------------------------- */

static void count_nodes(struct numa *numa, const struct memblock *mb)
{
	const struct memblock_region *region;

	for_each_mem_region(mb, region)
		if (region->nid != NUMA_NO_NODE)
			numa->nodes[region->nid].memory += region->size;
	for_each_reserved_mem_region(mb, region)
		if (region->nid != NUMA_NO_NODE)
			numa->nodes[region->nid].reserved = true;
}

/* As Linux's numa_clear_kernel_node_hotplug(): a node of which even one page is
 * reserved cannot be removed. The others are joined where they touch. */
static void keep_hot(struct blocks *blocks, const struct numa *numa)
{
	size_t kept = 0;

	for (size_t i = 0; i < blocks->cnt; i++) {
		const struct numa_block *block = &blocks->list[i];
		struct numa_block *last =
			&blocks->list[kept > 0 ? kept - 1 : 0];

		if (!block->hot_pluggable || numa->nodes[block->node].reserved)
			continue;
		if (kept > 0 && range_end(last->range) >= block->range.base)
			last->range = range_join(last->range, block->range);
		else
			blocks->list[kept++] = *block;
	}
	blocks->cnt = kept;
}

static void set_nodes(struct numa *numa, struct memblock *mb,
		      const struct blocks *joined, struct blocks *blocks,
		      struct keyed_range *scratch)
{
	numa_lay_nodes(&mb->memory, joined, scratch);
	numa_lay_nodes(&mb->reserved, joined, scratch);
	count_nodes(numa, mb);
	keep_hot(blocks, numa);
	numa_lay_flag(&mb->memory, blocks, MEMBLOCK_HOTPLUG, scratch);
}

/* Linux's dummy_numa_init(): one node for everything. */
static void set_dummy(struct numa *numa, struct memblock *mb,
		      struct keyed_range *scratch)
{
	struct numa_block all = { .range = { 0, memblock_end_of_DRAM(mb) } };
	const struct blocks joined = { &all, all.range.size > 0 };
	struct blocks none = { &all, 0 };

	numa->nodes[0] = (struct numa_node){ .domain = 0 };
	numa->node_cnt = 1;
	set_nodes(numa, mb, &joined, &none, scratch);
}

/* --- all of it --------------------------------------------------------- */

static void check_slit(struct numa *numa, const struct acpi_bytes *slit)
{
	if (slit->bytes == NULL)
		return;
	numa->slit = slit_check(slit);
	if (numa->slit == ACPI_GOOD && numa->outcome == NUMA_GOOD)
		numa->distances = *slit;
}

static void apply(struct numa *numa, struct memblock *mb,
		  const struct acpi_tables *tables, phys_addr_t threshold,
		  const struct numa_room *room)
{
	struct blocks blocks = { room->blocks, 0 };
	struct blocks joined = { room->joined, 0 };

	numa->outcome = numa_read_blocks(numa, &blocks, &joined, mb,
					 &tables->srat, room->scratch);
	if (numa->outcome == NUMA_GOOD &&
	    numa_uncovered(&mb->memory, &joined, room->scratch) > threshold)
		numa->outcome = NUMA_COVERAGE;
	check_slit(numa, &tables->slit);
	if (numa->outcome == NUMA_GOOD)
		set_nodes(numa, mb, &joined, &blocks, room->scratch);
	else
		set_dummy(numa, mb, room->scratch);
}

static bool has_room(const struct memblock_type *type, size_t more)
{
	return type->max - type->cnt >= more;
}

int numa_apply(struct numa *ret, struct memblock *mb,
	       const struct acpi_tables *tables, phys_addr_t threshold,
	       const struct numa_room *room)
{
	struct numa numa = { .nodes = room->nodes };
	size_t more = numa_regions_more(tables);

	if (!has_room(&mb->memory, more) || !has_room(&mb->reserved, more))
		return CORE_ENOSPC;
	if (tables->srat.bytes != NULL)
		apply(&numa, mb, tables, threshold, room);
	*ret = numa;
	return CORE_OK;
}
