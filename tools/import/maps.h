/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The maps that were found in a file: collecting them, choosing one and making
 * a capture of it.
 */
#ifndef TOOLS_IMPORT_MAPS_H
#define TOOLS_IMPORT_MAPS_H

#include "tools/import/import.h"

/* --- maps.c -------------------------------------------------------------- */

/* Prepares an import for the first map. */
void import_begin(struct import *ret, const struct import_format *format);

/* The current map is complete, if it has any rows; another one may follow. */
void import_ends(struct import *import);

/* Do both rows say the same (rows.c)? */
bool rows_equal(const struct row *a, const struct row *b);

/* Frees all maps of the import. */
void import_free(struct import *import);

/* A state of an import to which it can return: what one line may change. Facts
 * are not undone. */
struct import_mark {
	size_t done_cnt, line, cnt, remark_cnt, unread, seen, last_index;
	uint64_t index, first_index, expected, owed;
	const char *awaits;
	bool bytes, gaps, layers, descends, reversed;
	int inside;
	size_t taken;
};
struct import_mark import_mark(const struct import *import);

/* Undoes everything since mark. */
void import_return(struct import *import, const struct import_mark *mark);

/* Did the lines since mark add rows, and none that is unreadable? */
bool import_gained(const struct import *import, const struct import_mark *mark);

/* Did they add unreadable rows? */
bool import_lost(const struct import *import, const struct import_mark *mark);

/* --- choose.c ------------------------------------------------------------ */

/* All maps of a file, in the order of their lines. */
struct found_maps {
	struct found_map **maps;
	size_t cnt;
};

/* The map that is used by default; NULL: there is none. */
const struct found_map *maps_best(const struct found_maps *maps);

/* The map that choice means; NULL, after a message, where there is none. Notes
 * about other maps go to messages. */
const struct found_map *maps_choose(const struct found_maps *maps,
				    const struct import_choice *choice,
				    const char *name,
				    const struct sink *messages);

/* Is there a map with the number of choice, if it has one? Says so if not. */
bool maps_has(const struct found_maps *maps, const struct import_choice *choice,
	      const char *name, const struct sink *messages);

/* Prints a row for each map, and which of them maps_choose() would choose. */
void maps_list(const struct found_maps *maps,
	       const struct import_choice *choice, const struct sink *out);

/* --- pack.c -------------------------------------------------------------- */

/*
 * The capture of a map. Rows of bytes become whole pages: memory that touches
 * is joined before it shrinks, as Linux does, and everything else grows.
 * Returns what ret->map and ret->facts point into, which begins with the facts
 * and is freed by the caller; *ret_ragged is the
 * number of rows that were not whole pages.
 */
void *map_pack(const struct found_map *map, struct capture *ret,
	       size_t *ret_ragged);

/* Are there all the descriptors that a text report states? */
bool map_is_described(const struct found_map *map);

/* --- nodes.c ------------------------------------------------------------- */

/* Bytes of a table for the nodes of the memory in the map; 0: they are not
 * known. */
size_t nodes_size(const struct found_map *map);

/* Writes it there. Without nodes the result has no bytes. */
struct acpi_bytes nodes_put(const struct found_map *map, uint8_t *srat);

/* --- layers.c ------------------------------------------------------------ */

/* Replaces the rows of sets by descriptors that convert to the same sets, and
 * rows of ROW_RESERVED, which are disjoint and whole pages; descriptors come
 * first. Returns how many of all there are; the caller frees *ret_rows. */
size_t layers_flatten(const struct row *rows, size_t cnt, enum profile profile,
		      struct row **ret_rows);

/* The same where the descriptors themselves are among the rows, without how
 * they can be cached: that follows from the sets. */
size_t layers_describe(const struct row *rows, size_t cnt, enum profile profile,
		       struct row **ret_rows);

/* --- compare.c -------------------------------------------------------------
 */

/* Where the log of chosen has the map that its kernel made of it with mem= and
 * memmap=, compares that with what core/convert makes of it. A difference is a
 * note in messages. */
void maps_compare(const struct found_maps *maps, const struct found_map *chosen,
		  const char *name, const struct sink *messages);

/* --- whole.c ------------------------------------------------------------- */

/* Does the text itself show that rows of the map are missing: by their numbers,
 * by how many it states, or by what should follow them? */
bool map_lacks_rows(const struct found_map *map);

/* Does the text end within the map, or right after a row where more lines
 * follow a map? last is the index of its last line. */
bool map_breaks_off(const struct found_map *map, size_t last);

/* Notes about rows that are missing or may be. */
void map_note_missing(const struct found_map *map, size_t last,
		      const char *name, const struct import_choice *choice,
		      const struct sink *messages);

/* --- kinds.c -------------------------------------------------------------- */

/* What a text without a map is, as a sentence. */
const char *text_kind(const char *text, size_t len);

/* --- use.c --------------------------------------------------------------- */

/* import_text() of a map that was chosen. last is the index of the last line of
 * the file, name that of the file. */
enum import_result map_use(const struct found_map *map, size_t last,
			   const char *name, const struct import_choice *choice,
			   struct capture *ret_capture, void **ret_store,
			   const struct sink *messages);

#endif
