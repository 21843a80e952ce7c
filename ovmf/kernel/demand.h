/* SPDX-License-Identifier: BSD-2-Clause */
/* What the example kernel prints, and how it ends when something is wrong. */
#ifndef OVMF_KERNEL_DEMAND_H
#define OVMF_KERNEL_DEMAND_H

#include "core/text/print.h"

/* The serial port. */
extern const struct sink out;

/* Prints what is wrong and exits QEMU with status 1. */
_Noreturn void fail(const char *what);

/* The same unless right. */
void demand(bool right, const char *what);

#endif
