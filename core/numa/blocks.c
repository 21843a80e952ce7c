/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The SRAT's domains and blocks: what stays of them on this machine.
 */
#include "core/numa/numa_internal.h"

/* --- domains ----------------------------------------------------------- */

/* Node id + 1 of each domain, 0: it did not appear yet. */
struct domains {
	uint16_t node[NUMA_NODES_MAX];
};

static bool meet_domain(struct numa *numa, struct domains *domains,
			uint32_t domain)
{
	if (domain >= NUMA_NODES_MAX)
		return false;
	if (domains->node[domain] == 0) {
		numa->nodes[numa->node_cnt] =
			(struct numa_node){ .domain = domain };
		domains->node[domain] = (uint16_t)++numa->node_cnt;
	}
	return true;
}

/* All entries of memory, or all others. */
static bool meet_domains(struct numa *numa, struct domains *domains,
			 const struct acpi_bytes *srat, bool memory)
{
	struct srat_entry entry;
	size_t at = 0;

	while (srat_next(srat, &at, &entry))
		if (entry.memory == memory &&
		    !meet_domain(numa, domains, entry.domain))
			return false;
	return true;
}

/* --- blocks ------------------------------------------------------------ */

/* Blocks to be sorted: key is the node, and whether it is hot-pluggable. */
struct unsorted {
	struct keyed_range *ranges;
	size_t cnt;
};

static void read_block(struct numa *numa, struct unsorted *unsorted,
		       const struct srat_entry *entry, uint32_t node)
{
	bool hot = entry->flags & SRAT_HOT_PLUGGABLE;

	if (entry->size > PHYS_ADDR_MAX - entry->base)
		numa->wrapping++;
	else if (entry->size > 0)
		unsorted->ranges[unsorted->cnt++] = (struct keyed_range){
			.range = { entry->base, entry->size },
			.key = node << 1 | hot,
		};
}

static enum numa_outcome read_srat(struct numa *numa, struct unsorted *unsorted,
				   const struct acpi_bytes *srat)
{
	struct domains domains = { { 0 } };
	struct srat_entry entry;
	size_t at = 0;
	bool found = false;

	if (!meet_domains(numa, &domains, srat, false) ||
	    !meet_domains(numa, &domains, srat, true))
		return NUMA_DOMAINS;
	while (srat_next(srat, &at, &entry)) {
		if (!entry.memory)
			continue;
		found = true;
		read_block(numa, unsorted, &entry,
			   domains.node[entry.domain] - 1u);
	}
	return found ? NUMA_GOOD : NUMA_NO_MEMORY;
}

/* The sorted ranges that touch memory, within its bounds; both ascend. */
static void clip_blocks(struct blocks *ret, const struct unsorted *sorted,
			const struct memblock *mb)
{
	const struct memblock_region *region = mb->memory.regions;
	const struct memblock_region *top = region + mb->memory.cnt;
	struct range bounds = range_from_to(memblock_start_of_DRAM(mb),
					    memblock_end_of_DRAM(mb));

	ret->cnt = 0;
	for (size_t i = 0; i < sorted->cnt; i++) {
		struct range range = sorted->ranges[i].range;

		while (region < top &&
		       region->base + region->size <= range.base)
			region++;
		if (region == top || region->base >= range_end(range))
			continue;
		ret->list[ret->cnt++] = (struct numa_block){
			.range = range_intersect(range, bounds),
			.node = sorted->ranges[i].key >> 1,
			.hot_pluggable = sorted->ranges[i].key & 1,
		};
	}
}

/* Joins neighbours of one node into ret, holes included: as all are sorted,
 * no other node's block lies between. false: two nodes overlap. */
static bool join_blocks(struct blocks *ret, const struct blocks *blocks)
{
	struct numa_block *last = NULL;

	ret->cnt = 0;
	for (size_t i = 0; i < blocks->cnt; i++) {
		const struct numa_block *block = &blocks->list[i];

		if (last && last->node == block->node) {
			last->range = range_join(last->range, block->range);
			continue;
		}
		if (last && range_end(last->range) > block->range.base)
			return false;
		last = &ret->list[ret->cnt++];
		*last = *block;
	}
	return true;
}

enum numa_outcome numa_read_blocks(struct numa *numa, struct blocks *ret,
				   struct blocks *joined,
				   const struct memblock *mb,
				   const struct acpi_bytes *srat,
				   struct keyed_range *scratch)
{
	struct unsorted unsorted = { .ranges = scratch };
	enum numa_outcome outcome;

	numa->srat = srat_check(srat);
	if (numa->srat != ACPI_GOOD)
		return NUMA_MALFORMED;
	outcome = read_srat(numa, &unsorted, srat);
	if (outcome != NUMA_GOOD)
		return outcome;
	keyed_sort(unsorted.ranges, unsorted.cnt,
		   unsorted.ranges + unsorted.cnt);
	clip_blocks(ret, &unsorted, mb);
	return join_blocks(joined, ret) ? NUMA_GOOD : NUMA_OVERLAP;
}
