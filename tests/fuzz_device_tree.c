/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A device tree of any bytes loses its memory nodes: nothing outside of it is
 * accessed, its header stays, and doing it again changes nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "core/firmware/device_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *tree, *again;

	if (size < DEVICE_TREE_HEADER)
		return 0;
	tree = malloc(size);
	again = malloc(size);
	memcpy(tree, data, size);
	device_tree_size(tree);
	device_tree_forget_memory(tree, size);
	memcpy(again, tree, size);
	device_tree_forget_memory(again, size);
	if (memcmp(tree, data, 8) != 0 || memcmp(tree, again, size) != 0)
		abort();
	free(tree);
	free(again);
	return 0;
}
