/* SPDX-License-Identifier: BSD-2-Clause */
/* The framebuffers ("Framebuffer Feature"). */
#include "efi/boot/colour.h"
#include "efi/boot/limine/writer.h"

#define FRAMEBUFFER_SIZE 80
#define MODE_SIZE        40
#define MODEL_RGB        1

static void put_mask(struct writer *w, uint32_t mask)
{
	const struct colour colour = colour_of(mask);

	put_bytes(w, colour.width, 1);
	put_bytes(w, colour.position, 1);
}

static void put_format(struct writer *w, const struct mbt_framebuffer *fb)
{
	put_bytes(w, fb->bits_per_pixel, 2);
	put_bytes(w, MODEL_RGB, 1);
	put_mask(w, fb->red_mask);
	put_mask(w, fb->green_mask);
	put_mask(w, fb->blue_mask);
}

static void put_mode(struct writer *w, const struct mbt_framebuffer *fb)
{
	put(w, fb->pitch);
	put(w, fb->width);
	put(w, fb->height);
	put_format(w, fb);
	put_padding(w);
}

/* The one mode of each is the present one. */
static void put_framebuffer(struct writer *w, const struct mbt_framebuffer *fb,
			    uint64_t modes, uint64_t edid)
{
	put(w, w->limine->hhdm + fb->base);
	put(w, fb->width);
	put(w, fb->height);
	put(w, fb->pitch);
	put_format(w, fb);
	put_padding(w);
	put(w, edid ? FACTS_EDID : 0);
	put(w, edid);
	put(w, 1);
	put(w, modes);
}

void put_framebuffers(struct writer *w)
{
	const struct mbt_framebuffer *all = w->boot->framebuffers;
	size_t cnt = w->boot->facts.framebuffer_cnt;
	uint64_t edid = 0, modes, first;

	if (!limine_asks(w->limine, LIMINE_FRAMEBUFFER) || cnt == 0)
		return;
	if (w->limine->has_edid)
		edid = put_copy(w, w->limine->edid, FACTS_EDID);
	put_padding(w);
	modes = here(w);
	for (size_t i = 0; i < cnt; i++)
		put_mode(w, &all[i]);
	modes = put_pointers(w, modes, cnt, MODE_SIZE);
	first = here(w);
	for (size_t i = 0; i < cnt; i++)
		put_framebuffer(w, &all[i], modes + i * 8, i == 0 ? edid : 0);
	respond_list(w, LIMINE_FRAMEBUFFER, 1, cnt,
		     put_pointers(w, first, cnt, FRAMEBUFFER_SIZE));
}
