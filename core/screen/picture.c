/* SPDX-License-Identifier: BSD-2-Clause */
/* The overview as a picture: where things are, and which pixels they have. */
#include "core/screen/picture.h"

#include "core/base/cstring.h"
#include "core/screen/explorer_internal.h"
#include "core/screen/font.h"
#include "core/screen/pixels.h"

/* The rows of cells, from above, or from below. */
enum {
	ROW_TICKS = 11,
	ROW_BARS,
	ROWS_MIN = 30,
	BELOW_LEGEND = 5,
	BELOW_CHOSEN = 4,
};
/* The rows of the bars' part that are not strips: the letters of the map, one
 * after each set, and one of the cap. */
#define ROWS_BETWEEN 5
#define SETS         3

/* --- layout -------------------------------------------------------------- */

static size_t unit_width(const struct picture *picture)
{
	return FONT_WIDTH * picture->scale;
}

static size_t unit_height(const struct picture *picture)
{
	return FONT_HEIGHT * picture->scale;
}

static void place_strip(struct picture *picture, int strip, size_t row,
			size_t rows)
{
	picture->strips[strip].top = row * unit_height(picture);
	picture->strips[strip].height = rows * unit_height(picture);
}

/* A fifth of the rows for each set, the rest for the map. */
static void place_strips(struct picture *picture)
{
	size_t rows = picture->cells.rows - BELOW_LEGEND - LEGEND_ROWS -
		      ROW_BARS - ROWS_BETWEEN;
	size_t each = rows / 5 ? rows / 5 : 1, map = rows - SETS * each;
	struct strip *strips = picture->strips;
	size_t mark = unit_height(picture) / 4;

	place_strip(picture, STRIP_MAP, ROW_BARS, map);
	strips[STRIP_CHOSEN].top = strips[STRIP_MAP].top;
	strips[STRIP_CHOSEN].height = mark;
	strips[STRIP_MAP].top += mark;
	strips[STRIP_MAP].height -= mark;
	for (size_t i = 0; i < SETS; i++)
		place_strip(picture, STRIP_MEMORY + (int)i,
			    ROW_BARS + map + 1 + i * (each + 1), each);
}

bool picture_lay_out(struct picture *ret, size_t width, size_t height)
{
	/* Letters of 8 by 16 pixels are small on large screens. */
	size_t scale = width < 2560 ? 1 : width < 3840 ? 2 : 3;

	*ret = (struct picture){
		.width = width,
		.height = height,
		.scale = scale,
		.cells.columns = width / (FONT_WIDTH * scale),
		.cells.rows = height / (FONT_HEIGHT * scale),
	};
	if (ret->cells.columns < EXPLORER_COLUMNS || ret->cells.rows < ROWS_MIN)
		return false;
	place_strips(ret);
	return true;
}

size_t picture_space(const struct picture *picture)
{
	return STRIP_COUNT * picture->width * sizeof(uint32_t) +
	       picture->cells.columns * picture->cells.rows *
		       sizeof(struct cell);
}

void picture_place(struct picture *picture, void *space)
{
	uint32_t *pixels = space;

	memset(space, 0, picture_space(picture));
	for (int i = 0; i < STRIP_COUNT; i++, pixels += picture->width)
		picture->strips[i].pixels = pixels;
	picture->cells.list = (struct cell *)pixels;
	cells_clear(&picture->cells);
}

/* --- the strips ---------------------------------------------------------- */

/* A segment with its letter; neighbours are separated by a line. */
static void draw_segment(const struct explorer *explorer,
			 struct picture *picture, const struct segment *segment)
{
	size_t left = BARS_COLUMN * unit_width(picture) + segment->at;
	const struct class_look *look = class_look(segment->class);
	bool chosen = segment->first <= explorer->chosen &&
		      explorer->chosen <= segment->last;

	for (size_t i = 0; i + picture->scale < segment->width; i++) {
		picture->strips[STRIP_MAP].pixels[left + i] = look->pixel;
		picture->strips[STRIP_CHOSEN].pixels[left + i] =
			chosen ? PIXEL_WHITE : PIXEL_BLACK;
	}
}

/* Below the middle of each segment, where there is room for it. */
static void draw_letters(struct picture *picture,
			 const struct segment *segments, size_t cnt)
{
	size_t row = picture->strips[STRIP_MEMORY].top / unit_height(picture);
	size_t next = 0;

	for (size_t i = 0; i < cnt; i++) {
		const struct class_look *look = class_look(segments[i].class);
		struct cells_pen pen;
		struct sink out = cells_pen(
			&pen, &picture->cells, row - 1,
			BARS_COLUMN + (segments[i].at + segments[i].width / 2) /
					      unit_width(picture));

		if (pen.column < next)
			continue;
		next = pen.column + 1;
		pen.colour = look->colour | PIXELS_INVERSE;
		print(&out, "%c", look->mark);
	}
}

