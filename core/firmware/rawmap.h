/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A capture as a file: save-raw= writes it, the host program reads it. A
 * little-endian header of 256 bytes, then the descriptors exactly as
 * GetMemoryMap() returned them, then the SRAT and the SLIT, if any
 * (docs/raw.md).
 */
#ifndef CORE_FIRMWARE_RAWMAP_H
#define CORE_FIRMWARE_RAWMAP_H

#include "core/firmware/capture.h"
#include "core/text/print.h"

#define RAWMAP_HEADER_SIZE 256

/* The first 8 bytes: not text, and damaged by any conversion of line ends. */
#define RAWMAP_MAGIC "\x8bMBRAW\r\n"

/* Writes the file. Tables larger than ACPI_TABLE_MAX are left out. */
void rawmap_write(const struct sink *out, const struct capture *capture);

/* Whether bytes[len] start with the magic. */
bool rawmap_is(const void *bytes, size_t len);

/* Reads a file of len bytes; ret->map and ret->acpi then point into bytes.
 * CORE_EFORMAT: truncated or malformed (sizes that do not fit len, strings
 * without NUL, a fault of efimap_check()); CORE_EVERSION: a header version
 * other than 1. */
int rawmap_read(struct capture *ret, const void *bytes, size_t len);

#endif
