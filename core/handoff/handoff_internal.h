/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Shared by the writer of the table and its readers in core/.
 */
#ifndef CORE_HANDOFF_HANDOFF_INTERNAL_H
#define CORE_HANDOFF_HANDOFF_INTERNAL_H

#include "core/handoff/table.h"
#include "core/memblock/memblock.h"

/* The table has its own values of flags: they are converted by name. */
static const struct {
	uint32_t memblock, mbt;
} table_flags_[] = {
	{ MEMBLOCK_HOTPLUG, MBT_REGION_HOTPLUG },
	{ MEMBLOCK_MIRROR, MBT_REGION_MIRROR },
	{ MEMBLOCK_NOMAP, MBT_REGION_NOMAP },
	{ MEMBLOCK_DRIVER_MANAGED, MBT_REGION_DRIVER_MANAGED },
	{ MEMBLOCK_RSRV_NOINIT, MBT_REGION_NOINIT },
	{ MEMBLOCK_RSRV_KERN, MBT_REGION_KERN },
};
#define TABLE_FLAGS_ (sizeof(table_flags_) / sizeof(*table_flags_))

static inline uint32_t table_flags_of_memblock_(uint32_t flags)
{
	uint32_t ret = 0;

	for (size_t i = 0; i < TABLE_FLAGS_; i++)
		if (flags & table_flags_[i].memblock)
			ret |= table_flags_[i].mbt;
	return ret;
}

static inline uint32_t memblock_flags_of_table_(uint32_t flags)
{
	uint32_t ret = 0;

	for (size_t i = 0; i < TABLE_FLAGS_; i++)
		if (flags & table_flags_[i].mbt)
			ret |= table_flags_[i].memblock;
	return ret;
}

static inline uint16_t table_nid_of_memblock_(int32_t nid)
{
	return nid >= 0 && nid < MBT_NO_NODE ? (uint16_t)nid : MBT_NO_NODE;
}

static inline int32_t memblock_nid_of_table_(uint16_t nid)
{
	return nid == MBT_NO_NODE ? NUMA_NO_NODE : nid;
}

/* True when the region is valid and may follow one that ends at end. */
static inline bool table_region_follows_(const struct mbt_region *region,
					 uint64_t end)
{
	return region->size > 0 && region->size <= UINT64_MAX - region->base &&
	       region->base >= end;
}

#endif
