/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The data of a gzip file: DEFLATE (RFC 1951).
 */
#ifndef CORE_GZIP_INFLATE_H
#define CORE_GZIP_INFLATE_H

#include "core/gzip/gzip.h"

#ifdef __cplusplus
extern "C" {
#endif

struct gzip_data {
	/* What is read, up to end. After a success at is the first byte that
	 * does not belong to the data. */
	const uint8_t *at, *end;
	/* What is written: done counts beyond size, but nothing is stored
	 * there. */
	uint8_t *to;
	size_t size, done;
};

/* GZIP_GOOD, GZIP_TRUNCATED or GZIP_BROKEN. Each bit of the input is looked at
 * once, so that it ends. Uses 5 KiB of stack. watch may be NULL. */
enum gzip_fault gzip_inflate(struct gzip_data *data,
			     const struct gzip_watch *watch);

#ifdef __cplusplus
}
#endif

#endif
