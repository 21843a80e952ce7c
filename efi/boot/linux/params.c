/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/linux/params.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"
#include "efi/boot/colour.h"

/* Offsets in struct boot_params. */
enum {
	SCREEN_INFO = 0x000,
	ACPI_RSDP_ADDR = 0x070,
	EXT_RAMDISK_IMAGE = 0x0c0,
	EXT_RAMDISK_SIZE = 0x0c4,
	EXT_CMD_LINE_PTR = 0x0c8,
	EDID_INFO = 0x140,
	EFI_INFO = 0x1c0,
	E820_ENTRIES = 0x1e8,
	SECURE_BOOT = 0x1ec,
	HDR = 0x1f1,
	VID_MODE = 0x1fa,
	TYPE_OF_LOADER = 0x210,
	CODE32_START = 0x214,
	RAMDISK_IMAGE = 0x218,
	RAMDISK_SIZE = 0x21c,
	CMD_LINE_PTR = 0x228,
	SETUP_DATA = 0x250,
	E820_TABLE = 0x2d0,
};
#define E820_ROW_SIZE 20

/* A field of 32 bits, and one for the upper 32 bits elsewhere. */
static void put_split(uint8_t *low, uint8_t *high, uint64_t value)
{
	put_le(low, value & UINT32_MAX, 4);
	put_le(high, value >> 32, 4);
}

/* --- the screen ---------------------------------------------------------- */

/* In struct screen_info. */
enum {
	VIDEO_IS_VGA = 0x0f,
	LFB_WIDTH = 0x12,
	LFB_HEIGHT = 0x14,
	LFB_DEPTH = 0x16,
	LFB_BASE = 0x18,
	LFB_SIZE = 0x1c,
	LFB_LINELENGTH = 0x24,
	LFB_COLOURS = 0x26, /* size and position, of four colours */
	CAPABILITIES = 0x36,
	EXT_LFB_BASE = 0x3a,
	VIDEO_TYPE_EFI = 0x70,
	CAPABILITY_64BIT_BASE = 2,
};

static void put_colour(uint8_t *at, uint32_t mask)
{
	const struct colour colour = colour_of(mask);

	at[0] = colour.width;
	at[1] = colour.position;
}

static void put_screen(uint8_t *info, const struct mbt_framebuffer *fb)
{
	info[VIDEO_IS_VGA] = VIDEO_TYPE_EFI;
	put_le(info + LFB_WIDTH, fb->width, 2);
	put_le(info + LFB_HEIGHT, fb->height, 2);
	put_le(info + LFB_DEPTH, fb->bits_per_pixel, 2);
	put_split(info + LFB_BASE, info + EXT_LFB_BASE, fb->base);
	put_le(info + LFB_SIZE, (uint64_t)fb->pitch * fb->height, 4);
	put_le(info + LFB_LINELENGTH, fb->pitch, 2);
	put_colour(info + LFB_COLOURS, fb->red_mask);
	put_colour(info + LFB_COLOURS + 2, fb->green_mask);
	put_colour(info + LFB_COLOURS + 4, fb->blue_mask);
	put_colour(info + LFB_COLOURS + 6, fb->reserved_mask);
	if (fb->base > UINT32_MAX)
		put_le(info + CAPABILITIES, CAPABILITY_64BIT_BASE, 4);
}

/* --- firmware and memory ------------------------------------------------- */

static void put_efi(uint8_t *info, const struct linux_params *params)
{
	const struct efimap *map = params->efi_map;
	uint64_t base = (uintptr_t)map->desc;

	memcpy(info, "EL64", 4);
	put_split(info + 0x04, info + 0x18, params->efi_system_table);
	put_le(info + 0x08, map->desc_size, 4);
	put_le(info + 0x0c, map->desc_version, 4);
	put_split(info + 0x10, info + 0x1c, base);
	put_le(info + 0x14, map->size, 4);
}

static void put_row(uint8_t *at, const struct e820_entry *entry)
{
	put_le(at, entry->range.base, 8);
	put_le(at + 8, entry->range.size, 8);
	put_le(at + 16, entry->type, 4);
}

static void put_e820(uint8_t *page, const struct e820_table *e820)
{
	size_t rows = e820->cnt < LINUX_E820_ROWS ? e820->cnt : LINUX_E820_ROWS;

	page[E820_ENTRIES] = (uint8_t)rows;
	for (size_t i = 0; i < rows; i++)
		put_row(page + E820_TABLE + i * E820_ROW_SIZE,
			&e820->entries[i]);
}

/* --- the page ------------------------------------------------------------ */

static void put_header(uint8_t *page, const struct linux_params *params)
{
	/* A loader without a number of its own; the mode that is set. */
	page[TYPE_OF_LOADER] = 0xff;
	put_le(page + VID_MODE, 0xffff, 2);
	put_le(page + CODE32_START, params->kernel & UINT32_MAX, 4);
	put_split(page + CMD_LINE_PTR, page + EXT_CMD_LINE_PTR,
		  params->cmdline);
	put_split(page + RAMDISK_IMAGE, page + EXT_RAMDISK_IMAGE,
		  params->initrd_size ? params->initrd : 0);
	put_split(page + RAMDISK_SIZE, page + EXT_RAMDISK_SIZE,
		  params->initrd_size);
	put_le(page + SETUP_DATA, params->setup_data, 8);
}

void linux_params_make(uint8_t page[LINUX_PARAMS_SIZE], const uint8_t *head,
		       const struct linux_image *image,
		       const struct linux_params *params)
{
	memset(page, 0, LINUX_PARAMS_SIZE);
	/* The header only: a sentinel before it has to be 0. */
	memcpy(page + HDR, head + HDR, image->header_end - HDR);
	put_header(page, params);
	if (params->framebuffer)
		put_screen(page + SCREEN_INFO, params->framebuffer);
	if (params->edid)
		memcpy(page + EDID_INFO, params->edid, LINUX_EDID_SIZE);
	put_le(page + ACPI_RSDP_ADDR, params->rsdp, 8);
	put_efi(page + EFI_INFO, params);
	page[SECURE_BOOT] = LINUX_SECURE_BOOT_DISABLED;
	put_e820(page, params->e820);
}

/* --- setup_data ---------------------------------------------------------- */

void linux_setup_node(uint8_t *node, uint64_t next, uint32_t type,
		      uint32_t size)
{
	put_le(node, next, 8);
	put_le(node + 8, type, 4);
	put_le(node + 12, size, 4);
}

size_t linux_e820_ext_size(size_t rows)
{
	return rows > LINUX_E820_ROWS
		       ? LINUX_SETUP_HEADER +
				 (rows - LINUX_E820_ROWS) * E820_ROW_SIZE
		       : 0;
}

void linux_e820_ext(uint8_t *node, uint64_t next, const struct e820_table *e820)
{
	uint8_t *at = node + LINUX_SETUP_HEADER;
	size_t size = linux_e820_ext_size(e820->cnt) - LINUX_SETUP_HEADER;

	linux_setup_node(node, next, LINUX_SETUP_E820_EXT, (uint32_t)size);
	for (size_t i = LINUX_E820_ROWS; i < e820->cnt; i++) {
		put_row(at, &e820->entries[i]);
		at += E820_ROW_SIZE;
	}
}
