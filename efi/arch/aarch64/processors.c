/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/arch/processors.h"

#define PSCI_CPU_ON UINT64_C(0xc4000003)
#define ANSWER_US   5000000 /* an emulator on a busy host is slow */

#define read_register(name)                                       \
	({                                                        \
		uint64_t value_;                                  \
		__asm__ volatile("mrs %0, " name : "=r"(value_)); \
		value_;                                           \
	})

const bool cpu_low_page = false;

uint64_t cpu_self(void)
{
	return read_register("mpidr_el1") & UINT64_C(0xff00ffffff);
}

/* FADT: ARM Boot Architecture Flags (ACPI 6.5, 5.2.9.4). */
enum { FADT_ARM_FLAGS = 129, FADT_PSCI = 1, FADT_HVC = 2 };

static bool cpu_on(const struct cpu_start *start)
{
	register uint64_t x0 __asm__("x0") = PSCI_CPU_ON;
	register uint64_t x1 __asm__("x1") = start->id;
	register uint64_t x2 __asm__("x2") = (uintptr_t)start->trampoline;
	register uint64_t x3 __asm__("x3") = (uintptr_t)start->entry;
	const struct acpi_bytes *fadt = start->fadt;
	unsigned int flags =
		fadt->len > FADT_ARM_FLAGS ? fadt->bytes[FADT_ARM_FLAGS] : 0;

	if (!(flags & FADT_PSCI))
		return false;
	if (flags & FADT_HVC)
		__asm__ volatile("hvc #0"
				 : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)
				 :
				 : "x4", "x5", "x6", "x7", "x8", "x9", "x10",
				   "x11", "x12", "x13", "x14", "x15", "x16",
				   "x17", "memory");
	else
		__asm__ volatile("smc #0"
				 : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)
				 :
				 : "x4", "x5", "x6", "x7", "x8", "x9", "x10",
				   "x11", "x12", "x13", "x14", "x15", "x16",
				   "x17", "memory");
	return x0 == 0;
}

bool cpu_start(const struct cpu_start *start)
{
	uint64_t cnt = start->counter_rate / 1000000 * ANSWER_US;
	uint64_t begun = cpu_counter();

	*start->waiting = 1;
	if (start->entry)
		cpu_sync_caches(start->entry, sizeof(*start->entry));
	if (!cpu_on(start))
		return false;
	while (*start->waiting && cpu_counter() - begun < cnt)
		__asm__ volatile("yield" : : : "memory");
	return !*start->waiting;
}
