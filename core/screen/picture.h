/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The overview as a picture in pixels: the address space as a bar to which each
 * pixel column belongs, the sets below it, and text around them.
 *
 * A picture consists of cells of text, which are drawn with a font of our own,
 * and of strips: rows of pixels that are the same over their whole height. Both
 * are data, as a screen of text is (core/screen/cells.h): a view draws into a
 * picture, and only what differs from the one that is shown is painted.
 */
#ifndef CORE_SCREEN_PICTURE_H
#define CORE_SCREEN_PICTURE_H

#include "core/screen/explorer.h"

/* A pixel is 0xRRGGBB, as an EFI_GRAPHICS_OUTPUT_BLT_PIXEL is in memory (UEFI
 * 2.10, 12.9.2.4). */
#define PIXEL_BLACK 0x000000
#define PIXEL_TEXT  0xc0c0c0
#define PIXEL_WHITE 0xffffff /* the selected range, and the cap of mem= */
#define PIXEL_ALL                                                             \
	0x909090            /* all of what the pixel stands for is in the set \
			     */
#define PIXEL_PART 0x484848 /* a part of it */

struct strip {
	size_t top, height; /* in pixels */
	uint32_t *pixels;   /* as many as the picture is wide */
};

enum picture_strip {
	STRIP_CHOSEN, /* a mark above the selected range */
	STRIP_MAP,
	STRIP_MEMORY,
	STRIP_RESERVED,
	STRIP_PHYSMAP,
	STRIP_COUNT,
};

struct picture {
	size_t width, height;
	size_t scale; /* of the font: 1, 2 or 3 */
	struct cells cells;
	struct strip strips[STRIP_COUNT];
};

/* Lays out a picture of so many pixels, without its cells and pixels. Returns
 * false when that is too small: less than 640 by 480. */
bool picture_lay_out(struct picture *ret, size_t width, size_t height);
/* The bytes that cells and pixels need; gives them their place, which is black
 * then. */
size_t picture_space(const struct picture *picture);
void picture_place(struct picture *picture, void *space);

/* Whether the state is to be shown as a picture where there are graphics. */
bool explorer_is_picture(const struct explorer *explorer);
/* Draws it. */
void picture_draw(const struct explorer *explorer, struct picture *picture);

/* Shows pixels, width of them a row, from the pixel x, y on. */
struct picture_painter {
	void (*show)(void *ctx, const uint32_t *pixels, size_t x, size_t y,
		     size_t width, size_t height);
	void *ctx;
	uint32_t *pixels; /* room for a row of text */
};

/* The pixels of a row of text. */
size_t picture_row_pixels(const struct picture *picture);

/* Paints what differs between now and shown, and makes shown equal to now. */
void picture_paint(const struct picture *now, struct picture *shown,
		   const struct picture_painter *painter);

#endif
