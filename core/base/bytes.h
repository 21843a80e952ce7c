/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Little-endian numbers of 1 to 8 bytes, at any alignment.
 */
#ifndef CORE_BASE_BYTES_H
#define CORE_BASE_BYTES_H

#include "core/base/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Reads a number of the given size. */
uint64_t get_le(const uint8_t *at, size_t bytes);
/* Writes the lowest bytes of value. */
void put_le(uint8_t *at, uint64_t value, size_t bytes);

#ifdef __cplusplus
}
#endif

#endif
