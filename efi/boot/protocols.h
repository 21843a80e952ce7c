/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The boot protocols that memblock.efi has.
 */
#ifndef EFI_BOOT_PROTOCOLS_H
#define EFI_BOOT_PROTOCOLS_H

#include "efi/boot/protocol.h"

/* The protocol for a file; NULL: none recognises it. */
const struct boot_protocol *boot_recognise(struct reader *file);

/* Prints what kernels there may be: "an ELF file". */
void boot_print_protocols(const struct sink *out);

#endif
