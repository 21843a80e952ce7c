/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EFI_UEFI_FIRMWARE_H
#define EFI_UEFI_FIRMWARE_H

#endif
