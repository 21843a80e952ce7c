/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_IMPORT_OFFER_H
#define TOOLS_IMPORT_OFFER_H

#include "tools/import/import.h"

/* All imports at work on a file. */
struct lines {
	struct import *imports; /* which have the same side */
	size_t cnt;
	struct boot *boot; /* the last one; a list that the owner frees */
	size_t last;       /* index of the last line that is not empty */
};

/* Offers each line of the file to all imports. A row that is unreadable is
 * offered again together with the lines that follow it. boot and last are 0
 * before. */
void offer_lines(struct lines *lines, const struct import_file *file);

#endif
