/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * All maps that the formats find in a text, and what read.c does with them
 * before one is chosen.
 */
#ifndef TOOLS_IMPORT_FOUND_H
#define TOOLS_IMPORT_FOUND_H

#include "tools/import/maps.h"
#include "tools/import/offer.h"

struct clean_text;

/* All maps of a file, or of one side of it. */
struct found {
	struct import imports[IMPORT_FORMATS_MAX];
	size_t formats;
	struct lines lines;
	struct found_maps maps;
};

/* --- found.c */

/* Finds all maps of a side, or of a whole file where side is NULL. */
void found_maps_find(struct found *ret, const struct import_file *file,
		     const struct side *side);
void found_maps_free(struct found *found);

/* Has one of them rows? */
bool found_any_rows(const struct found *found);

/* --- texts.c: maps that are found in what another text is made of. Each
 * returns the text in which they are, which *text holds if it is not that of
 * the file. */

/* Where there are no rows, looks for them after what all lines begin with. */
struct import_file found_beyond_prefix(struct found *found,
				       const struct import_file *file,
				       struct clean_text *text,
				       const struct sink *messages);

/* A log with its last line first is read from its end. */
struct import_file found_turned(struct found *found,
				const struct import_file *file,
				struct clean_text *text,
				const struct sink *messages);

/* Finds the maps of one side. */
struct import_file found_on_side(struct found *found, const struct side *side,
				 const struct import_file *file,
				 struct clean_text *text);

/* --- choose_side.c */

/* false, after a message: the file compares maps, and choice does not say which
 * is meant. */
bool found_choose_side(const struct found *found, struct side *ret,
		       const struct import_file *file,
		       const struct import_choice *choice,
		       const struct sink *messages);

/* Notes what one side of a file lacks. */
void found_note_side(const struct side *side, const char *name,
		     const struct sink *messages);

/* --- other_maps.c */

/* Enters what other maps of its log say about the one that is used. */
void found_take_others(const struct found *found,
		       const struct found_map *chosen);

#endif
