/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef OVMF_KERNEL_HAND_OVER_H
#define OVMF_KERNEL_HAND_OVER_H

#include "core/memblock/memblock.h"

/* Hands all free memory over to the page allocator, and tests it. mb has no
 * sets any more then. */
void hand_over(struct memblock *mb);

#endif
