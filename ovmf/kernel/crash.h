/* SPDX-License-Identifier: BSD-2-Clause */
/* The ways to crash of ovmf/kernel/crash.c. */
#ifndef OVMF_KERNEL_CRASH_H
#define OVMF_KERNEL_CRASH_H

#include <stdint.h>

struct crash_kind {
	const char *name; /* of crash=; NULL ends the list */
	void (*crash)(void);
};

/* Those that take instructions of the processor: divide, opcode, double,
 * interrupt, align. */
extern const struct crash_kind crash_kinds_arch[];

/* Reads 8 bytes. */
void crash_read(uint64_t address);

/* 0, which the compiler does not know. */
extern volatile uint64_t crash_zero;

#endif
