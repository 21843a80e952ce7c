/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The Multiboot protocols, versions 1 and 2, on x86: kernels that are entered
 * in 32-bit mode, and those of version 2 that keep boot services and are
 * entered in 64-bit mode.
 */
#ifndef EFI_BOOT_MULTIBOOT_MULTIBOOT_H
#define EFI_BOOT_MULTIBOOT_MULTIBOOT_H

#include "efi/boot/protocol.h"

extern const struct boot_protocol boot_multiboot2, boot_multiboot;

#endif
