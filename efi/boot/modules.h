/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The files of module=: first their paths and names, then their sizes, then,
 * once the kernel is placed, their bytes. All of it goes to boot->modules; the
 * files are boot->module_files.
 */
#ifndef EFI_BOOT_MODULES_H
#define EFI_BOOT_MODULES_H

#include "efi/boot/protocol.h"

struct fw_status modules_list(struct boot *boot);
/* Opens the files. *ret_total is the sum of their sizes in bytes. */
struct fw_status modules_open(struct boot *boot, uint64_t *ret_total);
struct fw_status modules_read(struct boot *boot);
/* Closes the files and frees both lists, as far as there are any. */
void modules_release(struct boot *boot);

#endif
