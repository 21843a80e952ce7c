/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The direct road, on x86: a bzImage is loaded by us, boot services end, and it
 * is entered at its 64-bit entry with our memory map.
 */
#ifndef EFI_BOOT_LINUX_DIRECT_H
#define EFI_BOOT_LINUX_DIRECT_H

#include "efi/boot/linux/params.h"
#include "efi/boot/linux/state.h"

/* The 64-bit entry, from where the kernel was loaded. */
#define LINUX_ENTRY_64 0x200

/* The steps of the road. */
struct fw_status linux_direct_place(struct boot *boot, struct reader *file);
struct fw_status linux_direct_describe(struct boot *boot);
struct fw_status linux_direct_enter(struct boot *boot);

#endif
