/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Bytes that are written in order, or only counted.
 */
#ifndef EFI_BOOT_PHYSICAL_BLOB_H
#define EFI_BOOT_PHYSICAL_BLOB_H

#include "core/base/bytes.h"
#include "core/base/cstring.h"

struct blob {
	uint8_t *memory; /* NULL: only count */
	size_t size;     /* of memory */
	size_t used;     /* may exceed size */
};

static inline bool blob_has(const struct blob *blob, size_t at, size_t bytes)
{
	return blob->memory && at <= blob->size && bytes <= blob->size - at;
}

/* Writes a number at an offset, without moving on. */
static inline void blob_set(struct blob *blob, size_t at, uint64_t value,
			    size_t bytes)
{
	if (blob_has(blob, at, bytes))
		put_le(blob->memory + at, value, bytes);
}

static inline void blob_put(struct blob *blob, uint64_t value, size_t bytes)
{
	blob_set(blob, blob->used, value, bytes);
	blob->used += bytes;
}

static inline void blob_copy(struct blob *blob, const void *bytes, size_t size)
{
	if (size > 0 && blob_has(blob, blob->used, size))
		memcpy(blob->memory + blob->used, bytes, size);
	blob->used += size;
}

/* With its NUL; returns its offset. */
static inline size_t blob_text(struct blob *blob, const char *text)
{
	size_t at = blob->used;

	blob_copy(blob, text, str_len(text) + 1);
	return at;
}

/* Zeroes up to the next multiple of align. */
static inline void blob_align(struct blob *blob, size_t align)
{
	while (blob->used % align != 0)
		blob_put(blob, 0, 1);
}

#endif
