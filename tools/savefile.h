/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Writing a file as a whole or not at all.
 */
#ifndef TOOLS_SAVEFILE_H
#define TOOLS_SAVEFILE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Writes bytes[len] to a new file in the same folder and renames it to path. A
 * path that is not a regular file, such as a device, is written directly.
 * false, after a message on stderr: path is unchanged.
 */
bool savefile(const char *path, const void *bytes, size_t len);

#endif
