/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * EFI_STATUS (UEFI 2.10, appendix D) for files that do not see <efi.h>: the
 * same numbers in a type of its own, so that a length cannot be returned as a
 * status by mistake.
 */
#ifndef EFI_UEFI_STATUS_H
#define EFI_UEFI_STATUS_H

#include "core/text/print.h"

/* As cheap as the number in it: passed and returned in a register. */
struct fw_status {
	size_t code;
};

#define FW_STATUS(number) ((struct fw_status){ .code = (number) })
/* Errors have the highest bit set. */
#define FW_ERROR(number) FW_STATUS(~(SIZE_MAX >> 1) | (size_t)(number))

#define FW_SUCCESS              FW_STATUS(0)
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

/* Whether it is an error; a warning is not a failure. */
static inline bool fw_failed(struct fw_status status)
{
	return status.code > SIZE_MAX >> 1;
}

static inline bool fw_is(struct fw_status a, struct fw_status b)
{
	return a.code == b.code;
}

/* Says that what, such as "The list of modules", needs so many bytes of memory
 * that the firmware could not provide. Returns FW_OUT_OF_RESOURCES. */
struct fw_status loader_oom(const struct sink *err, const char *what,
			    uint64_t size);

/* Prints "volume full (EFI status 0x800000000000000b)". */
void print_status(const struct sink *out, struct fw_status status);

#endif
