/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files of other kinds, which are named for what they are instead of searched
 * for a map.
 */
#ifndef TOOLS_FILEKIND_H
#define TOOLS_FILEKIND_H

#include "core/text/print.h"

/* Are many of the first bytes neither letters nor what logs of serial lines
 * have? */
bool filekind_is_binary(const void *bytes, size_t len);

/* false: bytes[len] are of a kind without a map, and a message said
 * which and what to do. name is that of the file in messages. */
bool filekind_is_readable(const char *name, const void *bytes, size_t len,
			  const struct sink *messages);

#endif
