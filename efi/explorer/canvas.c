/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/explorer/canvas.h"

/* For each mode of the screen anew. */
static bool lay_out(struct canvas *canvas, const struct console *console,
		    size_t screen)
{
	return graphics_open(&canvas->graphics, console, screen) &&
	       picture_lay_out(&canvas->now, canvas->graphics.width,
			       canvas->graphics.height);
}

bool canvas_is_possible(const struct console *console, size_t screen)
{
	struct canvas canvas;

	return lay_out(&canvas, console, screen);
}

/* The row of pixels, and both pictures after it. */
static bool begin(struct canvas *canvas, const struct console *console,
		  size_t screen)
{
	size_t row, each;

	if (!lay_out(canvas, console, screen))
		return false;
	row = picture_row_pixels(&canvas->now) * sizeof(uint32_t);
	each = (picture_space(&canvas->now) + 15) / 16 * 16;
	canvas->pages = fw_pages_for(row + 2 * each);
	canvas->pixels = fw_pages(console->fw, canvas->pages);
	if (!canvas->pixels)
		return false;
	canvas->shown = canvas->now;
	picture_place(&canvas->now, (char *)canvas->pixels + row);
	picture_place(&canvas->shown, (char *)canvas->pixels + row + each);
	graphics_clear(&canvas->graphics);
	return true;
}

static void show(void *ctx, const uint32_t *pixels, size_t x, size_t y,
		 size_t width, size_t height)
{
	graphics_show(ctx, pixels, x, y, width, height);
}

bool canvas_draw(struct canvas *canvas, const struct console *console,
		 size_t screen, const struct explorer *explorer)
{
	struct picture_painter painter = { show, &canvas->graphics, NULL };

	if (!canvas->pixels && !begin(canvas, console, screen))
		return false;
	painter.pixels = canvas->pixels;
	picture_draw(explorer, &canvas->now);
	picture_paint(&canvas->now, &canvas->shown, &painter);
	return true;
}

void canvas_end(struct canvas *canvas, const struct firmware *fw)
{
	fw_free_pages(fw, canvas->pixels, canvas->pages);
	canvas->pixels = NULL;
}
