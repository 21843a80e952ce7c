/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files on the TFTP server that memblock.efi was loaded from (UEFI 2.10, 24.3
 * EFI_PXE_BASE_CODE_PROTOCOL). Paths are as the user wrote them; \ becomes /.
 */
#ifndef EFI_UEFI_NETWORK_H
#define EFI_UEFI_NETWORK_H

#include "efi/uefi/firmware.h"

/* EFI_PXE_BASE_CODE_PROTOCOL, or NULL where we were not loaded by PXE over
 * IPv4. Nothing has to be closed. */
void *network_find(const struct firmware *fw);

/* The path of name in the folder of the boot file. False: too long for
 * ret[size]. */
bool network_beside(char *ret, size_t size, void *network, const char *name);

/* FW_NOT_FOUND when the server refuses the request. */
struct fw_status network_size(void *network, const char *path,
			      uint64_t *ret_size);
/* Reads a file of exactly size bytes; FW_DEVICE_ERROR for another size. */
struct fw_status network_read(void *network, const char *path, void *memory,
			      uint64_t size);

#endif
