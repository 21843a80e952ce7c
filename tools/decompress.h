/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files that gzip, xz or zstd compressed, read by their own libraries.
 */
#ifndef TOOLS_DECOMPRESS_H
#define TOOLS_DECOMPRESS_H

#include <stddef.h>

#include "core/text/print.h"

/* The name of the compression that bytes[len] begin with: "gzip", "xz" or
 * "zstd". NULL: none of these. */
const char *decompress_what(const void *bytes, size_t len);

/*
 * What bytes[len] were before they were compressed, *ret_len bytes, which the
 * caller frees. Several compressed files in a row are one. NULL, after one
 * message: the file is truncated, damaged or empty, or there are more than
 * max bytes. name is that of the file in messages.
 */
void *decompress(const char *name, const void *bytes, size_t len, size_t max,
		 size_t *ret_len, const struct sink *messages);

#endif
