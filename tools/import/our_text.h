/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The parts of the reader of our text report.
 */
#ifndef TOOLS_IMPORT_OUR_TEXT_H
#define TOOLS_IMPORT_OUR_TEXT_H

#include "tools/import/import.h"

/* The sections, of which import->inside is one. */
enum our_section {
	SECTION_OUTSIDE,
	SECTION_HEAD,
	SECTION_MEMORY,
	SECTION_RESERVED,
	SECTION_PHYSMAP,
	SECTION_EXCLUDED,
	SECTION_DESCRIPTORS,
	SECTION_OTHER,
};

/* --- our_text_head.c */

/* Takes a line from the first part, without blanks around it: facts and how
 * many descriptors the map has. */
void our_head_line(struct import *import, const struct line *line,
		   struct cursor c);

/* --- our_text_sets.c */

/* Takes a line from a set, without blanks around it: adds a row of the section,
 * or enters how many rows the section states. */
void our_set_line(struct import *import, const struct line *line,
		  struct cursor c);

/* --- our_descriptors.c */

/* Takes a line from the list of descriptors, without blanks around it: adds a
 * row of ROW_DESCRIPTOR, or reports that it is unreadable. Lines of another
 * form are ignored. */
void our_descriptor_line(struct import *import, const struct line *line,
			 struct cursor c);

#endif
