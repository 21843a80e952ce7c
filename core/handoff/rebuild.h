/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Makes a live struct memblock from the table, so that a kernel continues with
 * the sets of the loader. The table has passed mbt_check().
 *
 *	n = memblock_table_regions(table) + 3 * MEMBLOCK_REGIONS_FOR(100);
 *	memblock_init(&mb, store, n);
 *	status = memblock_from_table(&mb, table);
 *
 * Functions that return int return 0 or a code of core/base/status.h, and have
 * then changed nothing. Linux has no counterparts.
 */
#ifndef CORE_HANDOFF_REBUILD_H
#define CORE_HANDOFF_REBUILD_H

#include "core/handoff/table.h"
#include "core/memblock/memblock.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The number of regions that memblock_init() needs for the sets of the table as
 * they are. Room for the kernel's own operations is added three times, because
 * each set gets a third. */
size_t memblock_table_regions(const void *table);

/*
 * Replaces the sets of mb, which memblock_init() has made, by those of the
 * table: memory with flags and nodes, all reserved regions of any lifetime, and
 * physmap. has_mirror becomes true when a region of memory is marked MIRROR,
 * which a loader does only for kernelcore=mirror.
 *
 * CORE_EFORMAT: a set is missing, or its regions are not sorted and disjoint.
 * CORE_ENOSPC: a set has no room.
 */
int memblock_from_table(struct memblock *mb, const void *table);

/*
 * Frees every reserved region with this lifetime (enum mbt_lifetime), once the
 * kernel does not need it any more, including what the kernel itself has
 * reserved inside such a region. After the first region is free nothing is
 * allocated, so the table may free its own memory; the next allocation may then
 * overwrite it.
 *
 * CORE_EFORMAT: the set is missing, or its regions are not sorted and disjoint.
 * CORE_ENOSPC: reserved has no room for the pieces that are left, and may not
 * grow. CORE_ENOMEM: there is no memory for it to grow.
 */
int memblock_free_lifetime(struct memblock *mb, const void *table,
			   uint32_t lifetime);

#ifdef __cplusplus
}
#endif

#endif
