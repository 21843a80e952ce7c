/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How another processor of the machine is started: by INIT and SIPI (Intel SDM
 * volume 3, 9.4) or by CPU_ON of PSCI (Arm DEN 0022, 5.4). Each efi/arch/ARCH/
 * has its own processors.c.
 */
#ifndef EFI_ARCH_PROCESSORS_H
#define EFI_ARCH_PROCESSORS_H

#include "core/firmware/acpi.h"
#include "efi/arch/cpu.h"

/* The ID of the processor that this runs on. */
uint64_t cpu_self(void);

/* Whether a processor needs a page below 1 MiB to start. */
extern const bool cpu_low_page;

struct cpu_start {
	uint64_t id;
	/* Where it goes on, with entry in the register of the first argument;
	 * on x86 with the firmware's page tables, on aarch64 with the MMU off.
	 */
	const void *trampoline;
	const struct cpu_entry *entry; /* may be NULL */
	/* Set to 1 here; the processor sets it to 0 when it waits for the
	 * kernel. */
	volatile uint64_t *waiting;
	uint64_t counter_rate;         /* of cpu_counter(), in Hz */
	const struct acpi_bytes *fadt; /* aarch64 */
	/* x86: a page where cpu_low_page is true, the end of a stack until the
	 * trampoline, and the MADT if the local APIC is to be silenced as
	 * apic_silence() does, or NULL. Its mode is that of this processor. */
	void *page;
	uint64_t stack;
	const struct acpi_bytes *silence;
};

/* Starts the processor and waits for it, five seconds at most. Boot services
 * have ended. False: it does not answer. */
bool cpu_start(const struct cpu_start *start);

#endif
