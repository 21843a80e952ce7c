/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define STATUS_NO_MEMORY 2

void *memory_resize(void *old, size_t count, size_t size)
{
	void *new = NULL;

	if (size == 0 || count <= SIZE_MAX / size)
		new = realloc(old, count * size);
	if (new == NULL) {
		fprintf(stderr,
			"memblock: out of memory: cannot allocate %zu times "
			"%zu bytes; close other programs or read a smaller "
			"file\n",
			count, size);
		exit(STATUS_NO_MEMORY);
	}
	return new;
}
