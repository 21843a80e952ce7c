/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A capture as a file of bytes: what save-raw= writes and the host program
 * reads. A header of 256 bytes, little endian, then the descriptors exactly
 * as GetMemoryMap gave them (docs/raw.md).
 */
#ifndef CORE_RAWMAP_H
#define CORE_RAWMAP_H

#include "core/capture.h"

#define RAWMAP_HEADER_SIZE 256

/* The first 8 bytes: not text, and broken by any change of line ends. */
#define RAWMAP_MAGIC "\x8bMBRAW\r\n"

/* Fills header; the file is the header and then capture->map's bytes. */
void rawmap_write_header(uint8_t header[RAWMAP_HEADER_SIZE],
			 const struct capture *capture);

/* bytes[0..8) are the magic: is this such a file at all? */
bool rawmap_is(const void *bytes, size_t len);

/* ret->map points into bytes. CORE_EFORMAT: truncated or malformed (sizes
 * that do not fit len, texts without NUL, efimap_check() faults);
 * CORE_EVERSION: a header version other than 1. */
int rawmap_read(struct capture *ret, const void *bytes, size_t len);

#endif
