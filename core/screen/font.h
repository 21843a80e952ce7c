/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The letters of pictures: ASCII of the font Spleen, 8 by 16 pixels.
 */
#ifndef CORE_SCREEN_FONT_H
#define CORE_SCREEN_FONT_H

#include "core/base/types.h"

#define FONT_WIDTH  8
#define FONT_HEIGHT 16

/* The rows of ' ' to '~'; the highest bit is the leftmost pixel. */
extern const uint8_t font_rows['~' - ' ' + 1][FONT_HEIGHT];

#endif
