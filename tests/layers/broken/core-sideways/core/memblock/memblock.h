/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef CORE_MEMBLOCK_MEMBLOCK_H
#define CORE_MEMBLOCK_MEMBLOCK_H

#endif
