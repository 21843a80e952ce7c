/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reads a captured map in any of the formats of docs/tools.md.
 */
#ifndef TOOLS_MAPFILE_H
#define TOOLS_MAPFILE_H

#include "tools/import/import.h"

struct mapfile {
	struct capture capture;
	void *store; /* what capture.map points into */
};

/*
 * Reads the map from the file at path as readfile() does, from a folder, such
 * as /sys/firmware/memmap, or, where path is NULL and standard input a
 * terminal, from this machine (tools/machine.h). Messages go to messages, one
 * line each. *ret is set unless the result is IMPORT_FAILED; it is freed with
 * mapfile_free().
 */
enum import_result mapfile_load(struct mapfile *ret, const char *path,
				const struct import_choice *choice,
				const struct sink *messages);

/* The same for bytes[len] that were read already; messages call the file
 * name. */
enum import_result mapfile_parse(struct mapfile *ret, const char *name,
				 const void *bytes, size_t len,
				 const struct import_choice *choice,
				 const struct sink *messages);

void mapfile_free(struct mapfile *file);

#endif
