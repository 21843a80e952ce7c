/* SPDX-License-Identifier: BSD-2-Clause */
/* Linux's global variable. */
#include <linux/memblock.h>

/* The capacity that Linux's tests expect. */
#define ROOM 128

static struct memblock_region memory[ROOM];
static struct memblock_region reserved[ROOM];

struct memblock memblock = {
	.current_limit = MEMBLOCK_ALLOC_ANYWHERE,
	.page_shift = PAGE_SHIFT_4K,
	.memory = { .regions = memory, .max = ROOM, .name = "memory" },
	.reserved = { .regions = reserved, .max = ROOM, .name = "reserved" },
};
