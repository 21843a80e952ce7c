/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/screen/cells.h"

/* So many equal cells are drawn again rather than skipped: moving the cursor of
 * a terminal takes 6 to 8 bytes. */
#define GAP_MAX 6

void cells_clear(struct cells *cells)
{
	for (size_t i = 0; i < cells->columns * cells->rows; i++)
		cells->list[i] = (struct cell){ ' ', COLOUR_TEXT };
}

void cells_colour(struct cells *cells, size_t row, size_t column, size_t n,
		  uint8_t colour)
{
	for (; n > 0 && column < cells->columns && row < cells->rows;
	     n--, column++)
		cells->list[row * cells->columns + column].colour = colour;
}

/* --- text ---------------------------------------------------------------- */

static void put(struct cells_pen *pen, char c)
{
	struct cells *cells = pen->cells;

	if (pen->column >= cells->columns || pen->row >= cells->rows)
		return;
	cells->list[pen->row * cells->columns + pen->column++] =
		(struct cell){ c, pen->colour };
}

/* One character for each of UTF-8: its bytes after the first are skipped. */
static void write_cells(void *ctx, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (((unsigned char)text[i] & 0xc0) == 0x80)
			continue;
		put(ctx, text[i] >= ' ' && text[i] <= '~' ? text[i] : '?');
	}
}

struct sink cells_pen(struct cells_pen *ret, struct cells *cells, size_t row,
		      size_t column)
{
	*ret = (struct cells_pen){ cells, row, column, COLOUR_TEXT };
	return (struct sink){ .write = write_cells, .ctx = ret };
}

/* --- changes ------------------------------------------------------------- */

static bool same(const struct cell *a, const struct cell *b)
{
	return a->character == b->character && a->colour == b->colour;
}

bool cells_next_change(const struct cells *now, const struct cells *shown,
		       size_t *at, struct cells_run *ret)
{
	size_t total = now->columns * now->rows - 1, i = *at, last, end;

	while (i < total && same(&now->list[i], &shown->list[i]))
		i++;
	if (i == total) {
		*at = total;
		return false;
	}
	*ret = (struct cells_run){ i / now->columns, i % now->columns, 0 };
	end = (ret->row + 1) * now->columns;
	last = i;
	for (size_t j = i; j < end && j < total && j - last <= GAP_MAX &&
			   now->list[j].colour == now->list[i].colour;
	     j++)
		if (!same(&now->list[j], &shown->list[j]))
			last = j;
	ret->cnt = last + 1 - i;
	*at = last + 1;
	return true;
}
