/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The local APIC (Intel SDM volume 3, 11), and model-specific registers.
 */
#ifndef EFI_ARCH_X86_64_APIC_H
#define EFI_ARCH_X86_64_APIC_H

#include "core/firmware/acpi.h"

#define IA32_APIC_BASE 0x1b
#define APIC_X2        (1u << 10)
#define APIC_ON        (1u << 11)

enum apic_register {
	APIC_ID = 0x020,
	APIC_VERSION = 0x030,
	APIC_TPR = 0x080,
	APIC_SVR = 0x0f0,
	APIC_CMCI = 0x2f0,
	APIC_ICR = 0x300,
	APIC_ICR_HIGH = 0x310,
	APIC_TIMER = 0x320,
	APIC_THERMAL = 0x330,
	APIC_COUNTER = 0x340,
	APIC_LINT0 = 0x350,
	APIC_LINT1 = 0x360,
	APIC_ERROR = 0x370,
};

static inline uint64_t read_msr(uint32_t msr)
{
	uint32_t low, high;

	__asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(msr));
	return (uint64_t)high << 32 | low;
}

static inline void write_msr(uint32_t msr, uint64_t value)
{
	__asm__ volatile("wrmsr"
			 :
			 : "c"(msr), "a"((uint32_t)value),
			   "d"((uint32_t)(value >> 32))
			 : "memory");
}

/* Of this processor. Registers are accessed at their physical addresses. */
bool apic_present(void);
bool apic_is_x2(void);
uint32_t apic_read(unsigned int reg);
void apic_write(unsigned int reg, uint32_t value);
uint32_t apic_id(void);

/* Sends an interrupt command to the processor with that ID. */
void apic_command(uint32_t id, uint32_t command);

/* Switches it on, in the mode of an x2APIC if the processor has one and x2 is
 * set. */
void apic_enable(bool x2);
/* The state of the Limine protocol from base revision 5 on: every vector is
 * masked; MADT entries say which pins carry an NMI. */
void apic_silence(const struct acpi_bytes *madt);

/* Whether an entry of a vector table, or of an I/O APIC, is of a kind that is
 * masked: Fixed, LowestPriority, NMI, ExtINT. */
bool apic_can_mask(uint32_t entry);
#define APIC_MASKED (1u << 16)

#endif
