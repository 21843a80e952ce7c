/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The two maps of a command that compares, in two files or in one.
 */
#ifndef TOOLS_SIDES_H
#define TOOLS_SIDES_H

#include "tools/request.h"

/* Room for the name of a map. */
#define SIDE_NAME_MAX 256

/*
 * One file has two maps if two of them were chosen: it then becomes both files
 * of the request. false: a message was printed.
 */
bool sides_settle(struct request *request);

/* What a report calls the map: "FILE", or "FILE, map 2". Returns room. */
const char *sides_name(const struct request *request, size_t side,
		       char room[SIDE_NAME_MAX]);

#endif
