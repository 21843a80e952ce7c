/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Random bytes (UEFI 2.10, 37.5).
 */
#ifndef EFI_UEFI_RANDOM_H
#define EFI_UEFI_RANDOM_H

#include "efi/uefi/firmware.h"

/* Fills bytes[size] by the firmware's default algorithm. False, with undefined
 * contents: the firmware has no random numbers. */
bool fw_random(const struct firmware *fw, void *bytes, size_t size);

#endif
