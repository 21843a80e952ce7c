/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EFI_UEFI_FILES_H
#define EFI_UEFI_FILES_H

#include "efi/uefi/uefi.h"

#endif
