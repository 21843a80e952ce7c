/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text as pixels, for pictures.
 */
#ifndef CORE_SCREEN_PIXELS_H
#define CORE_SCREEN_PIXELS_H

#include "core/screen/cells.h"

/* Added to a colour of text: on the colour, in black or white. */
#define PIXELS_INVERSE 0x80

/* The colours of a cell. */
uint32_t pixels_foreground(uint8_t colour);
uint32_t pixels_background(uint8_t colour);

/* Draws n characters with letters of scale times their size, as pixels of n
 * letters a row. */
void pixels_text(uint32_t *ret, const char *text, size_t n, uint8_t colour,
		 size_t scale);

#endif
