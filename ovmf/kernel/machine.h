/* SPDX-License-Identifier: BSD-2-Clause */
/* What the example kernel asks of its machine. */
#ifndef OVMF_KERNEL_MACHINE_H
#define OVMF_KERNEL_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Text to the serial port. */
void machine_write(void *ctx, const char *text, size_t len);

/* Shall this exception be told? The first one, unless the machine ends: some
 * of its ways to do so are exceptions where they are not there. */
bool machine_tells(void);

/* Ends QEMU; status 0 is good. Other machines stop or go off. */
_Noreturn void machine_end(int status);

/* A runtime service of the firmware; returns its EFI status. */
uint64_t machine_service(uint64_t function, uint64_t a, uint64_t b, uint64_t c,
			 uint64_t d);

#endif
