/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A screen on which the explorer is a picture (core/screen/picture.h).
 */
#ifndef EFI_EXPLORER_CANVAS_H
#define EFI_EXPLORER_CANVAS_H

#include "core/screen/picture.h"
#include "efi/uefi/graphics.h"

/* All zero: it shows nothing. */
struct canvas {
	struct graphics graphics;
	struct picture now, shown;
	uint32_t *pixels; /* all memory of the pictures; NULL: not shown */
	size_t pages;
};

/* Whether a screen can show a picture in its current mode. */
bool canvas_is_possible(const struct console *console, size_t screen);

/* Draws the picture: what has changed since it was drawn, or all of it. Returns
 * false, with the screen unchanged, where it is not possible or there is no
 * memory. */
bool canvas_draw(struct canvas *canvas, const struct console *console,
		 size_t screen, const struct explorer *explorer);

/* Forgets what is shown, and frees it. */
void canvas_end(struct canvas *canvas, const struct firmware *fw);

#endif
