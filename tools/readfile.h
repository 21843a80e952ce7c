/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reading a file whole.
 */
#ifndef TOOLS_READFILE_H
#define TOOLS_READFILE_H

#include <stddef.h>

#include "core/text/print.h"

/* More than any map or log of a boot, less than what a machine is short of:
 * /dev/zero ends here. */
#define READFILE_MAX ((size_t)1 << 30)

/*
 * All bytes of the file, which the caller frees, or of standard input for
 * NULL and "-". NULL: there are none, more than READFILE_MAX, or they cannot
 * be read; a sentence went to messages.
 */
void *readfile(const char *path, size_t *ret_len, const struct sink *messages);

/* What messages call it: the path, or "standard input". */
const char *readfile_name(const char *path);

#endif
