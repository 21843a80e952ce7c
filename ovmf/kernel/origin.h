/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef OVMF_KERNEL_ORIGIN_H
#define OVMF_KERNEL_ORIGIN_H

/* Prints when, from where and by which program the kernel was started, its
 * serial port and display. */
void print_origin(const void *table);

#endif
