/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Linux's memblock interface on top of one instance of ours, as far as
 * Linux's own tests (tools/testing/memblock) ask for it. The instance has
 * Linux's field names, so the tests write into it as they do into theirs.
 *
 * Each name is a macro around the function of that name; what differs in
 * meaning goes through an inline function: Linux clips a range at the top
 * and takes an empty one for done, where ours returns a code.
 */
#ifndef SHIM_MEMBLOCK_H
#define SHIM_MEMBLOCK_H

#include <assert.h>
#include <errno.h>
#include <linux/sizes.h>
#include <stdarg.h>
#include <stdio.h>

#include "core/memblock/alloc.h"

#define __maybe_unused    __attribute__((unused))
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#define max(a, b)         ((a) > (b) ? (a) : (b))
#define min(a, b)         ((a) < (b) ? (a) : (b))
#define PAGE_ALIGN(addr)  (((addr) + 0xfff) & ~(phys_addr_t)0xfff)
/* What Linux's tests are built with; with 64 some of them fail on Linux. */
#define SMP_CACHE_BYTES 32

extern struct memblock memblock;
/* The tests define it and their option -m sets it. */
extern bool movable_node_enabled;

static inline bool movable_node_is_enabled(void)
{
	return movable_node_enabled;
}

static inline phys_addr_t shim_size(phys_addr_t base, phys_addr_t size)
{
	return min(size, PHYS_ADDR_MAX - base);
}

#ifdef CONFIG_NUMA
#define numa_valid_node(nid)        ((nid) >= 0 && (nid) < 1 << CONFIG_NODES_SHIFT)
#define memblock_get_region_node(r) ((r)->nid)
#else
/* Without NUMA there are no nodes, and every region says 0. */
#define numa_valid_node(nid)        ((void)(nid), false)
#define memblock_get_region_node(r) ((void)(r), 0)
#endif

/* Linux keeps the first region of an empty set zeroed. */
static inline int shim_empty(struct memblock_type *type, int status)
{
	if (type->cnt == 0)
		type->regions[0] = (struct memblock_region){ 0 };
	return status;
}

/* --- sets ---------------------------------------------------------------- */

#define SHIM_DO(function, base, size, ...)                          \
	(shim_size(base, size)                                      \
		 ? function(&memblock, base, shim_size(base, size), \
			    ##__VA_ARGS__)                          \
		 : 0)
#define memblock_add(...)          SHIM_DO(memblock_add, __VA_ARGS__)
#define memblock_add_node(...)     SHIM_DO(memblock_add_node, __VA_ARGS__)
#define memblock_reserve(...)      SHIM_DO(memblock_reserve, __VA_ARGS__)
#define memblock_reserve_kern(...) SHIM_DO(memblock_reserve_kern, __VA_ARGS__)
#define __memblock_reserve(...)    SHIM_DO(memblock_reserve_node, __VA_ARGS__)
#define memblock_remove(base, size) \
	shim_empty(&memblock.memory, SHIM_DO(memblock_remove, base, size))
#define memblock_phys_free(base, size) \
	shim_empty(&memblock.reserved, SHIM_DO(memblock_phys_free, base, size))
#define memblock_free(ptr, size)                                             \
	((ptr) ? memblock_phys_free((phys_addr_t)(ptr), (phys_addr_t)(size)) \
	       : 0)

#define memblock_set_node(base, size, type, nid)                        \
	((type) == &memblock.memory                                     \
		 ? memblock_memory_set_node(&memblock, base, size, nid) \
		 : memblock_reserved_set_node(&memblock, base, size, nid))

/* --- questions and settings ---------------------------------------------- */

#define memblock_trim_memory(align) memblock_trim_memory(&memblock, align)
#define memblock_allow_resize()     memblock_allow_resize(&memblock)
#define memblock_phys_mem_size()    memblock_phys_mem_size(&memblock)
#define memblock_start_of_DRAM()    memblock_start_of_DRAM(&memblock)
#define memblock_end_of_DRAM()      memblock_end_of_DRAM(&memblock)
#define memblock_bottom_up()        (memblock.bottom_up)
#define memblock_set_bottom_up(up)  ((void)(memblock.bottom_up = (up)))

#undef for_each_mem_region
#define for_each_mem_region(r) \
	for_each_memblock_type_region(&memblock.memory, r)
#undef for_each_reserved_mem_region
#define for_each_reserved_mem_region(r) \
	for_each_memblock_type_region(&memblock.reserved, r)

/* --- allocation ---------------------------------------------------------- */

/* Linux takes an alignment of 0 for that of the cache. */
#define SHIM_ALLOC(function, size, align, ...)                          \
	(memblock.movable_node = movable_node_enabled,                  \
	 function(&memblock, size, (align) ? (align) : SMP_CACHE_BYTES, \
		  ##__VA_ARGS__))
#define memblock_alloc(...)      SHIM_ALLOC(memblock_alloc, __VA_ARGS__)
#define memblock_alloc_raw(...)  SHIM_ALLOC(memblock_alloc_raw, __VA_ARGS__)
#define memblock_alloc_from(...) SHIM_ALLOC(memblock_alloc_from, __VA_ARGS__)
#define memblock_alloc_node(...) SHIM_ALLOC(memblock_alloc_node, __VA_ARGS__)
#define memblock_alloc_try_nid(...) \
	SHIM_ALLOC(memblock_alloc_try_nid, __VA_ARGS__)
#define memblock_alloc_try_nid_raw(...) \
	SHIM_ALLOC(memblock_alloc_try_nid_raw, __VA_ARGS__)
#define memblock_alloc_exact_nid_raw(...) \
	SHIM_ALLOC(memblock_alloc_exact_nid_raw, __VA_ARGS__)

#endif
