/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * For info_v1.c and info_v2.c.
 */
#ifndef EFI_BOOT_MULTIBOOT_INFO_INTERNAL_H
#define EFI_BOOT_MULTIBOOT_INFO_INTERNAL_H

#include "efi/boot/physical/blob.h"
#include "efi/boot/multiboot/info.h"

/* The fields of a framebuffer, from its address to its colours. Two bytes are
 * between its type and its colours, as in the headers that kernels compile
 * with; the text of version 1 has none. */
void multiboot_put_framebuffer(struct blob *blob,
			       const struct mbt_framebuffer *fb);

#endif
