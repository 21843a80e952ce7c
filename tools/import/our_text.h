/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The parts of the reader of our text report.
 */
#ifndef TOOLS_IMPORT_OUR_TEXT_H
#define TOOLS_IMPORT_OUR_TEXT_H

#include "tools/import/import.h"

/* Takes a line from the list of descriptors, without blanks around it: adds a
 * row of ROW_DESCRIPTOR, or reports that it is unreadable. Lines of another
 * form are ignored. */
void our_descriptor_line(struct import *import, const struct line *line,
			 struct cursor c);

#endif
