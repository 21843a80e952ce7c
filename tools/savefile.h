/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Writing a file that is there whole or not at all.
 */
#ifndef TOOLS_SAVEFILE_H
#define TOOLS_SAVEFILE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The bytes go to a new file beside path, which then takes path's place; a
 * path that is no regular file, such as a device, is written directly. false:
 * a sentence was printed to stderr, and path is as it was.
 */
bool savefile(const char *path, const void *bytes, size_t len);

#endif
