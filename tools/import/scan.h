/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Finds the lines of a text that may be rows, before they are cleaned and
 * offered: most lines of a log are not. Each format has hints, short texts of
 * which each of its rows or headlines contains one in either case.
 */
#ifndef TOOLS_IMPORT_SCAN_H
#define TOOLS_IMPORT_SCAN_H

#include <stddef.h>
#include <stdint.h>

/* The shortest hint. Every fourth position of a text is looked at, and hints
 * are recognised by four characters. */
#define SCAN_HINT_MIN 7

/* A set of formats, by their number. */
typedef uint64_t scan_set;

struct scan;

/* Hints of all formats, arranged for this text, though they are found in any;
 * scan_free() releases it. */
struct scan *scan_new(const char *text, size_t len);
void scan_free(struct scan *scan);

/* The first place in text[len] where a hint stands, with the formats that it
 * belongs to in *ret_formats; NULL: there is none. */
const char *scan_next(const struct scan *scan, const char *text, size_t len,
		      scan_set *ret_formats);

/* The formats of all hints in text[len]. */
scan_set scan_all(const struct scan *scan, const char *text, size_t len);

/* The bit of what belongs to no format: the start of a boot, and facts about
 * the machine. */
#define SCAN_BOOT ((scan_set)1 << 63)

#endif
