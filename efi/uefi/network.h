/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files of the TFTP server that memblock.efi itself came from (UEFI 2.10,
 * 24.3 EFI_PXE_BASE_CODE_PROTOCOL). Paths are the user's, \ becomes /.
 */
#ifndef EFI_UEFI_NETWORK_H
#define EFI_UEFI_NETWORK_H

#include "efi/uefi/firmware.h"

/* NULL where we were not loaded by PXE over IPv4. Holds no resource. */
void *network_find(const struct firmware *fw);

/* The path of name in the folder of the boot file. False: it is too long. */
bool network_beside(char *ret, size_t size, void *network, const char *name);

struct fw_status network_size(void *network, const char *path,
			      uint64_t *ret_size);
/* Exactly size bytes, or an error. */
struct fw_status network_read(void *network, const char *path, void *memory,
			      uint64_t size);

#endif
