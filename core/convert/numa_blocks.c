/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The SRAT's domains and blocks: what stays of them on this machine.
 */
#include "core/convert/numa_internal.h"

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

static void read_block(struct numa *numa, struct blocks *blocks,
		       const struct srat_entry *entry, uint32_t node)
{
	if (entry->size > PHYS_ADDR_MAX - entry->base)
		numa->wrapping++;
	else if (entry->size > 0)
		blocks->spans[blocks->cnt++] = (struct span){
			.base = entry->base,
			.size = entry->size,
			.type = node,
			.index = entry->flags & SRAT_HOT_PLUGGABLE ? BLOCK_HOT
								   : BLOCK_COLD,
		};
}

static enum numa_outcome read_srat(struct numa *numa, struct blocks *blocks,
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
		read_block(numa, blocks, &entry,
			   domains.node[entry.domain] - 1u);
	}
	return found ? NUMA_GOOD : NUMA_NO_MEMORY;
}

/* Those that touch memory, within its bounds; both ascend. */
static void clip_blocks(struct blocks *blocks, const struct memblock *mb)
{
	const struct memblock_region *region = mb->memory.regions;
	const struct memblock_region *top = region + mb->memory.cnt;
	phys_addr_t low = memblock_start_of_DRAM(mb);
	phys_addr_t high = memblock_end_of_DRAM(mb);
	size_t kept = 0;

	for (size_t i = 0; i < blocks->cnt; i++) {
		struct span block = blocks->spans[i];
		phys_addr_t end = span_end(&block);

		while (region < top &&
		       region->base + region->size <= block.base)
			region++;
		if (region == top || region->base >= end)
			continue;
		block.base = phys_max(block.base, low);
		block.size = phys_min(end, high) - block.base;
		blocks->spans[kept++] = block;
	}
	blocks->cnt = kept;
}

/* Joins neighbours of one node into ret, holes included: as all are sorted,
 * no other node's block lies between. false: two nodes overlap. */
static bool join_blocks(struct blocks *ret, const struct blocks *blocks)
{
	struct span *last = NULL;

	ret->cnt = 0;
	for (size_t i = 0; i < blocks->cnt; i++) {
		const struct span *block = &blocks->spans[i];

		if (last && last->type == block->type) {
			last->size = phys_max(span_end(last), span_end(block)) -
				     last->base;
			continue;
		}
		if (last && span_end(last) > block->base)
			return false;
		last = &ret->spans[ret->cnt++];
		*last = *block;
	}
	return true;
}

enum numa_outcome numa_read_blocks(struct numa *numa, struct blocks *ret,
				   struct blocks *joined,
				   const struct memblock *mb,
				   const struct acpi_bytes *srat)
{
	enum numa_outcome outcome;

	numa->srat = srat_check(srat);
	if (numa->srat != ACPI_GOOD)
		return NUMA_MALFORMED;
	outcome = read_srat(numa, ret, srat);
	if (outcome != NUMA_GOOD)
		return outcome;
	spans_sort(ret->spans, ret->cnt, joined->spans);
	clip_blocks(ret, mb);
	return join_blocks(joined, ret) ? NUMA_GOOD : NUMA_OVERLAP;
}
