/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EFI_UEFI_VOLUME_H
#define EFI_UEFI_VOLUME_H

#endif
