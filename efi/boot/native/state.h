/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the steps of our protocol hand on to each other, and these steps.
 */
#ifndef EFI_BOOT_NATIVE_STATE_H
#define EFI_BOOT_NATIVE_STATE_H

#include "efi/boot/crash/crash.h"
#include "efi/boot/elf/elf.h"
#include "efi/boot/paging.h"
#include "efi/boot/protocol.h"

struct native {
	struct elf_plan plan;
	struct paging_cpu paging;
	struct mbt_kernel kernel;
	struct mbt_cpu cpu;
	struct mbt_symbols symbols;
	struct crash_state *crash; /* NULL: a crash is not explained */
	phys_addr_t trampoline;    /* a page */
	phys_addr_t table;
	size_t table_size; /* whole pages */
};

/* Steps of struct boot_protocol. */
struct fw_status native_plan(struct boot *boot, struct reader *file);
struct fw_status native_place(struct boot *boot, struct reader *file);
struct fw_status native_describe(struct boot *boot);
struct fw_status native_enter(struct boot *boot);

#endif
