/* SPDX-License-Identifier: BSD-2-Clause */
/* The other processors, which wait for the kernel with smp=on. */
#ifndef OVMF_KERNEL_PROCESSORS_H
#define OVMF_KERNEL_PROCESSORS_H

/* Starts them one after the other; each prints a line, and its state is
 * compared with what docs/handoff.md promises. */
void start_processors(const void *table);

#endif
