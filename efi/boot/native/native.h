/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Our own boot protocol (docs/handoff.md): an ELF64 executable or static PIE
 * with strict rules, entered with the table of core/handoff/table.h.
 */
#ifndef EFI_BOOT_NATIVE_NATIVE_H
#define EFI_BOOT_NATIVE_NATIVE_H

#include "efi/boot/protocol.h"

extern const struct boot_protocol boot_native;

#endif
