/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Conversion between UTF-8 and UTF-16LE, the encoding of UEFI strings (UEFI
 * 2.10, table 2.3, CHAR16) and of files that the UEFI Shell writes. Malformed
 * input becomes U+FFFD; a byte order mark is a character like others.
 */
#ifndef CORE_TEXT_UTF16_H
#define CORE_TEXT_UTF16_H

#include "core/base/types.h"

/*
 * Converts len 16-bit units at src, which may have any alignment. Writes at
 * most size bytes to dst, whole characters only, without a NUL. Returns the
 * bytes that the whole text needs; more than size: dst holds the beginning.
 */
size_t utf16_to_utf8(char *dst, size_t size, const void *src, size_t len);

/* Converts len bytes at src in the same way; size and the result count 16-bit
 * units. */
size_t utf8_to_utf16(uint16_t *dst, size_t size, const char *src, size_t len);

/* Returns the character at *at and moves *at to the next one. *at is a
 * NUL-terminated text that does not end at *at. */
uint32_t utf8_next(const char **at);

#endif
