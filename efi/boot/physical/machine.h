/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Room for what depends on the final memory map, and its rows (efi/boot/rows.h)
 * once it is there.
 */
#ifndef EFI_BOOT_PHYSICAL_MACHINE_H
#define EFI_BOOT_PHYSICAL_MACHINE_H

#include "efi/boot/protocol.h"

struct late_info {
	phys_addr_t at; /* of the information; 8-byte aligned */
	size_t size;
	struct e820_table rows;
	void *scratch; /* of rows_make() */
};

/* Sets aside the final map, and room for size bytes of information besides its
 * rows, row_size bytes each, and the firmware's descriptors. */
struct fw_status late_info_take(struct late_info *ret, struct boot *boot,
				size_t size, size_t row_size);
/* Leaves boot services and makes the rows. capture and conversion outlive what
 * is made of them. */
struct fw_status late_info_leave(struct late_info *info, struct boot *boot,
				 struct capture *capture,
				 struct conversion *conversion);

#endif
