/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files on the TFTP server that memblock.efi was loaded from (UEFI 2.10, 24.3
 * EFI_PXE_BASE_CODE_PROTOCOL.Mtftp()). network is network_find()'s. Paths are
 * as the user wrote them; \ becomes /.
 */
#ifndef EFI_UEFI_TFTP_H
#define EFI_UEFI_TFTP_H

#include "efi/uefi/firmware.h"

/* Is told how many bytes of a file have arrived; may write to consoles. */
struct tftp_watch {
	void (*received)(void *ctx, size_t bytes);
	void *ctx;
};

/* FW_NOT_FOUND when the server refuses the request; FW_UNSUPPORTED when the
 * size cannot be asked for, since the server does not know that extension of
 * TFTP (RFC 2349) or the firmware does not (Debian's iPXE). */
struct fw_status tftp_size(void *network, const char *path, uint64_t *ret_size);

/* Reads a file of exactly size bytes; FW_DEVICE_ERROR for another size. watch
 * may be NULL. */
struct fw_status tftp_read(const struct firmware *fw, void *network,
			   const char *path, void *memory, uint64_t size,
			   const struct tftp_watch *watch);

/* Reads a file of unknown size, which may be 0. FW_BUFFER_TOO_SMALL: it has
 * more than room bytes. */
struct fw_status tftp_read_any(const struct firmware *fw, void *network,
			       const char *path, void *memory, uint64_t room,
			       const struct tftp_watch *watch,
			       uint64_t *ret_size);

/* Writes a new file. FW_ACCESS_DENIED when the server refuses it; few servers
 * take files, and those that do not may also be silent until a time-out. */
struct fw_status tftp_write(void *network, const char *path, const void *bytes,
			    uint64_t size);

#endif
