/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The files of module=: first their paths and names, then their sizes, then,
 * once the kernel is placed, their bytes. All of it goes to boot->modules.
 */
#ifndef EFI_BOOT_MODULES_H
#define EFI_BOOT_MODULES_H

#include "efi/boot/fetch.h"
#include "efi/boot/protocol.h"

/* boot->modules, which the caller frees with fw_free(). */
struct fw_status modules_list(struct boot *boot);
/* *ret_total is the sum in bytes. */
struct fw_status modules_size(struct boot *boot, struct fetch *fetch,
			      uint64_t *ret_total);
struct fw_status modules_read(struct boot *boot, struct fetch *fetch);

#endif
