/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the loader's page tables allow, read without the loader's code.
 */
#ifndef OVMF_KERNEL_RIGHTS_H
#define OVMF_KERNEL_RIGHTS_H

#include "core/handoff/table.h"
#include "ovmf/kernel/machine.h"

/* Bytes that can be both written and executed, and the first address of them.
 */
uint64_t rights_both(const struct mbt_cpu *cpu, uint64_t *ret_first);

#endif
