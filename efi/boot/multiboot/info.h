/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The information that a kernel finds at its entry. Sources: Multiboot
 * Specification 0.6.96, 3.3 and Multiboot2 Specification 2.0, 3.6, "Boot
 * information format".
 */
#ifndef EFI_BOOT_MULTIBOOT_INFO_H
#define EFI_BOOT_MULTIBOOT_INFO_H

#include "core/firmware/e820.h"
#include "core/firmware/efimap.h"
#include "core/table/write.h"

/* Bytes that are copied into the information; size 0: there are none. */
struct info_copy {
	const void *bytes;
	size_t size;
};

/* The section headers of the kernel's ELF file. */
struct info_sections {
	struct info_copy headers;
	uint32_t cnt;
	uint32_t entry_size;
	uint32_t names; /* index of the section with the names */
};

struct multiboot_info {
	const char *cmdline;
	const char *loader; /* "memblock-efi 1.0" */
	const struct table_module *modules;
	size_t module_cnt;
	const struct e820_table *rows;
	/* NULL: there is none that is linear. */
	const struct mbt_framebuffer *framebuffer;
	/* Version 2 only. */
	struct info_copy rsdp_old; /* ACPI 1.0: 20 bytes */
	struct info_copy rsdp_new; /* ACPI 2.0 and later */
	struct info_copy smbios;   /* an entry point structure */
	uint64_t system_table;     /* EFI_SYSTEM_TABLE, 0: none */
	const struct efimap *map;  /* NULL: none is passed on */
	bool relocated;            /* the kernel may move: load_base is due */
	uint32_t load_base;
	/* Boot services are kept: neither rows nor map, but the image handle.
	 */
	bool keeps_services;
	uint64_t image_handle;
	struct info_sections sections;
};

/*
 * Writes the information to memory[size], which the kernel sees at the physical
 * address phys below 4 GiB, 8-byte aligned. memory NULL: only measures.
 * Returns the bytes of all of it; what does not fit into size is not written.
 */
size_t multiboot1_write(void *memory, size_t size, uint32_t phys,
			const struct multiboot_info *info);
size_t multiboot2_write(void *memory, size_t size, uint32_t phys,
			const struct multiboot_info *info);

/* KiB from 0 on and from 1 MiB on that are available without a hole, as both
 * versions state them. */
struct basic_memory {
	uint32_t lower, upper;
};
struct basic_memory multiboot_basic_memory(const struct e820_table *rows);

/* The type of a row in both versions: 1 to 5. */
uint32_t multiboot_row_type(uint32_t e820);

#endif
