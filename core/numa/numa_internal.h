/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of core/numa/numa.h share:
 *
 *   blocks.c   SRAT -> domains with node ids, blocks of memory
 *   overlay.c  blocks laid over a set
 *   numa.c     both, in Linux's order
 */
#ifndef CORE_NUMA_NUMA_INTERNAL_H
#define CORE_NUMA_NUMA_INTERNAL_H

#include "core/numa/numa.h"

/* In order of addresses. */
struct blocks {
	struct numa_block *list;
	size_t cnt;
};

/*
 * ret gets the SRAT's blocks, clipped to memory: those of one node may
 * overlap. joined gets one for each row of neighbours of the same node,
 * disjoint. Both have room for numa_blocks_max(), scratch for twice that. numa
 * gets its nodes.
 */
enum numa_outcome numa_read_blocks(struct numa *numa, struct blocks *ret,
				   struct blocks *joined,
				   const struct memblock *mb,
				   const struct acpi_bytes *srat,
				   struct keyed_range *scratch);

/*
 * Blocks over a set: disjoint ones, of which no two that touch are alike.
 * Regions are split where a block begins or ends, in one pass for any number
 * of blocks; each costs up to two regions, for which the set has room. scratch
 * has room for all regions of the set.
 */

/* Bytes in whole pages of the set that no block covers. */
phys_addr_t numa_uncovered(const struct memblock_type *type,
			   const struct blocks *blocks,
			   struct keyed_range *scratch);

/* What a block covers gets its node; nothing had one. */
void numa_lay_nodes(struct memblock_type *type, const struct blocks *blocks,
		    struct keyed_range *scratch);

/* What a block covers gets the flag, which nothing had. */
void numa_lay_flag(struct memblock_type *type, const struct blocks *blocks,
		   uint32_t flag, struct keyed_range *scratch);

#endif
