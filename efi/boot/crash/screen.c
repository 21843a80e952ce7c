/* SPDX-License-Identifier: BSD-2-Clause */
/* Letters on a framebuffer. */
#include "efi/boot/crash/crash.h"

#include "core/screen/font.h"

/* The text needs so much; letters grow as long as there is room for it. */
enum { COLUMNS = 80, ROWS = 38 };

static uint32_t at_least_1(uint32_t n)
{
	return n ? n : 1;
}

bool crash_screen_begin(struct crash_screen *ret,
			const struct mbt_framebuffer *fb)
{
	uint32_t wide = fb->width / (COLUMNS * FONT_WIDTH);
	uint32_t high = fb->height / (ROWS * FONT_HEIGHT);
	uint32_t scale = at_least_1(wide < high ? wide : high);

	*ret = (struct crash_screen){
		.fb = fb,
		.scale = scale,
		.columns = fb->width / (FONT_WIDTH * scale),
		.rows = fb->height / (FONT_HEIGHT * scale),
	};
	if (fb->bits_per_pixel != 32 || ret->columns < COLUMNS / 2 ||
	    ret->rows < 2)
		return false;
	for (uint32_t y = 0; y < fb->height; y++) {
		uint32_t *pixel =
			(void *)(uintptr_t)(fb->base + (uint64_t)y * fb->pitch);

		for (uint32_t x = 0; x < fb->width; x++)
			pixel[x] = fb->blue_mask & ~(fb->blue_mask >> 1);
	}
	return true;
}

static void draw(const struct crash_screen *screen, unsigned char c)
{
	const struct mbt_framebuffer *fb = screen->fb;
	uint32_t white = fb->red_mask | fb->green_mask | fb->blue_mask;
	uint32_t left = screen->column * FONT_WIDTH * screen->scale;
	uint32_t top = screen->row * FONT_HEIGHT * screen->scale;

	for (uint32_t y = 0; y < FONT_HEIGHT * screen->scale; y++) {
		uint32_t *pixel =
			(void *)(uintptr_t)(fb->base +
					    (uint64_t)(top + y) * fb->pitch);
		uint8_t bits = font_rows[c - ' '][y / screen->scale];

		for (uint32_t x = 0; x < FONT_WIDTH * screen->scale; x++)
			if (bits & 0x80 >> x / screen->scale)
				pixel[left + x] = white;
	}
}

void crash_screen_write(void *ctx, const char *text, size_t len)
{
	struct crash_screen *screen = ctx;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '\n' || screen->column == screen->columns) {
			screen->column = 0;
			screen->row++;
		}
		if (c < ' ' || screen->row >= screen->rows)
			continue;
		draw(screen, c > '~' ? '?' : c);
		screen->column++;
	}
}
