/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_IMPORT_SHELL_H
#define TOOLS_IMPORT_SHELL_H

#include "tools/import/import.h"

/* Where the line states the pages of a type, and rows of that type have another
 * number, notes that rows are missing. Other lines are ignored. */
void shell_summary_line(struct import *import, const struct line *line);

#endif
