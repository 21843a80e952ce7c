/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The firmware's memory map as a capture.
 */
#ifndef EFI_UEFI_MEMORY_MAP_H
#define EFI_UEFI_MEMORY_MAP_H

#include "core/firmware/capture.h"
#include "efi/uefi/firmware.h"

/* Reads the memory map and what is known of the machine. ret holds the map's
 * buffer until fw_release(), which also takes a zeroed capture. */
struct fw_status fw_capture(const struct firmware *fw, struct capture *ret,
			    const struct sink *err);
void fw_release(const struct firmware *fw, struct capture *capture);

#endif
