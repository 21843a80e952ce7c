/* SPDX-License-Identifier: BSD-2-Clause */
/* A SRAT that QEMU does not make. */
#ifndef OVMF_FAULT_SRAT_H
#define OVMF_FAULT_SRAT_H

#include <efi.h>

/*
 * The SRAT's lowest memory then begins at 0. The flash below the RAM of QEMU's
 * virt machine is memory by arm64's rules, but of no node, and Linux rejects
 * the SRAT for it; so no machine with nodes is to be had there otherwise.
 * FALSE: there is no SRAT with memory.
 */
BOOLEAN srat_from_zero(const EFI_SYSTEM_TABLE *system);

#endif
