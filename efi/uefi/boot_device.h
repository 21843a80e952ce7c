/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The partition that memblock.efi was loaded from.
 */
#ifndef EFI_UEFI_BOOT_DEVICE_H
#define EFI_UEFI_BOOT_DEVICE_H

#include "core/handoff/table.h"
#include "efi/uefi/firmware.h"

/* Fills in disk, partition, number and MBT_BOOT_MBR, from the device path of
 * the volume and, for a GPT, the header of its disk
 * (UEFI 2.10, 10.3.5.1, 5.3.2). They stay unchanged where there is no
 * partition. */
void fw_boot_device(struct mbt_boot *ret, const struct firmware *fw);

#endif
