/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_IMPORT_OFFER_H
#define TOOLS_IMPORT_OFFER_H

#include "tools/import/import.h"

struct clean_line;
struct import_mark;
struct clean_reader;

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

/* The line as the import takes it: raw, or of one side. */
struct line offer_line_of(const struct import *import,
			  const struct clean_line *line);

/* What the line would be by itself. */
enum offered { OFFERED_OTHER, OFFERED_UNREADABLE, OFFERED_ROW };
enum offered offer_as_row(struct import *import, const struct line *line);

/* Would the line be a row by itself? */
bool offer_is_row(struct import *import, const struct line *line);

/* --- join.c */

/* Takes the current line and those that follow it as one row, if they are one
 * and the latter are not rows by themselves. The first line is a message of
 * another kind, unless begun: the others are not rows with a fault, either. */
bool offer_joined(struct import *import, struct clean_reader *reader,
		  bool begun);

/* Takes the current line with the rest of its last number, where the line was
 * split within that. */
bool offer_joined_number(struct import *import, struct clean_reader *reader);

/* --- extend.c */

/* Takes the row that the current line has given since mark with attributes that
 * stand on the next line. */
void offer_extended(struct import *import, struct clean_reader *reader,
		    const struct import_mark *mark);

/* --- columns.c */

/* Remembers what may show that the map is a comparison of several. */
void offer_look_at(struct import *import, const struct clean_line *clean);

/* Remembers whether the line is one of a word diff. */
void offer_look_for_words(struct import *import,
			  const struct clean_line *clean);

/* Remembers whether the line is a row after a mark of diff, which no row may
 * have in this format. */
void offer_look_for_marks(struct import *import, const struct clean_line *clean,
			  const struct import_mark *mark);

/* Is there a row after what the first row of the line is recognised by? */
bool offer_has_second(struct import *import, const struct line *line);

/* --- begun.c */

/* Has the last line of the text no line end, and begins as the rows before it
 * do? */
bool offer_is_begun(const char *text, size_t len);

/* Refuses the line before the first row of a map, which is line, if it is
 * nearly a row or the start of one. raw is the line in the file. */
void offer_look_before(struct import *import, const struct import_file *file,
		       const struct line *line, struct cursor raw);

/* Is all of the line equal to the start of a row, except for numbers? */
bool offer_begins_as(struct cursor line, struct cursor row);

/* --- judge.c: after the line was offered; mark is the state before */

/* Refuses the first of several rows in a line that could not be taken apart. */
void offer_refuse_several(struct import *import, const struct line *line,
			  const struct import_mark *mark);

/* Notes a row of a line with several, which was taken apart or was too long. */
void offer_look_at_parts(struct import *import, const struct clean_line *clean,
			 const struct import_mark *mark);

/* Is the line, which was not taken, the first part of a row? */
bool offer_is_part(const struct import *import, const struct line *line,
		   const struct import_mark *mark);

/* What is wrong with the text of a row that could be read and was added; NULL:
 * nothing. */
const char *offer_damage_of(const struct import *import, struct cursor row);

/* Refuses a row that is damaged, and a line that is nearly a row. */
void offer_look_for_damage(struct import *import, const struct line *line,
			   const struct import_mark *mark);

/* --- damage.c */

/* What is wrong with the text of a row that could be read; NULL: nothing. */
const char *damage_of(struct cursor row);

/* Does the line say that others were left out: "[...]", "-- snip --"? */
bool damage_is_elision(struct cursor line);

/* Are there two long numbers with a dash between them? */
bool damage_has_range(struct cursor line);

/* Does the line begin as the row does, up to the end of its range, except for
 * two characters and the numbers? */
bool damage_is_row(struct cursor line, struct cursor row);

/* --- width.c */

/* Has a number with leading zeros another width than in the row before? */
bool damage_of_width(struct cursor row, struct cursor before);

/* --- rest.c */

/* Is the line a row like that other, of which one stretch was lost, or in which
 * another text stands? */
bool damage_is_rest(struct cursor line, struct cursor row);

/* --- boot_lines.c */

/* Another boot begins, which ends the current maps. */
void offer_boot(struct lines *lines);

/* Takes the facts of a line that is not a row. */
void offer_boot_line(struct lines *lines, const struct clean_line *line);

#endif
