/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Linux (docs/linux.md), by one of two roads. The stub road has the firmware
 * load and start the kernel, whose EFI stub then reads the memory map itself.
 * The direct road, on x86 only, leaves boot services and enters a bzImage with
 * our map.
 */
#ifndef EFI_BOOT_LINUX_LINUX_H
#define EFI_BOOT_LINUX_LINUX_H

#include "efi/boot/protocol.h"

extern const struct boot_protocol boot_linux;

#endif
