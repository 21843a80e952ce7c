/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files that gzip has compressed (RFC 1952), of one member, in memory as a
 * whole and unpacked at once. docs/decisions.md says why this is not zlib.
 */
#ifndef CORE_GZIP_GZIP_H
#define CORE_GZIP_GZIP_H

#include "core/base/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How many bytes gzip_recognise() looks at. */
#define GZIP_MARK 3

enum gzip_fault {
	GZIP_GOOD,
	GZIP_TRUNCATED, /* the file ends too early */
	GZIP_BROKEN,    /* its header or its data are not valid */
	GZIP_MORE,      /* something follows the member */
	GZIP_SIZE,      /* it unpacks to another size than it says */
	GZIP_CHECKSUM,  /* it unpacks to other bytes than it says */
	GZIP_FAULT_COUNT,
};

/* Is told, from time to time, how many more bytes have been unpacked. */
struct gzip_watch {
	void (*unpacked)(void *ctx, size_t bytes);
	void *ctx;
};

/* Whether a file begins with the mark of gzip: head is its first GZIP_MARK
 * bytes. */
bool gzip_recognise(const uint8_t *head);

/* The compression of a file that is not unpacked: the name of the program that
 * unpacks it, as "zstd", or NULL. head is its first len bytes. */
const char *gzip_other(const uint8_t *head, size_t len);

/* How many bytes the file unpacks to, as its last bytes say; 0 when a file of
 * len bytes cannot hold so many. */
size_t gzip_size(const uint8_t *file, size_t len);

/*
 * Unpacks a file of len bytes into to, which has room for size bytes, those of
 * gzip_size(). No more is written there, whatever the file contains; after a
 * failure the contents are undefined. It ends for every file. watch may be
 * NULL. Uses 12 KiB of stack.
 */
enum gzip_fault gzip_unpack(uint8_t *to, size_t size, const uint8_t *file,
			    size_t len, const struct gzip_watch *watch);

/* A clause with the remedy: "it ends too early; copy it again". */
const char *gzip_explain(enum gzip_fault fault);

#ifdef __cplusplus
}
#endif

#endif
