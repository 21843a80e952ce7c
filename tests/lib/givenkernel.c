/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givenkernel.h"

#include <stdlib.h>
#include <string.h>

struct memblock theirs;
struct memblock_region *kernel_store;

void kernel_with(size_t regions)
{
	size_t size = 3 * regions * sizeof(*kernel_store);

	free(kernel_store);
	kernel_store = malloc(size + 1);
	memset(kernel_store, 0x5a, size);
	memblock_init(&theirs, kernel_store, 3 * regions);
}

int forget_kernel(void **state)
{
	free(kernel_store);
	kernel_store = NULL;
	return forget_table(state);
}
