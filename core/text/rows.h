/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Breaks text into the rows of a screen.
 *
 * Lines are broken here rather than by the screen, at a blank if possible and
 * never later than one column before the edge: firmware implementations differ
 * in what a character in the last column does. Tabs become blanks, since no
 * graphics console of EDK2 has one.
 */
#ifndef CORE_TEXT_ROWS_H
#define CORE_TEXT_ROWS_H

#include "core/text/print.h"

/* Rows of wider screens are not longer than this. */
#define ROWS_COLUMNS 320

/* A row without its line end. width: in columns. ended: false for the last one
 * of a text that does not end with a line end. */
typedef void (*row_fn)(void *ctx, const char *text, size_t len, size_t width,
		       bool ended);

struct rows {
	row_fn row;
	void *ctx;
	size_t columns; /* that are used */
	size_t indent;  /* blanks before what is left of a line, at first 0 */
	size_t column;
	char line[ROWS_COLUMNS * 4];
	size_t used;
};

/* columns: of the screen; below 2, and above ROWS_COLUMNS, another width is
 * used. */
void rows_begin(struct rows *ret, size_t columns, row_fn row, void *ctx);
struct sink rows_sink(struct rows *rows);
/* Passes the rest of the last line on. */
void rows_end(struct rows *rows);

#endif
