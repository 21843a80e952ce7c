/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What only instructions can do, for the last steps of the loader. Each
 * efi/arch/ARCH/ has its own (cpu.c, gate.S); docs/handoff.md says what state
 * the kernel finds.
 */
#ifndef EFI_ARCH_CPU_H
#define EFI_ARCH_CPU_H

#include "core/handoff/table.h"
#include "efi/boot/paging.h"

/* Where the loader maps all RAM, and where a PIE that does not say otherwise
 * runs. */
#define CPU_DIRECT_MAP  UINT64_C(0xffff800000000000)
#define CPU_PIE_ADDRESS UINT64_C(0xffffffff80000000)

/* What page tables the processor takes as it runs now. */
void cpu_paging(struct paging_cpu *ret);

/* MBT_CPU_*: how cpu_enter() will enter. */
uint32_t cpu_flags(void);

/*
 * The gate: code and descriptor tables that are mapped at one address in the
 * firmware's world and in the kernel's, and stay until the kernel has its
 * own. page is 4 KiB, aligned, and lies where it will be used.
 */
void cpu_trampoline_make(void *page);

struct cpu_entry {
	uint64_t page_table;
	uint64_t stack; /* its end, 16-byte aligned */
	uint64_t entry; /* virtual */
	uint64_t table;
	uint64_t magic;
};

/* Boot services have ended. */
_Noreturn void cpu_enter(const void *trampoline, const struct cpu_entry *entry);

/* These bytes were written, and are to be executed or walked: that must not
 * depend on what caches hold. */
void cpu_sync_caches(const void *base, size_t size);

/* Ports beside memory; where there are none they read as all ones. */
uint8_t cpu_port_read(uint16_t port);
void cpu_port_write(uint16_t port, uint8_t value);

_Noreturn void cpu_stop(void);

#endif
