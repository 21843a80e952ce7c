/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/memblock/memblock.h"

extern const int base_bytes;
const int base_bytes = 1;
