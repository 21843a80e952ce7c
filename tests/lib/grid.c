/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/grid.h"

#include <string.h>

void grid_clear(struct grid *grid, size_t columns, size_t rows)
{
	memset(grid, 0, offsetof(struct grid, cells));
	if (columns > GRID_COLUMNS || rows > GRID_ROWS)
		return;
	memset(grid->cells, 0, rows * sizeof(grid->cells[0]));
	grid->columns = columns;
	grid->rows = rows;
}

void grid_move(struct grid *grid, size_t column, size_t row)
{
	grid->column = column;
	grid->row = row;
}

static void next_row(struct grid *grid)
{
	if (++grid->row < grid->rows)
		return;
	grid->row = grid->rows - 1;
	grid->scrolled++;
	memmove(grid->cells[0], grid->cells[1],
		(grid->rows - 1) * sizeof(grid->cells[0]));
	memset(grid->cells[grid->rows - 1], 0, sizeof(grid->cells[0]));
}

static void put(struct grid *grid, char c)
{
	/* The rest of a character belongs to the cell before. */
	if (((unsigned char)c & 0xc0) == 0x80 && grid->column) {
		char *cell = grid->cells[grid->row][grid->column - 1];

		cell[strlen(cell)] = c;
		return;
	}
	if (grid->column == grid->columns) {
		grid->column = 0;
		next_row(grid);
	}
	memset(grid->cells[grid->row][grid->column], 0, 5);
	grid->cells[grid->row][grid->column++][0] = c;
	grid->edge |= grid->column == grid->columns;
	grid->written++;
}

void grid_write(struct grid *grid, const char *text, size_t len)
{
	for (size_t i = 0; i < len && grid->rows; i++)
		if (text[i] == '\r')
			grid->column = 0;
		else if (text[i] == '\n')
			next_row(grid);
		else
			put(grid, text[i]);
}

/* Appends a row and returns the end of what is not blank. */
static char *row_text(char *to, const struct grid *grid, size_t row)
{
	char *end = to;

	for (size_t i = 0; i < grid->columns; i++) {
		const char *cell = grid->cells[row][i];
		size_t len = strlen(cell);

		memcpy(to, len ? cell : " ", len ? len : 1);
		to += len ? len : 1;
		if (to[-1] != ' ')
			end = to;
	}
	return end;
}

const char *grid_text(const struct grid *grid)
{
	static char text[GRID_ROWS * (GRID_COLUMNS * 4 + 1) + 1];
	char *to = text, *end = text;

	for (size_t row = 0; row < grid->rows; row++) {
		char *row_end = row_text(to, grid, row);
		bool empty = row_end == to;

		to = row_end;
		*to++ = '\n';
		if (!empty)
			end = to;
	}
	*end = '\0';
	return text;
}
