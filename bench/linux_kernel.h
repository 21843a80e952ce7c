/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What Linux's mm/memblock.c needs from a kernel, defined for the one file of a
 * program that is linked with it: no nodes, and no slab allocator. Compiled
 * with the headers of a Linux tree.
 */
#ifndef BENCH_LINUX_KERNEL_H
#define BENCH_LINUX_KERNEL_H

#include <linux/memblock.h>
#include <linux/mmzone.h>
#include <linux/slab.h>
#include <stdlib.h>

bool movable_node_enabled;

struct pglist_data *first_online_pgdat(void)
{
	return NULL;
}

struct pglist_data *next_online_pgdat(struct pglist_data *pgdat)
{
	(void)pgdat;
	return NULL;
}

bool slab_is_available(void)
{
	return false;
}

void *kmalloc(size_t size, gfp_t gfp)
{
	(void)gfp;
	return malloc(size);
}

void kfree(void *p)
{
	free(p);
}

#endif
