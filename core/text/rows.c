/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/text/rows.h"

#include "core/base/cstring.h"

#define TAB_COLUMNS 8

void rows_begin(struct rows *ret, size_t columns, row_fn row, void *ctx)
{
	ret->row = row;
	ret->ctx = ctx;
	if (columns < 2)
		columns = 80;
	ret->columns = (columns < ROWS_COLUMNS ? columns : ROWS_COLUMNS) - 1;
	ret->indent = 0;
	ret->column = 0;
	ret->used = 0;
}

/* Columns, by the first byte of a character: most from U+3000 on are wide. */
static size_t width_of(char c)
{
	unsigned char byte = (unsigned char)c;

	if ((byte & 0xc0) == 0x80)
		return 0;
	return byte >= 0xe3 ? 2 : 1;
}

static void end_row(struct rows *rows)
{
	rows->row(rows->ctx, rows->line, rows->used, rows->column, true);
	rows->column = 0;
	rows->used = 0;
}

static void put(struct rows *rows, char c)
{
	rows->line[rows->used++] = c;
	rows->column += width_of(c);
}

/* Ends the row within its line. Of its bytes, those from tail on go to the next
 * one. */
static void continue_row(struct rows *rows, size_t tail, size_t tail_end)
{
	end_row(rows);
	memmove(rows->line + rows->indent, rows->line + tail, tail_end - tail);
	while (rows->used < rows->indent)
		put(rows, ' ');
	for (; tail < tail_end; tail++)
		put(rows, rows->line[rows->used]);
}

/* Breaks the row at its last blank, or here where there is none. */
static void wrap(struct rows *rows)
{
	size_t used = rows->used, cut = used;

	while (cut > rows->indent && rows->line[cut - 1] != ' ')
		cut--;
	if (cut == rows->indent) {
		continue_row(rows, used, used);
		return;
	}
	for (size_t i = cut; i < used; i++)
		rows->column -= width_of(rows->line[i]);
	rows->used = cut - 1;
	rows->column--;
	continue_row(rows, cut, used);
}

static void put_tab(struct rows *rows)
{
	do
		put(rows, ' ');
	while (rows->column % TAB_COLUMNS && rows->column < rows->columns);
}

static void put_char(struct rows *rows, char c)
{
	/* Malformed UTF-8 may have any number of bytes without a width. */
	bool full = rows->column + width_of(c) > rows->columns ||
		    rows->used == sizeof(rows->line);

	if (c == '\n') {
		end_row(rows);
		return;
	}
	if (full && (c == ' ' || c == '\t')) {
		continue_row(rows, rows->used, rows->used);
		return;
	}
	if (full)
		wrap(rows);
	if (c == '\t')
		put_tab(rows);
	else
		put(rows, c);
}

static void write_rows(void *ctx, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		put_char(ctx, text[i]);
}

struct sink rows_sink(struct rows *rows)
{
	return (struct sink){ .write = write_rows, .ctx = rows };
}

void rows_end(struct rows *rows)
{
	if (rows->used)
		rows->row(rows->ctx, rows->line, rows->used, rows->column,
			  false);
	rows->column = 0;
	rows->used = 0;
}
