/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the steps of our protocol hand on to each other, and these steps.
 */
#ifndef EFI_BOOT_NATIVE_STATE_H
#define EFI_BOOT_NATIVE_STATE_H

#include "efi/boot/crash/crash.h"
#include "efi/boot/elf/elf.h"
#include "efi/boot/paging.h"
#include "efi/boot/processors.h"
#include "efi/boot/protocol.h"

struct native {
	struct elf_plan plan;
	struct paging_cpu paging;
	struct mbt_kernel kernel;
	struct mbt_cpu cpu;
	struct mbt_symbols symbols;
	struct crash_state *crash; /* NULL: a crash is not explained */
	/* For each processor with a stack: a page; and, without the first one,
	 * what explains its crash. */
	phys_addr_t trampoline, rooms;
	phys_addr_t table;
	size_t table_size; /* whole pages */
	/* Processors for which there are stacks, 1 without smp=on. */
	size_t stack_cnt;
	struct native_processors *processors; /* NULL without smp=on */
};

/* What starts the other processors. */
struct native_processors {
	struct acpi_bytes madt, fadt;
	uint64_t counter_rate;
	void *low_page;                 /* where others begin, or NULL */
	struct mbt_processor entries[]; /* from native_start_processors() on */
};

/* The bytes of a stack and of the page below it. */
static inline uint64_t native_stack_step(const struct native *native)
{
	return native->cpu.stack_size + PAGE_SIZE_4K;
}

/* Finds the processors, with smp=on. */
struct fw_status native_find_processors(struct boot *boot);
/* Starts them once boot services have ended, and completes the entries. */
void native_start_processors(struct boot *boot);
void native_free_processors(struct boot *boot);

/* Steps of struct boot_protocol. */
struct fw_status native_plan(struct boot *boot, struct reader *file);
struct fw_status native_place(struct boot *boot, struct reader *file);
struct fw_status native_describe(struct boot *boot);
struct fw_status native_enter(struct boot *boot);

#endif
