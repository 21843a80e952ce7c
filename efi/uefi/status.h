/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * EFI_STATUS for files that do not know <efi.h>: the same numbers, in a
 * size_t (UEFI 2.10, appendix D). firmware.c asserts that the two agree.
 */
#ifndef EFI_UEFI_STATUS_H
#define EFI_UEFI_STATUS_H

#include "core/text/print.h"

#define FW_ERROR(code) (~(SIZE_MAX >> 1) | (size_t)(code))

#define FW_SUCCESS              ((size_t)0)
#define FW_LOAD_ERROR           FW_ERROR(1)
#define FW_INVALID_PARAMETER    FW_ERROR(2)
#define FW_UNSUPPORTED          FW_ERROR(3)
#define FW_BAD_BUFFER_SIZE      FW_ERROR(4)
#define FW_BUFFER_TOO_SMALL     FW_ERROR(5)
#define FW_NOT_READY            FW_ERROR(6)
#define FW_DEVICE_ERROR         FW_ERROR(7)
#define FW_WRITE_PROTECTED      FW_ERROR(8)
#define FW_OUT_OF_RESOURCES     FW_ERROR(9)
#define FW_VOLUME_CORRUPTED     FW_ERROR(10)
#define FW_VOLUME_FULL          FW_ERROR(11)
#define FW_NO_MEDIA             FW_ERROR(12)
#define FW_MEDIA_CHANGED        FW_ERROR(13)
#define FW_NOT_FOUND            FW_ERROR(14)
#define FW_ACCESS_DENIED        FW_ERROR(15)
#define FW_TIMEOUT              FW_ERROR(18)
#define FW_INCOMPATIBLE_VERSION FW_ERROR(25)
#define FW_SECURITY_VIOLATION   FW_ERROR(26)

/* Errors have the highest bit set; warnings are no failures. */
static inline bool fw_failed(size_t status)
{
	return status > SIZE_MAX >> 1;
}

/* "volume full (EFI status 0x800000000000000b)" */
void print_status(const struct sink *out, size_t status);

#endif
