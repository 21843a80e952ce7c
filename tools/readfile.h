/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reading or mapping a whole file.
 */
#ifndef TOOLS_READFILE_H
#define TOOLS_READFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/text/print.h"

/* The largest file in bytes: larger than any log, small enough that /dev/zero
 * does not exhaust memory. */
#define READFILE_MAX ((size_t)1 << 30)

/*
 * The bytes of the file, or of standard input where path is NULL or "-"; the
 * caller frees them. NULL, after a message: the file cannot be read, is empty
 * or is larger than READFILE_MAX.
 */
void *readfile(const char *path, size_t *ret_len, const struct sink *messages);

/* The bytes of a file. */
struct file_bytes {
	const void *bytes;
	size_t len;
	void *mapping; /* NULL: the bytes were read, and bytes is freed */
};

/*
 * The same, where a large file is mapped instead of read, and may have any
 * size. readfile_close() releases the bytes. false, after a message: as above.
 */
bool readfile_open(struct file_bytes *ret, const char *path,
		   const struct sink *messages);
void readfile_close(struct file_bytes *file);

/* What messages call the file: path or "standard input". */
const char *readfile_name(const char *path);

#endif
