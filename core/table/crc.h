/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table's checksum, eight bytes at a time. core/handoff/table.h has a
 * smaller and slower one for kernels.
 */
#ifndef CORE_TABLE_CRC_H
#define CORE_TABLE_CRC_H

#include "core/base/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The CRC-32 of zlib and of EFI's CalculateCrc32(). Uses 4 KiB of stack. */
uint32_t table_crc32(const uint8_t *bytes, size_t len);

#ifdef __cplusplus
}
#endif

#endif
