/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a kernel is told about the machine and about how it was booted.
 */
#ifndef EFI_BOOT_GATHER_H
#define EFI_BOOT_GATHER_H

#include "efi/boot/protocol.h"

/* Fills in boot->facts, except for cpu, kernel and symbols, and what it refers
 * to. port is the I/O port where a 16550 may be without a table that names it;
 * 0: nowhere. */
void boot_gather(struct boot *boot, uint16_t port);

#endif
