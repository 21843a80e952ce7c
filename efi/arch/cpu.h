/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What takes instructions of the processor, for the last steps of the loader.
 * Each efi/arch/ARCH/ has its own cpu.c and trampoline.S; docs/handoff.md
 * specifies the state that the kernel finds.
 */
#ifndef EFI_ARCH_CPU_H
#define EFI_ARCH_CPU_H

#include "core/firmware/facts.h"
#include "core/handoff/table.h"
#include "efi/arch/paging_format.h"

/* The virtual address of the direct map, and that of a PIE that was linked at
 * 0. */
#define CPU_DIRECT_MAP  UINT64_C(0xffff800000000000)
#define CPU_PIE_ADDRESS UINT64_C(0xffffffff80000000)

/* What page tables the processor uses in its present mode. */
void cpu_paging(struct paging_cpu *ret);

/* The page tables that are in use. */
struct cpu_page_tables {
	uint64_t root;       /* physical address */
	unsigned int levels; /* 0: none that efi/facts can read */
	uint64_t no_execute; /* the bit of an entry, 0 without */
	bool write_protect;  /* the processor heeds read-only pages */
};
void cpu_page_tables(struct cpu_page_tables *ret);

/* How many bits a physical address has. */
unsigned int cpu_address_bits(void);

/* The variable MTRRs that are enabled, up to max, and the type of what they do
 * not cover. Returns their number, 0 where a processor has none. */
size_t cpu_mtrrs(struct fact_mtrr *ret, size_t max, uint32_t *ret_default);

/* MBT_CPU_*: the state that cpu_enter() will enter in. */
uint32_t cpu_flags(void);

/*
 * Fills page, which is 4 KiB and aligned, with the trampoline: code and
 * descriptor tables that both the firmware's page tables and the kernel's map
 * at their physical address. It is in use until the kernel installs its own
 * descriptor tables or vectors.
 */
void cpu_trampoline_make(void *page);

/* The address in it of code that is entered as the kernel is, with a struct
 * mbt_mailbox instead of the table: it sets goto_address to 0 and waits. */
uint64_t cpu_trampoline_park(const void *page);

struct cpu_entry {
	uint64_t page_table;
	uint64_t stack; /* its end, 16-byte aligned */
	uint64_t entry; /* virtual */
	uint64_t table;
	uint64_t magic;
};

/* Enters the kernel by way of the trampoline. Boot services have ended. */
_Noreturn void cpu_enter(const void *trampoline, const struct cpu_entry *entry);

/* Makes bytes that were written visible to instruction fetches and to table
 * walks, also while the caches are off. */
void cpu_sync_caches(const void *base, size_t size);

/* I/O ports; where a processor has none they read as all ones. */
uint8_t cpu_port_read(uint16_t port);
void cpu_port_write(uint16_t port, uint8_t value);

/* A counter that advances at a constant rate of at least 1 MHz. */
uint64_t cpu_counter(void);

/* A random number from an instruction of the processor. False: it has none. */
bool cpu_random(uint64_t *ret);

/* Stops the processor for good. */
_Noreturn void cpu_stop(void);

#endif
