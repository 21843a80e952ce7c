/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Numbers as bytes: little endian, of up to 8 bytes, at any alignment.
 */
#ifndef CORE_BASE_BYTES_H
#define CORE_BASE_BYTES_H

#include "core/base/types.h"

uint64_t get_le(const uint8_t *at, size_t bytes);
/* What does not fit into so many bytes is cut off. */
void put_le(uint8_t *at, uint64_t value, size_t bytes);

#endif
