/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A capture as a file of bytes: what save-raw= writes and the host program
 * reads. A header of 256 bytes, little endian, then the descriptors exactly
 * as GetMemoryMap gave them, then the SRAT and the SLIT, where there are any
 * (docs/raw.md).
 */
#ifndef CORE_FIRMWARE_RAWMAP_H
#define CORE_FIRMWARE_RAWMAP_H

#include "core/firmware/capture.h"
#include "core/text/print.h"

#define RAWMAP_HEADER_SIZE 256

/* The first 8 bytes: not text, and broken by any change of line ends. */
#define RAWMAP_MAGIC "\x8bMBRAW\r\n"

/* The whole file. Tables beyond ACPI_TABLE_MAX are left out. */
void rawmap_write(const struct sink *out, const struct capture *capture);

/* bytes[0..8) are the magic: is this such a file at all? */
bool rawmap_is(const void *bytes, size_t len);

/* ret->map and ret->acpi point into bytes. CORE_EFORMAT: truncated or
 * malformed (sizes that do not fit len, texts without NUL, efimap_check()
 * faults); CORE_EVERSION: a header version other than 1. */
int rawmap_read(struct capture *ret, const void *bytes, size_t len);

#endif
