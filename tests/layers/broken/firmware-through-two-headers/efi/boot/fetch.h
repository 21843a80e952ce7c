/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EFI_BOOT_FETCH_H
#define EFI_BOOT_FETCH_H

#include "efi/uefi/files.h"

#endif
