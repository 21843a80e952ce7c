/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a bzImage is told when it is entered without the firmware: struct
 * boot_params, the "zero page" (Linux Documentation/arch/x86/zero-page.rst),
 * the list of setup_data (boot.rst), and an EFI map.
 */
#ifndef EFI_BOOT_LINUX_PARAMS_H
#define EFI_BOOT_LINUX_PARAMS_H

#include "core/convert/conversion.h"
#include "core/handoff/table.h"
#include "efi/boot/linux/image.h"

#define LINUX_PARAMS_SIZE 4096
/* Rows of E820 that struct boot_params holds. */
#define LINUX_E820_ROWS 128
#define LINUX_EDID_SIZE 128

/* boot_params.secure_boot, of which 0 and 3 do not occur here. */
enum {
	LINUX_SECURE_BOOT_UNKNOWN = 1,
	LINUX_SECURE_BOOT_DISABLED = 2,
};

/* Types of struct setup_data. Linux defines small numbers; ours is "MBLK". */
enum {
	LINUX_SETUP_E820_EXT = 1,
	LINUX_SETUP_RNG_SEED = 9,
	LINUX_SETUP_MEMBLOCK = 0x4b4c424d,
};
/* Bytes before the data of a node. */
#define LINUX_SETUP_HEADER 16

struct linux_params {
	phys_addr_t kernel;  /* where it was loaded */
	phys_addr_t cmdline; /* with a NUL */
	phys_addr_t initrd;
	uint64_t initrd_size;   /* 0: none */
	phys_addr_t setup_data; /* the first node, 0: none */
	uint64_t rsdp;
	/* NULL where there is none. */
	const struct mbt_framebuffer *framebuffer;
	const uint8_t *edid; /* of the screen, LINUX_EDID_SIZE bytes */
	uint64_t efi_system_table;
	const struct efimap *efi_map; /* below 2^64 as physical addresses */
	const struct e820_table *e820;
};

/* Fills the page. head is that of the file, of which the image is known. */
void linux_params_make(uint8_t page[LINUX_PARAMS_SIZE], const uint8_t *head,
		       const struct linux_image *image,
		       const struct linux_params *params);

/* Writes the header of a node; its data follows it. */
void linux_setup_node(uint8_t *node, uint64_t next, uint32_t type,
		      uint32_t size);

/* The bytes of the node for the rows of E820 that struct boot_params cannot
 * hold, 0 where it holds all. */
size_t linux_e820_ext_size(size_t rows);
/* Writes that node. */
void linux_e820_ext(uint8_t *node, uint64_t next,
		    const struct e820_table *e820);

/*
 * Copies the EFI map of a conversion for a kernel that chooses its own place
 * from it (KASLR looks at this map and not at E820): free memory that mem= and
 * memmap= took away becomes EfiUnusableMemory. What the firmware uses stays as
 * it is. Returns bytes written to ret[room]; 0 if it does not fit, which
 * linux_efi_map_room() bytes rule out.
 */
size_t linux_efi_map(uint8_t *ret, size_t room,
		     const struct conversion *conversion);
/* For a map of so many descriptors of that size, and so many rows of E820. */
size_t linux_efi_map_room(size_t descriptors, size_t desc_size, size_t rows);

#endif
