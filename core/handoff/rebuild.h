/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A kernel goes on with the very sets that the loader had: from a table back
 * to a live struct memblock. The table has passed mbt_check().
 *
 *	n = memblock_table_regions(table) + 3 * MEMBLOCK_REGIONS_FOR(100);
 *	memblock_init(&mb, store, n);
 *	error = memblock_from_table(&mb, table);
 */
#ifndef CORE_HANDOFF_REBUILD_H
#define CORE_HANDOFF_REBUILD_H

#include "core/memblock/memblock.h"
#include "core/handoff/table.h"

/* How many regions memblock_init() wants for the sets of the table alone.
 * What the kernel does with them comes on top, three times because each set
 * gets a third. */
size_t memblock_table_regions(const void *table);

/*
 * Puts the table's sets into mb, which memblock_init() has made, in place of
 * what it holds: memory with flags and nodes, everything reserved, whatever
 * its lifetime, and physmap. They are those that the loader had. has_mirror
 * is whether a region of memory is marked MIRROR, which a loader does with
 * kernelcore=mirror alone.
 *
 * CORE_EFORMAT: a set is missing, or its regions are not sorted and disjoint.
 * CORE_ENOSPC: a set has no room. Either way mb is as it was.
 */
int memblock_from_table(struct memblock *mb, const void *table);

/*
 * Frees every reserved region with this lifetime (enum mbt_lifetime), once
 * the kernel has no more use for it. What the kernel itself has reserved
 * within such a region is freed with it. Nothing is allocated once the first
 * region is free, so that the table may free its own; the next allocation may
 * then overwrite it.
 *
 * CORE_EFORMAT as above. CORE_ENOSPC, CORE_ENOMEM: reserved has no room for
 * the pieces that are left, and cannot grow. Either way nothing is freed.
 */
int memblock_free_lifetime(struct memblock *mb, const void *table,
			   uint32_t lifetime);

#endif
