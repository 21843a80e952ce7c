/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The boot protocols that memblock.efi has.
 */
#ifndef EFI_BOOT_PROTOCOLS_H
#define EFI_BOOT_PROTOCOLS_H

#include "efi/boot/protocol.h"

/* The protocol for a file, the one with that id unless it is PROTOCOL_AUTO;
 * NULL: none recognises it. */
const struct boot_protocol *boot_recognise(enum protocol id,
					   struct reader *file);

/* Prints what kernels with that id there may be: "an ELF file"; "a kernel for
 * this machine" where this architecture has none. */
void boot_print_protocols(enum protocol id, const struct sink *out);

#endif
