/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EFI_UEFI_UEFI_H
#define EFI_UEFI_UEFI_H

#include <efi.h>

#endif
