/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Random numbers of the firmware, or else of the processor.
 */
#ifndef EFI_BOOT_ENTROPY_H
#define EFI_BOOT_ENTROPY_H

#include "efi/uefi/firmware.h"

/* Fills ret[cnt]. False, with undefined contents: neither has any. */
bool boot_entropy(const struct firmware *fw, uint64_t *ret, size_t cnt);

#endif
