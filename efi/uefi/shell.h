/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The UEFI Shell that is built into the firmware.
 */
#ifndef EFI_UEFI_SHELL_H
#define EFI_UEFI_SHELL_H

#include "efi/uefi/firmware.h"

/* Starts it, and returns when it was left. FW_NOT_FOUND: there is none. */
struct fw_status shell_start(const struct firmware *fw);

#endif
