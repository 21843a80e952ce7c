/* SPDX-License-Identifier: BSD-2-Clause */
/* An Arm processor in AArch64 state. Registers: Arm ARM, D19. */
#include "efi/arch/cpu.h"

#include "core/base/cstring.h"

/* In trampoline.S: code, and at its end what a vector does. */
extern const uint8_t trampoline_begin[], trampoline_park[], trampoline_stop[],
	trampoline_end[];

/* From this offset on the page consists of vectors, all alike. */
#define VECTORS 2048

#define read_register(name)                                       \
	({                                                        \
		uint64_t value_;                                  \
		__asm__ volatile("mrs %0, " name : "=r"(value_)); \
		value_;                                           \
	})

void cpu_paging(struct paging_cpu *ret)
{
	*ret = (struct paging_cpu){
		.format = &paging_aarch64,
		.levels = 4,
		.page_1g = true,
		.no_execute = true,
	};
}

/* ID_AA64MMFR0_EL1.PARange */
unsigned int cpu_address_bits(void)
{
	static const uint8_t bits[16] = { 32, 36, 40, 42, 44, 48, 52, 56 };

	return bits[read_register("id_aa64mmfr0_el1") & 15];
}

/* TCR_ELx: T0SZ, and TG0 0 for a granule of 4 KiB. At EL2 bit 54 forbids
 * execution, at EL1 bit 53. */
void cpu_page_tables(struct cpu_page_tables *ret)
{
	bool el2 = (read_register("currentel") >> 2 & 3) == 2;
	uint64_t tcr =
		el2 ? read_register("tcr_el2") : read_register("tcr_el1");
	uint64_t root =
		el2 ? read_register("ttbr0_el2") : read_register("ttbr0_el1");
	unsigned int bits = 64 - (unsigned int)(tcr & 63);

	*ret = (struct cpu_page_tables){
		.root = root & paging_aarch64.address,
		.levels = tcr >> 14 & 3 ? 0 : (bits - 12 + 8) / 9,
		.no_execute = el2 ? paging_aarch64.no_execute << 1
				  : paging_aarch64.no_execute,
		.write_protect = true,
	};
}

size_t cpu_mtrrs(struct fact_mtrr *ret, size_t max, uint32_t *ret_default)
{
	(void)ret, (void)max, (void)ret_default;
	return 0;
}

/* Virtualization Host Extensions: without them EL2 has no upper half. */
static bool has_vhe(void)
{
	return read_register("id_aa64mmfr1_el1") >> 8 & 15;
}

uint32_t cpu_flags(void)
{
	bool el2 = (read_register("CurrentEL") >> 2 & 3) == 2;

	return el2 && has_vhe() ? MBT_CPU_EL2 : 0;
}

void cpu_trampoline_make(void *page)
{
	uint8_t *trampoline = page;
	size_t stop = (size_t)(trampoline_end - trampoline_stop);

	memcpy(trampoline, trampoline_begin,
	       (size_t)(trampoline_stop - trampoline_begin));
	for (size_t at = VECTORS; at < PAGE_SIZE_4K; at += stop)
		memcpy(trampoline + at, trampoline_stop, stop);
	cpu_sync_caches(trampoline, PAGE_SIZE_4K);
}

uint64_t cpu_trampoline_park(const void *page)
{
	return (uintptr_t)page + (size_t)(trampoline_park - trampoline_begin);
}

_Noreturn void cpu_enter(const void *trampoline, const struct cpu_entry *entry)
{
	register uint64_t x0 __asm__("x0") = (uintptr_t)entry;

	__asm__ volatile("br %0" : : "r"(trampoline), "r"(x0) : "memory");
	__builtin_unreachable();
}

/* The smallest line of any data cache is CTR_EL0.DminLine, in words. */
void cpu_sync_caches(const void *base, size_t size)
{
	size_t line = (size_t)4 << (read_register("ctr_el0") >> 16 & 15);
	uintptr_t at = (uintptr_t)base & ~(uintptr_t)(line - 1);

	for (; at < (uintptr_t)base + size; at += line)
		__asm__ volatile("dc cvac, %0" : : "r"(at) : "memory");
	__asm__ volatile("dsb sy\n\tic ialluis\n\tdsb sy\n\tisb"
			 :
			 :
			 : "memory");
}

uint8_t cpu_port_read(uint16_t port)
{
	(void)port;
	return UINT8_MAX;
}

void cpu_port_write(uint16_t port, uint8_t value)
{
	(void)port, (void)value;
}

uint64_t cpu_counter(void)
{
	__asm__ volatile("isb" : : : "memory");
	return read_register("cntvct_el0");
}

/* FEAT_RNG: RNDR, which fails with all flags but Z clear. */
bool cpu_random(uint64_t *ret)
{
	bool failed;

	if (read_register("id_aa64isar0_el1") >> 60 == 0)
		return false;
	__asm__ volatile("mrs %0, s3_3_c2_c4_0\n\tcset %w1, eq"
			 : "=r"(*ret), "=r"(failed)
			 :
			 : "cc");
	return !failed;
}

_Noreturn void cpu_stop(void)
{
	for (;;)
		__asm__ volatile("msr daifset, #15\n\twfi");
}
