/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The clock of the machine (UEFI 2.10, 8.3).
 */
#ifndef EFI_UEFI_TIME_H
#define EFI_UEFI_TIME_H

#include "efi/uefi/firmware.h"

/* Seconds since 1970 in UTC; a clock of an unknown time zone counts as UTC.
 * False: the machine has no clock, or a date that is not one. */
bool fw_time(const struct firmware *fw, int64_t *ret);

#endif
