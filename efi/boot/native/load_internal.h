/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of load.h have of each other: load.c, which tells the story,
 * and load_words.c.
 */
#ifndef EFI_BOOT_NATIVE_LOAD_INTERNAL_H
#define EFI_BOOT_NATIVE_LOAD_INTERNAL_H

#include "efi/boot/native/load.h"

/* How many values the words name=VALUE have. */
size_t load_count(const struct options *options, const char *name);

/* load->modules with their paths and names; then their sizes; then, behind
 * the kernel, their bytes. */
size_t load_list_modules(struct load *load);
size_t load_size_modules(struct load *load, struct fetch *fetch,
			 uint64_t *ret_total);
size_t load_read_modules(struct load *load, struct fetch *fetch);

/* Each reserve_mem=. */
size_t load_reserve(struct load *load);

#endif
