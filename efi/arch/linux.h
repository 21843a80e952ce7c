/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What Linux on the architecture is like, for efi/boot/linux/. Each
 * efi/arch/ARCH/ has its own linux.c.
 */
#ifndef EFI_ARCH_LINUX_H
#define EFI_ARCH_LINUX_H

#include "core/base/types.h"

/* How a bzImage is entered directly (Linux Documentation/arch/x86/boot.rst,
 * "64-bit boot protocol"). */
struct linux_entry {
	uint64_t page_table;
	uint64_t params; /* struct boot_params */
	uint64_t entry;
};

struct arch_linux {
	uint32_t machine; /* of PE/COFF */
	/* The EFI stub replaces the list of reservations with its own: only
	 * memory of a type that Linux reserves stays reserved. */
	bool reserve_by_type;
};
extern const struct arch_linux arch_linux;

/* As cpu_trampoline_make() and cpu_enter(); only where ARCH_LINUX_DIRECT is
 * true. */
void cpu_linux_trampoline_make(void *page);
_Noreturn void cpu_linux_enter(const void *trampoline,
			       const struct linux_entry *entry);

#endif
