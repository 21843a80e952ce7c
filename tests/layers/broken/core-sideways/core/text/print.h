/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef CORE_TEXT_PRINT_H
#define CORE_TEXT_PRINT_H

#include "../memblock/memblock.h"

#endif
