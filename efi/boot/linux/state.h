/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the steps of the protocol hand on to each other.
 */
#ifndef EFI_BOOT_LINUX_STATE_H
#define EFI_BOOT_LINUX_STATE_H

#include "efi/boot/linux/image.h"
#include "efi/boot/protocol.h"
#include "efi/uefi/image.h"
#include "efi/uefi/initrd.h"

/* Bytes of random numbers for the kernel. */
#define LINUX_SEED_SIZE 32

/* The direct road. */
struct linux_direct {
	phys_addr_t kernel;
	struct table_module initrd; /* all files together; size 0: none */
	struct mbt_kernel facts;
	phys_addr_t trampoline, page_table;
	/* struct boot_params, and after it, by their offsets, the command line,
	 * nodes of setup_data and the EFI map. */
	phys_addr_t params;
	size_t seed_at, ext_at, ext_room, map_at, map_room;
	bool has_seed, has_edid;
	uint8_t edid[FACTS_EDID];
	/* A node with the table. */
	phys_addr_t table_node;
	size_t table_room;
};

struct linux_state {
	struct linux_image image;
	enum road road;        /* the one that was chosen */
	char *cmdline;         /* in UTF-8 */
	size_t cmdline_size;   /* with its NUL */
	void *memreserve;      /* linux_reserve()'s list, NULL without */
	void *reserved_before; /* what it is linked to */
	struct linux_direct direct;
	/* The stub road. */
	struct image loaded;
	uint16_t *options; /* LoadOptions */
	size_t options_size;
	struct initrd_source source;
	struct initrd_offer offer;
	void *table;
	size_t table_size;
	bool has_variable;
};

/* The steps of the stub road. */
struct fw_status linux_stub_place(struct boot *boot);
struct fw_status linux_stub_describe(struct boot *boot);
struct fw_status linux_stub_enter(struct boot *boot);
void linux_stub_release(struct boot *boot);

/* --- what both roads share ----------------------------------------------- */

/* Joins all initrd= files, which have linux_initrd_size() bytes together, and
 * reads them into memory. */
uint64_t linux_initrd_size(const struct boot *boot);
struct fw_status linux_initrd_read(struct boot *boot, void *memory);

/*
 * Tells Linux of the ranges of reserve_mem=, which it then reserves: by its
 * MEMRESERVE configuration table, to which those that are there already stay
 * linked. linux_unreserve() restores what was there.
 */
struct fw_status linux_reserve(struct boot *boot);
void linux_unreserve(struct boot *boot);

/* Says how many bytes the table has, and its CRC-32, so that it can be compared
 * with what is read back from Linux. */
void linux_print_digest(const struct sink *out, const void *table);

#endif
