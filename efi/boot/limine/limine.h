/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The Limine boot protocol, base revisions 0 to 6: ELF64 kernels in the higher
 * half that find what they ask for by requests in their image.
 */
#ifndef EFI_BOOT_LIMINE_LIMINE_H
#define EFI_BOOT_LIMINE_LIMINE_H

#include "efi/boot/protocol.h"

extern const struct boot_protocol boot_limine;

#endif
