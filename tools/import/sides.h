/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files that compare two maps, or several: a diff, two columns side by side,
 * the output of grep over several files. Their rows must never be read as one
 * map.
 */
#ifndef TOOLS_IMPORT_SIDES_H
#define TOOLS_IMPORT_SIDES_H

#include "tools/clean/clean.h"
#include "tools/import/cursor.h"

enum comparison {
	NO_COMPARISON,
	COMPARISON_DIFF,    /* sides "old" and "new" */
	COMPARISON_COLUMNS, /* sides "left" and "right" */
	COMPARISON_FILES,   /* a side for each file name */
	COMPARISON_CONTEXT, /* diff -c, of which no side can be read */
	COMPARISON_WORDS,   /* git diff --word-diff, sides as of a diff */
};

/* What the lines of a map's rows have in common. */
#define SIDE_NAMES 4
#define SIDE_NAME  64
struct sides {
	size_t plus, minus, less, greater, plain; /* first characters */
	size_t changed;                           /* "! " at the start */
	bool hunk; /* "> " at the start of each is not a quote mark */
	enum clean_words words; /* what marks the words of a word diff */
	size_t columns;         /* lines with two rows */
	size_t column;          /* where the second row starts, the lowest */
	char names[SIDE_NAMES][SIDE_NAME]; /* of files; the first ones */
	size_t name_cnt;
};

/* Adds the line of a row. text is its cleaned text, raw what it was before. */
void sides_add(struct sides *sides, struct cursor text, struct cursor raw);

/* Adds the marks of a map whose rows all have some, as those of *sides do:
 * where all lines of two maps differ, each is a map of its own. */
void sides_add_marks(struct sides *sides, const struct sides *other);
/* Adds the file names of other. */
void sides_add_names(struct sides *sides, const struct sides *other);

/* Where a second row may start after a gap between two columns: the first such
 * place from *at on, which then moves past it. false: there is none. */
bool sides_gap(struct cursor text, size_t *at);

/* The left column without the marks between the columns. */
struct cursor sides_left(struct cursor text);

enum comparison sides_comparison(const struct sides *sides);

/* Is a line of the text the head of a hunk of a diff without context: "3a4,5"?
 */
bool sides_has_hunk(struct cursor text);

/* One side of a comparison. */
struct side {
	enum comparison comparison;
	bool second; /* "new", "right" */
	size_t column;
	const char *name;
	enum clean_words words;
	bool unified; /* a diff with + and -, in which > quotes */
};

/* Reads the name of a side. false: the comparison does not have it. */
bool side_of(struct side *ret, const struct sides *sides, const char *name);

/* Reduces a line to what belongs to the side. false: nothing does. */
bool side_line(const struct side *side, struct cursor *text, struct cursor raw);

#endif
