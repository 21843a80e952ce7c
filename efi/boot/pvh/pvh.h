/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The PVH protocol: ELF kernels that name a 32-bit entry in a note of Xen's, as
 * Linux does (Xen, docs/misc/pvh.pandoc).
 */
#ifndef EFI_BOOT_PVH_PVH_H
#define EFI_BOOT_PVH_PVH_H

#include "efi/boot/protocol.h"

extern const struct boot_protocol boot_pvh;

#endif
