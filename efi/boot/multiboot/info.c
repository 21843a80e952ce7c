/* SPDX-License-Identifier: BSD-2-Clause */
/* What both versions say alike. */
#include "efi/boot/colour.h"
#include "efi/boot/multiboot/info_internal.h"

#define MIB ((phys_addr_t)1 << 20)
#define KIB 1024
/* The type of a framebuffer with masks. */
#define RGB 1

/* Each protocol has the numbers of E820 up to 5; all else is reserved. */
uint32_t multiboot_row_type(uint32_t e820)
{
	return e820 >= E820_RAM && e820 <= E820_UNUSABLE ? e820 : E820_RESERVED;
}

/* The end of the available row at addr; addr where there is none. */
static phys_addr_t available_to(const struct e820_table *rows, phys_addr_t addr)
{
	for (size_t i = 0; i < rows->cnt; i++) {
		const struct e820_entry *row = &rows->entries[i];

		if (row->type == E820_RAM && range_contains(row->range, addr))
			return range_end(row->range);
	}
	return addr;
}

/* "At most up to the first hole", in 32 bits of KiB. */
struct basic_memory multiboot_basic_memory(const struct e820_table *rows)
{
	phys_addr_t lower = phys_min(available_to(rows, 0), 640 * KIB);
	phys_addr_t upper = (available_to(rows, MIB) - MIB) / KIB;

	return (struct basic_memory){
		.lower = (uint32_t)(lower / KIB),
		.upper = (uint32_t)phys_min(upper, UINT32_MAX),
	};
}

/* Position and width of a mask. */
static void put_colour(struct blob *blob, uint32_t mask)
{
	const struct colour colour = colour_of(mask);

	blob_put(blob, colour.position, 1);
	blob_put(blob, colour.width, 1);
}

void multiboot_put_framebuffer(struct blob *blob,
			       const struct mbt_framebuffer *fb)
{
	blob_put(blob, fb->base, 8);
	blob_put(blob, fb->pitch, 4);
	blob_put(blob, fb->width, 4);
	blob_put(blob, fb->height, 4);
	blob_put(blob, fb->bits_per_pixel, 1);
	blob_put(blob, RGB, 1);
	blob_put(blob, 0, 2);
	put_colour(blob, fb->red_mask);
	put_colour(blob, fb->green_mask);
	put_colour(blob, fb->blue_mask);
}
