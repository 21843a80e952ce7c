/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Linux's mm/memblock.c as a struct bench_ops, with what it needs from a
 * kernel. Compiled with the headers of a Linux tree; every symbol except
 * bench_linux is made local afterwards.
 */
#include <limits.h>

#include "bench/linux_kernel.h"
#include "bench/ops.h"

static void fresh(struct memblock_type *type, size_t room)
{
	static struct memblock_region *used[2];
	struct memblock_region **slot = &used[type == &memblock.reserved];

	free(*slot);
	*slot = calloc(room, sizeof(**slot));
	type->regions = *slot;
	type->cnt = 0;
	type->max = room;
	type->total_size = 0;
}

static void reset(size_t room)
{
	fresh(&memblock.memory, room);
	fresh(&memblock.reserved, room);
	memblock.bottom_up = false;
	memblock.current_limit = MEMBLOCK_ALLOC_ANYWHERE;
}

static void add(uint64_t base, uint64_t size)
{
	memblock_add(base, size);
}

static void remove_(uint64_t base, uint64_t size)
{
	memblock_remove(base, size);
}

static void reserve(uint64_t base, uint64_t size)
{
	memblock_reserve(base, size);
}

static void free_(uint64_t base, uint64_t size)
{
	memblock_phys_free(base, size);
}

static void mark_nomap(uint64_t base, uint64_t size)
{
	memblock_mark_nomap(base, size);
}

static bool is_reserved(uint64_t addr)
{
	return memblock_is_reserved(addr);
}

static bool is_region_reserved(uint64_t base, uint64_t size)
{
	return memblock_is_region_reserved(base, size);
}

static bool overlaps(uint64_t base, uint64_t size)
{
	return memblock_overlaps_region(&memblock.memory, base, size);
}

static uint64_t alloc(uint64_t size, uint64_t align, bool bottom_up)
{
	memblock_set_bottom_up(bottom_up);
	return memblock_phys_alloc(size, align);
}

static uint64_t walk_free(bool down)
{
	phys_addr_t start, end;
	uint64_t sum = 0;
	u64 i;

	if (down) {
		for_each_free_mem_range_reverse(i, NUMA_NO_NODE, MEMBLOCK_NONE,
						&start, &end, NULL)
			sum += end - start;
	} else {
		for_each_free_mem_range(i, NUMA_NO_NODE, MEMBLOCK_NONE, &start,
					&end, NULL)
			sum += end - start;
	}
	return sum;
}

static void trim(uint64_t align)
{
	memblock_trim_memory(align);
}

static void cap(uint64_t end)
{
	memblock_cap_memory_range(0, end);
}

const struct bench_ops bench_linux = {
	"Linux",    reset,       add,
	remove_,    reserve,     free_,
	mark_nomap, is_reserved, is_region_reserved,
	overlaps,   alloc,       walk_free,
	trim,       cap,         NULL,
	NULL,       NULL,
};
