/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Nodes for the sets, by Linux's rules for the SRAT and the SLIT
 * (drivers/acpi/numa/srat.c, mm/numa_memblks.c):
 *
 *   - A proximity domain gets the next node id where it appears first:
 *     processors and initiators in the table's order, then memory.
 *   - Memory entries are blocks. Those that touch no memory are dropped, the
 *     others clipped to [start_of_DRAM, end_of_DRAM), blocks of one node are
 *     joined over the hole between them unless another node's lies in it.
 *   - What of memory and reserved lies in a block gets its node.
 *   - HOTPLUG is for memory of hot-pluggable entries, but not on a node that
 *     holds any reservation: that one cannot be taken out.
 *
 * A SRAT that is malformed, has no memory entry, has too many domains, has
 * blocks of two nodes that overlap, or leaves more memory without a node than
 * the caller allows is rejected as a whole. Then everything is on node 0, as
 * in Linux. Without a SRAT nothing is known, and nothing is set. A SLIT that
 * is malformed is rejected by itself.
 *
 * The cost is linear for tables whose entries ascend, n log n for any.
 */
#ifndef CORE_CONVERT_NUMA_H
#define CORE_CONVERT_NUMA_H

#include "core/memblock/memblock.h"
#include "core/firmware/keyed_range.h"
#include "core/firmware/srat.h"

/* Linux's MAX_NUMNODES, where it is largest; domains are below it too. */
#define NUMA_NODES_MAX 1024

enum numa_outcome {
	NUMA_ABSENT, /* there is no SRAT */
	NUMA_GOOD,
	NUMA_MALFORMED, /* numa.srat says how */
	NUMA_NO_MEMORY, /* no enabled entry for memory */
	NUMA_DOMAINS,   /* a domain of NUMA_NODES_MAX or more */
	NUMA_OVERLAP,   /* blocks of different nodes overlap */
	NUMA_COVERAGE,  /* too much memory has no node */
	NUMA_VERDICT_COUNT,
};
/* "good", "overlap": for machines. */
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
	/* By node id; one for all where the SRAT was rejected. A node may
	 * have no memory. */
	struct numa_node *nodes;
	size_t node_cnt;
	/* Entries for memory that reach beyond 2^64 and were passed over. */
	size_t wrapping;
	/* The SLIT if it is good, and if the SRAT is. */
	struct acpi_bytes distances;
};

static inline bool numa_rejected(const struct numa *numa)
{
	return numa->outcome > NUMA_GOOD;
}

/* Why the SRAT was rejected: a phrase that goes on behind "the SRAT ". */
const char *numa_text(const struct numa *numa);

/* From node to node; what the SLIT does not say is 10 to itself, 20 to any
 * other (Linux's LOCAL_DISTANCE and REMOTE_DISTANCE). */
unsigned int numa_distance(const struct numa *numa, size_t from, size_t to);

/* A range of memory that the SRAT gives a node. */
struct numa_block {
	struct range range;
	uint32_t node;
	bool hot_pluggable;
};

/* The caller's memory. */
struct numa_room {
	struct numa_node *nodes;            /* numa_nodes_max() */
	struct numa_block *blocks, *joined; /* numa_blocks_max() each */
	struct keyed_range *scratch;        /* 2 * numa_blocks_max() */
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

/* How many regions a set may get in addition. */
static inline size_t numa_regions_more(const struct acpi_tables *tables)
{
	return tables->srat.bytes ? 4 * numa_blocks_max(tables) : 0;
}

/*
 * Gives the finished sets their nodes: no region may have a node or HOTPLUG
 * before. threshold: so many bytes of memory may be without a node (x86 1
 * MiB, arm64 0). CORE_ENOSPC when memory or reserved lacks room for
 * numa_regions_more(); a rejected table is no error. ret->nodes is
 * room->nodes.
 */
int numa_apply(struct numa *ret, struct memblock *mb,
	       const struct acpi_tables *tables, phys_addr_t threshold,
	       const struct numa_room *room);

#endif
