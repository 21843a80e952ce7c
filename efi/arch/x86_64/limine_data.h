/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the trampoline of limine_entry.S reads and writes.
 */
#ifndef EFI_ARCH_X86_64_LIMINE_DATA_H
#define EFI_ARCH_X86_64_LIMINE_DATA_H

#include "efi/arch/limine.h"

/* At limine_data. */
struct limine_data {
	uint64_t root;
	uint64_t bridge; /* the same tables and the trampoline at its physical
			  * address */
	uint64_t hhdm;
	uint64_t entry, stack, argument;
	uint32_t cr4, efer;
	uint32_t answered; /* by another processor */
};

/* That of a copy of the trampoline. */
struct limine_data *limine_data_of(void *trampoline);

/* The local APIC of this processor, as the settings say. */
void cpu_limine_settle(const struct cpu_limine_tables *tables,
		       const struct cpu_limine_settings *settings);

#endif
