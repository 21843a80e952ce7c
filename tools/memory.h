/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memory for the host program, which ends where there is none.
 */
#ifndef TOOLS_MEMORY_H
#define TOOLS_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/*
 * realloc() of an array of count elements of size bytes each; old is NULL for a
 * new one. Never returns NULL: if there is not enough memory, prints a message
 * to stderr and exits with status 2. free() releases the array.
 */
void *memory_resize(void *old, size_t count, size_t size);

/*
 * Tells the processor that what lies a page further on will be read soon: by
 * itself it does not read ahead beyond a page. at may be near the end of the
 * memory, since nothing is read that is not there.
 */
static inline void memory_read_ahead(const char *at)
{
	__builtin_prefetch((const void *)((uintptr_t)at + 4096));
}

#endif
