/* SPDX-License-Identifier: BSD-2-Clause */
/* Shared by the parts of the example kernel. */
#ifndef OVMF_KERNEL_KERNEL_H
#define OVMF_KERNEL_KERNEL_H

#include "core/memblock/memblock.h"
#include "core/text/print.h"

/* The serial port. */
extern const struct sink out;

/* Prints what is wrong and exits QEMU with status 1, unless right. */
void demand(bool right, const char *what);

/* Hands all free memory over to the page allocator (hand_over.c). */
void hand_over(struct memblock *mb);

#endif
