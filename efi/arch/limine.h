/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What takes instructions of the processor for the Limine boot protocol
 * (efi/boot/limine/): page tables of a wish, the state at the entry, and
 * devices that must be silent there. Each efi/arch/ARCH/ has its own limine.c.
 */
#ifndef EFI_ARCH_LIMINE_H
#define EFI_ARCH_LIMINE_H

#include "efi/arch/paging_format.h"
#include "efi/arch/processors.h"

/* The lowest virtual address of a kernel. */
#define CPU_LIMINE_KERNEL UINT64_C(0xffffffff80000000)

/* Page tables of 4 or 5 levels for the protocol: write-combining is the memory
 * type that the specification names. False: the processor has none of so many
 * levels. */
bool cpu_limine_paging(struct paging_cpu *ret, unsigned int levels);

/* The virtual address of physical address 0 in the higher half direct map. */
uint64_t cpu_limine_hhdm(unsigned int levels);

/* Bytes of memory for the trampoline, whole pages, which the direct map maps.
 * They and the page tables lie below the limit, 0 for anywhere. */
#define CPU_LIMINE_TRAMPOLINE ((size_t)2 * PAGE_SIZE_4K)

extern const uint64_t cpu_limine_limit;
/* Whether the page tables map the trampoline to itself as well. */
extern const bool cpu_limine_identity;

struct cpu_limine {
	uint64_t page_table; /* physical */
	uint64_t hhdm;
	unsigned int levels;
	unsigned int revision; /* the base revision */
};

/* Fills the trampoline's memory. The page tables are complete. */
void cpu_limine_make(void *trampoline, const struct cpu_limine *cpu);

/* ACPI tables that name devices; without bytes where there is none. */
struct cpu_limine_tables {
	struct acpi_bytes madt;
	struct acpi_bytes dmar; /* x86: remapping hardware of Intel */
	struct acpi_bytes ivrs; /* and of AMD */
	struct acpi_bytes fadt; /* aarch64: how processors are started */
};

struct cpu_limine_settings {
	unsigned int revision; /* the base revision */
	bool keep_iommu;       /* the translation of addresses for devices */
	bool mp;               /* the kernel asks for all processors */
	bool x2apic; /* x86: in this mode of interrupts, if possible */
};

/* Silences interrupts as the base revision says. Boot services have ended, and
 * the firmware's page tables still map all registers. */
void cpu_limine_silence(const struct cpu_limine_tables *tables,
			const struct cpu_limine_settings *settings);

/* --- other processors -------------------------------------------------- */

/* x86: 1 in the mode of an x2APIC; else 0. */
uint32_t cpu_limine_mode(void);

struct cpu_limine_ap {
	uint64_t stack; /* its end, in the direct map */
	uint64_t info;  /* its struct limine_mp_info, in the direct map */
};

/* Lets the next processor that goes on at the trampoline wait for the kernel.
 * Returns what it sets to 0 then. */
volatile uint64_t *cpu_limine_park(void *trampoline, uint64_t hhdm,
				   const struct cpu_limine_ap *ap);

/* --- the entry --------------------------------------------------------- */

/* Enters the kernel at the virtual address; stack is that of its end in the
 * direct map, 16-byte aligned. */
_Noreturn void cpu_limine_enter(void *trampoline, uint64_t entry,
				uint64_t stack);

/* The rate of cpu_counter() where the processor says it, in Hz, else 0. */
uint64_t cpu_limine_counter_rate(void);

#endif
