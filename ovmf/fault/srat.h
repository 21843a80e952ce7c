/* SPDX-License-Identifier: BSD-2-Clause */
/* A SRAT that QEMU never provides. */
#ifndef OVMF_FAULT_SRAT_H
#define OVMF_FAULT_SRAT_H

#include <efi.h>

/*
 * Makes the lowest memory of the SRAT begin at 0. On QEMU's virt machine, the
 * flash below RAM is memory by arm64's rules but belongs to no node, so Linux
 * rejects the SRAT; this is the only way to get a machine with nodes there.
 * FALSE: the SRAT is missing or has no memory.
 */
BOOLEAN srat_from_zero(const EFI_SYSTEM_TABLE *system);

/* Sets a flag that ACPI 6.5 does not define in the entry of the lowest memory.
 * FALSE: the same. */
BOOLEAN srat_set_undefined_flag(const EFI_SYSTEM_TABLE *system);

#endif
