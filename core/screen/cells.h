/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A screen of text as data: a character and a colour for each cell. Views draw
 * into cells; a console is sent the cells that differ from what it shows.
 *
 * Characters are ASCII, which each console and each serial terminal has. Names
 * from outside are drawn with a '?' for any other character.
 */
#ifndef CORE_SCREEN_CELLS_H
#define CORE_SCREEN_CELLS_H

#include "core/base/types.h"
#include "core/text/print.h"

/* As EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL.SetAttribute() (UEFI 2.10, 12.4.6): the
 * foreground, and 16 times the background. */
#define COLOUR_TEXT    0x07 /* light grey on black */
#define COLOUR_BRIGHT  0x0f
#define COLOUR_REVERSE 0x70 /* titles, and what is selected */

struct cell {
	char character;
	uint8_t colour;
};

/* Row by row, each columns long. */
struct cells {
	struct cell *list;
	size_t columns, rows;
};

/* All blank. */
void cells_clear(struct cells *cells);

/* Gives n cells of a row a colour; those beyond the edge are left out. */
void cells_colour(struct cells *cells, size_t row, size_t column, size_t n,
		  uint8_t colour);

/* Where text is drawn. What does not fit into the row is cut. */
struct cells_pen {
	struct cells *cells;
	size_t row, column;
	uint8_t colour;
};
/* Text in COLOUR_TEXT from that cell on. The sink refers to *ret. */
struct sink cells_pen(struct cells_pen *ret, struct cells *cells, size_t row,
		      size_t column);

/* Cells of one row and one colour. */
struct cells_run {
	size_t row, column, cnt;
};

/*
 * The next run in which now differs from shown, which has the same size; a few
 * cells that are alike may be in it, where that is shorter to draw. The last
 * cell of the screen is never in one: a character there makes consoles scroll.
 * *at starts as 0. Returns false when there are no more.
 */
bool cells_next_change(const struct cells *now, const struct cells *shown,
		       size_t *at, struct cells_run *ret);

#endif
