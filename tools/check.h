/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What `memblock check` prints.
 */
#ifndef TOOLS_CHECK_H
#define TOOLS_CHECK_H

#include <stddef.h>

/* Lists what is in a table and checks it. The table is aligned to 8 bytes; name
 * is that of its file, for messages. Returns the exit status. */
int check_table(const void *table, size_t len, const char *name);

#endif
