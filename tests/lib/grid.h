/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A text screen as EDK2's graphics console is: characters in cells, a cursor,
 * and scrolling after the last row.
 */
#ifndef TESTS_LIB_GRID_H
#define TESTS_LIB_GRID_H

#include <stdbool.h>
#include <stddef.h>

#define GRID_COLUMNS 250
#define GRID_ROWS    100

struct grid {
	size_t columns, rows; /* 0: nothing is recorded */
	size_t column, row;
	bool edge; /* a character was written to the last column */
	unsigned scrolled, written;
	/* UTF-8; a NUL ends each cell. */
	char cells[GRID_ROWS][GRID_COLUMNS][5];
};

/* Clears it; the cursor is at the top left. A screen larger than GRID_COLUMNS
 * and GRID_ROWS is not recorded. */
void grid_clear(struct grid *grid, size_t columns, size_t rows);
/* UTF-8. CR and LF move the cursor. Parts of characters may follow each other
 * in two calls. */
void grid_write(struct grid *grid, const char *text, size_t len);
void grid_move(struct grid *grid, size_t column, size_t row);

/* The rows without blanks at their ends, each with a LF; valid until the next
 * call. Empty rows at the end are left out. */
const char *grid_text(const struct grid *grid);

#endif
