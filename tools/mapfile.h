/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A captured map from a file in any format that docs/tools.md lists.
 */
#ifndef TOOLS_MAPFILE_H
#define TOOLS_MAPFILE_H

#include "tools/import/import.h"

struct mapfile {
	struct capture capture;
	void *store; /* what capture.map points into */
};

/*
 * Reads the file as readfile() does. Messages about what could not be read go
 * to messages, one line each. *ret is only set where
 * the result is not IMPORT_FAILED.
 */
enum import_result mapfile_load(struct mapfile *ret, const char *path,
				const struct sink *messages);

/* The same as mapfile_load() for bytes that are there already. */
enum import_result mapfile_parse(struct mapfile *ret, const char *name,
				 const void *bytes, size_t len,
				 const struct sink *messages);

void mapfile_free(struct mapfile *file);

#endif
