/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_IMPORT_OFFER_H
#define TOOLS_IMPORT_OFFER_H

#include "tools/import/import.h"

/*
 * Offers each line of the file to all imports, of which there are cnt with one
 * side. A row that is unreadable is offered again together with the lines that
 * follow it. Returns the index of the last line that is not empty.
 */
size_t offer_lines(struct import *imports, size_t cnt,
		   const struct import_file *file);

#endif
