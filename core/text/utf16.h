/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * UTF-16LE, as UEFI and its shell write it, to UTF-8 and back.
 */
#ifndef CORE_TEXT_UTF16_H
#define CORE_TEXT_UTF16_H

#include "core/base/types.h"

/*
 * Writes at most size bytes of UTF-8 and returns how many all of it takes,
 * like snprintf without the NUL. src is len 16-bit units at any alignment;
 * a surrogate without its partner becomes U+FFFD. No BOM is treated specially.
 */
size_t utf16_to_utf8(char *dst, size_t size, const void *src, size_t len);

/* The way back: units written and needed; malformed bytes become U+FFFD. */
size_t utf8_to_utf16(uint16_t *dst, size_t size, const char *src, size_t len);

/* The character at *at in a NUL-ended text that does not end there; *at moves
 * behind it. Malformed bytes are U+FFFD. */
uint32_t utf8_next(const char **at);

#endif
