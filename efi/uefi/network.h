/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The server that memblock.efi was loaded from, by DHCP's answer
 * (UEFI 2.10, 24.3 EFI_PXE_BASE_CODE_PROTOCOL); tftp.h reads its files.
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

/* The IPv4 address of the server. */
void network_server(void *network, uint8_t ret[4]);

/* Whether memblock.efi was loaded by HTTP boot (UEFI 2.10, 24.7). Its device
 * has neither a volume nor PXE. */
bool network_is_http(const struct firmware *fw);

#endif
