/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The page allocator of the example kernel: a buddy allocator that takes over
 * the free memory of memblock. A block of order n is 2^n pages, aligned to its
 * size.
 */
#ifndef OVMF_KERNEL_PAGES_H
#define OVMF_KERNEL_PAGES_H

#include "core/memblock/memblock.h"

/* The largest order. */
#define PAGES_ORDER_MAX 10

/* Allocates from mb what the allocator needs, one byte for each page of memory.
 * It has no pages yet. False: there is not enough memory. */
bool pages_init(struct memblock *mb);

/* Adds 2^order free pages at physical address base: also the way to free a
 * block. */
void pages_free(phys_addr_t base, unsigned int order);

/* Writes the address of 2^order pages to *ret_base. False: there are none. */
bool pages_alloc(unsigned int order, phys_addr_t *ret_base);

/* The number of free pages, and of free blocks. */
uint64_t pages_count(void);
uint64_t pages_blocks(void);

#endif