/* How much of a range is in a set, of which the regions before *at end below
 * it. */
static uint32_t share(const struct memblock_type *set, size_t *at,
		      struct range range)
{
	phys_addr_t end = range_end(range), in = 0;

	while (*at < set->cnt &&
	       set->regions[*at].base + set->regions[*at].size <= range.base)
		++*at;
	for (size_t i = *at; i < set->cnt && set->regions[i].base < end; i++)
		in += phys_min(set->regions[i].base + set->regions[i].size,
			       end) -
		      phys_max(set->regions[i].base, range.base);
	return in == 0            ? PIXEL_BLACK
	       : in == range.size ? PIXEL_ALL
				  : PIXEL_PART;
}

static void draw_set(struct picture *picture, int strip,
		     const struct memblock_type *set,
		     const struct segment *segments, size_t cnt)
{
	uint32_t *pixels = picture->strips[strip].pixels +
			   BARS_COLUMN * unit_width(picture);
	size_t at = 0;

	for (size_t i = 0; i < cnt; i++)
		for (size_t j = 0; j < segments[i].width; j++)
			*pixels++ = share(set, &at, bar_cell(&segments[i], j));
}

/* A line through all strips. */
static void draw_cap(const struct explorer *explorer, struct picture *picture,
		     size_t cnt)
{
	size_t at = BARS_COLUMN * unit_width(picture);
	phys_addr_t end;

	if (!bars_cap(explorer, &end))
		return;
	at += bar_place(explorer->segments, cnt, end);
	for (int i = STRIP_MAP; i < STRIP_COUNT; i++)
		for (size_t j = 0; j < picture->scale; j++)
			picture->strips[i].pixels[at + j] = PIXEL_WHITE;
}

static void draw_names(struct picture *picture)
{
	static const char *const names[STRIP_COUNT] = {
		[STRIP_CHOSEN] = "map",
		[STRIP_MEMORY] = "memory",
		[STRIP_RESERVED] = "reserved",
		[STRIP_PHYSMAP] = "physmap",
	};
	struct cells_pen pen;

	for (int i = 0; i < STRIP_COUNT; i++)
		if (names[i])
			bars_line(&pen, &picture->cells,
				  picture->strips[i].top / unit_height(picture),
				  names[i]);
}

/* The least width of a segment: a letter, or, where there are too many for
 * that, what can still be seen. */
static size_t least_width(const struct explorer *explorer,
			  const struct picture *picture, size_t width)
{
	size_t cnt = explorer->zoom_last - explorer->zoom_first + 1;

	return cnt * unit_width(picture) <= width ? unit_width(picture)
						  : 4 * picture->scale;
}

static void draw_bars(const struct explorer *explorer, struct picture *picture)
{
	const struct memblock *mb = &explorer->model.conversion->mb;
	const struct memblock_type *sets[] = { &mb->memory, &mb->reserved,
					       &mb->physmap };
	size_t width = picture->width - (BARS_COLUMN + 1) * unit_width(picture);
	size_t cnt = bar_lay_out(explorer->segments, explorer->spans,
				 explorer->zoom_first, explorer->zoom_last,
				 width, least_width(explorer, picture, width));
	struct cells *cells = &picture->cells;

	for (size_t i = 0; i < cnt; i++)
		draw_segment(explorer, picture, &explorer->segments[i]);
	for (int i = 0; i < SETS; i++)
		draw_set(picture, STRIP_MEMORY + i, sets[i], explorer->segments,
			 cnt);
	draw_cap(explorer, picture, cnt);
	draw_letters(picture, explorer->segments, cnt);
	draw_names(picture);
	bars_draw_ticks(explorer->segments, cnt, cells, ROW_TICKS,
			unit_width(picture));
	bars_draw_cap(explorer, cells,
		      cells->rows - BELOW_LEGEND - LEGEND_ROWS - 1, cnt,
		      unit_width(picture));
}

/* --- all ----------------------------------------------------------------- */

bool explorer_is_picture(const struct explorer *explorer)
{
	return explorer->picture && explorer->view == VIEW_OVERVIEW &&
	       !explorer->page && explorer->input != INPUT_EDIT;
}

void picture_draw(const struct explorer *explorer, struct picture *picture)
{
	struct cells *cells = &picture->cells;

	cells_clear(cells);
	for (int i = 0; i < STRIP_COUNT; i++)
		memset(picture->strips[i].pixels, 0,
		       picture->width * sizeof(uint32_t));
	overview_draw_facts(explorer, cells);
	draw_bars(explorer, picture);
	bars_draw_legend(explorer, cells,
			 cells->rows - BELOW_LEGEND - LEGEND_ROWS,
			 PIXELS_INVERSE);
	bars_draw_chosen(explorer, cells, cells->rows - BELOW_CHOSEN);
	frame_draw(explorer, cells);
}
