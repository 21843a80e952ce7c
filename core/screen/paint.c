/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/screen/paint.h"

#include "core/base/cstring.h"

static bool is_blank(const struct cells *cells, size_t row, size_t column)
{
	const struct cell *cell = &cells->list[row * cells->columns];

	for (; column < cells->columns; column++)
		if (cell[column].character != ' ' ||
		    cell[column].colour != COLOUR_TEXT)
			return false;
	return true;
}

static void paint_run(const struct cells *now, struct cells *shown,
		      const struct painter *painter,
		      const struct cells_run *run)
{
	size_t first = run->row * now->columns + run->column;
	char text[PAINT_MAX];

	for (size_t i = 0; i < run->cnt; i++) {
		text[i] = now->list[first + i].character;
		shown->list[first + i] = now->list[first + i];
	}
	painter->paint(painter->ctx, run, now->list[first].colour, text,
		       is_blank(now, run->row, run->column + run->cnt));
}

void cells_paint(const struct cells *now, struct cells *shown,
		 const struct painter *painter)
{
	struct cells_run run;
	size_t at = 0;

	while (cells_next_change(now, shown, &at, &run)) {
		size_t left = run.cnt;

		for (; left > 0; left -= run.cnt, run.column += run.cnt) {
			run.cnt = left < PAINT_MAX ? left : PAINT_MAX;
			paint_run(now, shown, painter, &run);
		}
	}
}

/* --- a terminal ---------------------------------------------------------- */

/* UEFI counts colours with blue as the lowest bit, terminals with red. */
static unsigned int vt_colour(unsigned int colour)
{
	return (colour & 1) << 2 | (colour & 2) | (colour & 4) >> 2;
}

static void set_colour(struct vt *vt, uint8_t colour)
{
	if (vt->colour == colour)
		return;
	vt->colour = colour;
	print_str(&vt->out, "\033[0");
	if (colour == COLOUR_REVERSE)
		print_str(&vt->out, ";7");
	else if (colour & 8)
		print_str(&vt->out, ";1");
	/* The default is what the terminal's owner chose to read. */
	if (colour != COLOUR_REVERSE && (colour & 7) != (COLOUR_TEXT & 7))
		print(&vt->out, ";3%u", vt_colour(colour));
	print_str(&vt->out, "m");
}

static void vt_paint(void *ctx, const struct cells_run *run, uint8_t colour,
		     const char *text, bool blank)
{
	struct vt *vt = ctx;
	size_t len = run->cnt;

	if (!vt->placed || vt->row != run->row || vt->column != run->column)
		print(&vt->out, "\033[%zu;%zuH", run->row + 1, run->column + 1);
	set_colour(vt, colour);
	while (blank && colour == COLOUR_TEXT && len > 0 &&
	       text[len - 1] == ' ')
		len--;
	vt->out.write(vt->out.ctx, text, len);
	if (len < run->cnt)
		print_str(&vt->out, "\033[K");
	/* In the last column terminals differ in where the cursor is. */
	vt->placed = !blank;
	vt->row = run->row;
	vt->column = run->column + len;
}

void vt_begin(struct vt *ret, struct sink out)
{
	*ret = (struct vt){ .out = out, .colour = COLOUR_TEXT };
	print_str(&out, "\033[0m\033[2J\033[?25l");
}

struct painter vt_painter(struct vt *vt)
{
	return (struct painter){ vt_paint, vt };
}

void vt_end(struct vt *vt)
{
	print_str(&vt->out, "\033[0m\033[2J\033[H\033[?25h");
}
