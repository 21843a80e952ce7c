/* SPDX-License-Identifier: BSD-2-Clause */
#include "bench/ours.h"

#include <stdlib.h>

#include "core/memblock/alloc.h"

static struct memblock mb;
static struct memblock_region *store;
static struct memblock_region *many;

const struct memblock *bench_map(void)
{
	return &mb;
}

static void reset(size_t room)
{
	free(store);
	free(many);
	store = calloc(3 * room, sizeof(*store));
	many = calloc(room, sizeof(*many));
	memblock_init(&mb, store, 3 * room);
}

static void add(uint64_t base, uint64_t size)
{
	memblock_add(&mb, base, size);
}

static void remove_(uint64_t base, uint64_t size)
{
	memblock_remove(&mb, base, size);
}

static void reserve(uint64_t base, uint64_t size)
{
	memblock_reserve(&mb, base, size);
}

static void free_(uint64_t base, uint64_t size)
{
	memblock_phys_free(&mb, base, size);
}

static void mark_nomap(uint64_t base, uint64_t size)
{
	memblock_mark_nomap(&mb, base, size);
}

static bool is_reserved(uint64_t addr)
{
	return memblock_is_reserved(&mb, addr);
}

static bool is_region_reserved(uint64_t base, uint64_t size)
{
	return memblock_is_region_reserved(&mb, base, size);
}

static bool overlaps(uint64_t base, uint64_t size)
{
	return memblock_overlaps_region(&mb.memory, base, size);
}

static uint64_t alloc(uint64_t size, uint64_t align, bool bottom_up)
{
	mb.bottom_up = bottom_up;
	return memblock_phys_alloc(&mb, size, align);
}

static uint64_t walk_free(bool down)
{
	const struct memblock_filter any = {
		.nid = NUMA_NO_NODE,
		.skip_flags = MEMBLOCK_NOMAP | MEMBLOCK_DRIVER_MANAGED,
	};
	struct memblock_range i;
	uint64_t sum = 0;

	if (down) {
		for_each_free_mem_range_reverse(&mb, &any, &i)
			sum += i.end - i.base;
	} else {
		for_each_free_mem_range(&mb, &any, &i)
			sum += i.end - i.base;
	}
	return sum;
}

static void trim(uint64_t align)
{
	memblock_trim_memory(&mb, align);
}

static void cap(uint64_t end)
{
	memblock_cap_memory_range(&mb, 0, end);
}

static struct memblock_region *ranges(const uint64_t *base, size_t n,
				      uint64_t size)
{
	for (size_t i = 0; i < n; i++)
		many[i] = (struct memblock_region){ .base = base[i],
						    .size = size };
	return many;
}

static void reserve_many(const uint64_t *base, size_t n, uint64_t size)
{
	memblock_add_many(&mb.reserved, ranges(base, n, size), n, NUMA_NO_NODE,
			  MEMBLOCK_NONE);
}

static void mark_many(const uint64_t *base, size_t n, uint64_t size)
{
	memblock_setclr_flag_many(&mb.memory, ranges(base, n, size), n, true,
				  MEMBLOCK_NOMAP);
}

static void free_many(const uint64_t *base, size_t n, uint64_t size)
{
	memblock_remove_many(&mb.reserved, ranges(base, n, size), n);
}

const struct bench_ops bench_ours = {
	"ours",     reset,       add,
	remove_,    reserve,     free_,
	mark_nomap, is_reserved, is_region_reserved,
	overlaps,   alloc,       walk_free,
	trim,       cap,         reserve_many,
	mark_many,  free_many,
};
