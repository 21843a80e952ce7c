/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Cells to consoles: only what has changed is painted.
 */
#ifndef CORE_SCREEN_PAINT_H
#define CORE_SCREEN_PAINT_H

#include "core/screen/cells.h"

/* Paints run->cnt characters of text from that cell on. blank: everything after
 * them in the row is blank, in COLOUR_TEXT. */
struct painter {
	void (*paint)(void *ctx, const struct cells_run *run, uint8_t colour,
		      const char *text, bool blank);
	void *ctx;
};

/* The longest text of one call. */
#define PAINT_MAX 128

/* Paints what differs between now and shown, and makes shown equal to now. */
void cells_paint(const struct cells *now, struct cells *shown,
		 const struct painter *painter);

/*
 * A serial terminal that understands ECMA-48, as VT100 and all later ones do.
 * The cursor is only moved where it is not yet, a colour only set where it
 * changes, and the blank end of a row is erased in one.
 */
struct vt {
	struct sink out;
	bool placed; /* row and column say where the cursor is */
	size_t row, column;
	uint8_t colour;
};

/* Clears the terminal and hides its cursor. */
void vt_begin(struct vt *ret, struct sink out);
struct painter vt_painter(struct vt *vt);
/* Leaves it clear, with a cursor. */
void vt_end(struct vt *vt);

#endif
