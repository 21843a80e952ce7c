/* SPDX-License-Identifier: BSD-2-Clause */
/* Text as pixels, and the painting of pictures. */
#include "core/screen/pixels.h"

#include "core/screen/font.h"
#include "core/screen/paint.h"
#include "core/screen/picture.h"

/* --- colours ------------------------------------------------------------- */

/* The classes have colours of their own, which those of text stand for. */
static uint32_t pixel_of(uint8_t colour)
{
	for (int i = CLASS_HOLE + 1; i < CLASS_COUNT; i++)
		if (class_look(i)->colour == colour)
			return class_look(i)->pixel;
	return colour == COLOUR_BRIGHT ? PIXEL_WHITE : PIXEL_TEXT;
}

uint32_t pixels_background(uint8_t colour)
{
	if (colour == COLOUR_REVERSE)
		return PIXEL_TEXT;
	if (colour == (COLOUR_TEXT | PIXELS_INVERSE))
		return class_look(CLASS_HOLE)->pixel;
	return colour & PIXELS_INVERSE
		       ? pixel_of(colour & (uint8_t)~PIXELS_INVERSE)
		       : PIXEL_BLACK;
}

/* Black on what is bright, going by green, which is most of brightness. */
uint32_t pixels_foreground(uint8_t colour)
{
	if (colour == COLOUR_REVERSE)
		return PIXEL_BLACK;
	if (colour & PIXELS_INVERSE)
		return (pixels_background(colour) >> 8 & 0xff) > 0x80
			       ? PIXEL_BLACK
			       : PIXEL_WHITE;
	return pixel_of(colour);
}

/* --- text ---------------------------------------------------------------- */

/* Beside a coloured cell it is black: a black stem in the cell's first column
 * of pixels would be lost there. Letters are as readable without that column,
 * and their last one is empty. */
static unsigned int columns_of(uint8_t colour)
{
	return colour & PIXELS_INVERSE ? 0x7f : 0xff;
}

void pixels_text(uint32_t *ret, const char *text, size_t n, uint8_t colour,
		 size_t scale)
{
	const uint32_t colours[] = { pixels_background(colour),
				     pixels_foreground(colour) };
	unsigned int columns = columns_of(colour);

	for (size_t y = 0; y < FONT_HEIGHT * scale; y++)
		for (size_t i = 0; i < n; i++) {
			unsigned int row =
				columns & font_rows[text[i] - ' '][y / scale];

			for (size_t x = 0; x < FONT_WIDTH * scale; x++)
				*ret++ = colours[row >> (7 - x / scale) & 1];
		}
}

/* --- painting ------------------------------------------------------------ */

struct painting {
	const struct picture *picture;
	const struct picture_painter *painter;
};

static void paint_text(void *ctx, const struct cells_run *run, uint8_t colour,
		       const char *text, bool blank)
{
	const struct painting *painting = ctx;
	const struct picture_painter *painter = painting->painter;
	size_t scale = painting->picture->scale;
	size_t width = FONT_WIDTH * scale, height = FONT_HEIGHT * scale;

	(void)blank;
	pixels_text(painter->pixels, text, run->cnt, colour, scale);
	painter->show(painter->ctx, painter->pixels, run->column * width,
		      run->row * height, run->cnt * width, height);
}

size_t picture_row_pixels(const struct picture *picture)
{
	return picture->width * FONT_HEIGHT * picture->scale;
}

/* The columns from left to before right, in pieces of a row of text. */
static void show_strip(const struct picture *picture, const struct strip *strip,
		       size_t left, size_t right,
		       const struct picture_painter *painter)
{
	size_t most = FONT_HEIGHT * picture->scale, width = right - left, rows;
	uint32_t *to = painter->pixels;

	for (size_t y = 0; y < most; y++)
		for (size_t x = left; x < right; x++)
			*to++ = strip->pixels[x];
	for (size_t y = 0; y < strip->height; y += rows) {
		rows = strip->height - y < most ? strip->height - y : most;
		painter->show(painter->ctx, painter->pixels, left,
			      strip->top + y, width, rows);
	}
}

static void paint_strip(const struct picture *now, struct picture *shown, int i,
			const struct picture_painter *painter)
{
	const uint32_t *pixels = now->strips[i].pixels;
	uint32_t *old = shown->strips[i].pixels;
	size_t left = 0, right = now->width;

	while (left < right && pixels[left] == old[left])
		left++;
	while (right > left && pixels[right - 1] == old[right - 1])
		right--;
	if (left == right)
		return;
	show_strip(now, &now->strips[i], left, right, painter);
	for (size_t x = left; x < right; x++)
		old[x] = pixels[x];
}

void picture_paint(const struct picture *now, struct picture *shown,
		   const struct picture_painter *painter)
{
	struct painting painting = { now, painter };
	const struct painter text = { paint_text, &painting };

	cells_paint(&now->cells, &shown->cells, &text);
	for (int i = 0; i < STRIP_COUNT; i++)
		paint_strip(now, shown, i, painter);
}
