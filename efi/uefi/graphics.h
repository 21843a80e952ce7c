/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Pixels on a screen, by EFI_GRAPHICS_OUTPUT_PROTOCOL.Blt() (UEFI 2.10, 12.9),
 * which outputs without a linear framebuffer have as well.
 */
#ifndef EFI_UEFI_GRAPHICS_H
#define EFI_UEFI_GRAPHICS_H

#include "efi/uefi/console.h"

struct graphics {
	void *output; /* EFI_GRAPHICS_OUTPUT_PROTOCOL */
	size_t width, height;
};

/* The graphics of a screen of the console, in its current mode. Returns false
 * where it has none. */
bool graphics_open(struct graphics *ret, const struct console *console,
		   size_t screen);

/* Makes the whole screen black. */
void graphics_clear(const struct graphics *graphics);

/* Shows pixels, which are 0xRRGGBB and width of them a row, from the pixel x, y
 * on. */
void graphics_show(const struct graphics *graphics, const uint32_t *pixels,
		   size_t x, size_t y, size_t width, size_t height);

#endif
