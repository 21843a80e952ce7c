/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Gives the regions of finished sets their nodes, by Linux's rules for the ACPI
 * tables SRAT and SLIT (drivers/acpi/numa/srat.c, mm/numa_memblks.c):
 *
 *   - A proximity domain gets the next node id where it appears first:
 *     processors and initiators in the order of the table, then memory.
 *   - Memory entries are blocks. Those without any memory are dropped, the
 *     others clipped to [start_of_DRAM, end_of_DRAM). Blocks of one node are
 *     joined across the hole between them, unless a block of another node lies
 *     there.
 *   - The parts of memory and reserved that lie in a block get its node.
 *   - Memory in hot-pluggable entries is marked HOTPLUG, except on a node that
 *     holds any reservation: that node cannot be removed.
 *
 * The SRAT is rejected as a whole when it is malformed, has no memory entry,
 * has too many domains, has overlapping blocks of two nodes, or leaves more
 * memory without a node than the caller allows. Then everything is on node 0,
 * as in Linux. Without a SRAT nothing is set. A malformed SLIT is rejected by
 * itself.
 *
 * The cost is linear for tables whose entries ascend, n log n for any other.
 */
#ifndef CORE_NUMA_NUMA_H
#define CORE_NUMA_NUMA_H

#include "core/firmware/keyed_range.h"
#include "core/firmware/srat.h"
#include "core/memblock/memblock.h"

/* Linux's MAX_NUMNODES, where it is largest; domains are below it too. */
#define NUMA_NODES_MAX 1024

enum numa_outcome {
	NUMA_ABSENT, /* no SRAT */
	NUMA_GOOD,
	NUMA_MALFORMED, /* see numa.srat */
	NUMA_NO_MEMORY, /* no enabled entry for memory */
	NUMA_DOMAINS,   /* a domain of NUMA_NODES_MAX or more */
	NUMA_OVERLAP,   /* blocks of different nodes overlap */
	NUMA_COVERAGE,  /* too much memory without a node */
	NUMA_OUTCOME_COUNT,
};
/* The name in machine formats: "good", "overlap". */
const char *numa_outcome_name(enum numa_outcome outcome);

struct numa_node {
	uint32_t domain;
	bool reserved;      /* holds a reservation */
	phys_addr_t memory; /* bytes of memory */
};

struct numa {
	enum numa_outcome outcome;
	enum acpi_fault srat;
	enum acpi_fault slit; /* ACPI_GOOD also without one */
	/* By node id; a single one where the SRAT was rejected. A node may
	 * have no memory. */
	struct numa_node *nodes;
	size_t node_cnt;
	/* Memory entries that extend beyond 2^64 and were ignored. */
	size_t wrapping;
	/* The SLIT, if both it and the SRAT are good. */
	struct acpi_bytes distances;
};

static inline bool numa_rejected(const struct numa *numa)
{
	return numa->outcome > NUMA_GOOD;
}

/* Why the SRAT was rejected: a phrase that follows "the SRAT ". */
const char *numa_text(const struct numa *numa);

/* The distance between two nodes. Where the SLIT has none, 10 within a node and
 * 20 between nodes (Linux's LOCAL_DISTANCE and REMOTE_DISTANCE). */
unsigned int numa_distance(const struct numa *numa, size_t from, size_t to);

/* A range of memory that the SRAT gives a node. */
struct numa_block {
	struct range range;
	uint32_t node;
	bool hot_pluggable;
};

/* Arrays of the caller, and how many elements each has at least. */
struct numa_room {
	struct numa_node *nodes;            /* numa_nodes_max() */
	struct numa_block *blocks, *joined; /* numa_blocks_max() each */
	/* 2 * numa_blocks_max(), and as many as memory and as reserved have
	 * room for. */
	struct keyed_range *scratch;
};

static inline size_t numa_nodes_max(const struct acpi_tables *tables)
{
	size_t entries = srat_entries_max(&tables->srat) + 1;

	return entries < NUMA_NODES_MAX ? entries : NUMA_NODES_MAX;
}

static inline size_t numa_blocks_max(const struct acpi_tables *tables)
{
	return srat_memory_max(&tables->srat) + 1;
}

/* How many regions numa_apply() may add to a set. */
static inline size_t numa_regions_more(const struct acpi_tables *tables)
{
	return tables->srat.bytes ? 4 * numa_blocks_max(tables) : 0;
}

/*
 * Sets the nodes of memory and reserved, of which no region has a node or
 * HOTPLUG yet. The SRAT is rejected when more than threshold bytes of memory
 * are without a node (Linux: 1 MiB on x86, 0 on arm64). Returns 0, also for a
 * rejected table, or CORE_ENOSPC with nothing changed when memory or reserved
 * has no room for numa_regions_more(). ret->nodes is room->nodes.
 */
int numa_apply(struct numa *ret, struct memblock *mb,
	       const struct acpi_tables *tables, phys_addr_t threshold,
	       const struct numa_room *room);

#endif
