/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of load.h have of each other: load.c, which tells the story,
 * and load_words.c.
 */
#ifndef EFI_BOOT_NATIVE_LOAD_INTERNAL_H
#define EFI_BOOT_NATIVE_LOAD_INTERNAL_H

#include "efi/boot/native/load.h"

/* load->modules with their paths and names; then their sizes; then, behind
 * the kernel, their bytes. */
struct fw_status load_list_modules(struct load *load);
struct fw_status load_size_modules(struct load *load, struct fetch *fetch,
				   uint64_t *ret_total);
struct fw_status load_read_modules(struct load *load, struct fetch *fetch);

/* Each reserve_mem=. */
struct fw_status load_reserve(struct load *load);

#endif
