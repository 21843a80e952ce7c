/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The sections of memblock.cfg (docs/options.md). A line whose first character
 * after blanks is [ starts an entry: [NAME], and a comment may follow. What
 * comes before the first such line is the common part. A quoted text and what
 * follows
 * -- end with their section.
 */
#ifndef CORE_OPTIONS_SECTIONS_H
#define CORE_OPTIONS_SECTIONS_H

#include "core/text/print.h"

/* The longest name, in characters, which are those of ASCII from the blank on.
 */
#define SECTION_NAME 32

struct section {
	size_t number;    /* 0: the common part; entries count from 1 */
	const char *name; /* not NUL-ended */
	size_t name_len;  /* 0: the line is not [NAME]; or the common part */
	const char *text; /* its words, up to the next section or the end */
	size_t len;       /* bytes of text */
};

/* A file. */
struct sections {
	const char *text;
	size_t len;
};

/* Changes *section to the one that follows it; one that is zero, to the common
 * part, which every file has. False: it is the last one, and has not changed.
 */
bool section_next(struct section *section, const struct sections *file);

/* Finds an entry by its name, or by its number; false: there is none. */
bool section_find(struct section *ret, const struct sections *file,
		  const char *name, size_t len);
bool section_numbered(struct section *ret, const struct sections *file,
		      size_t number);

/* Prints the names of the entries, with the text between two: "1 debian, 2
 * xen". */
void sections_print(const struct sink *out, const struct sections *file,
		    const char *between);

/* The line of the file in which at lies, counted from 1. */
size_t section_line(const struct sections *file, const char *at);

#endif
