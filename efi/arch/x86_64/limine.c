/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/arch/limine.h"

#include "core/base/cstring.h"
#include "efi/arch/x86_64/apic.h"

#define CR4_PAE  (1u << 5)
#define CR4_LA57 (1u << 12)
#define EFER_LME (1u << 8)
#define EFER_NXE (1u << 11)

#define ENTRIES 512

extern const uint8_t limine_begin[], limine_gdt[], limine_gdtr[],
	limine_gdtr_high[], limine_far_32[], limine_far_64[], limine_code_32[],
	limine_code_64[], limine_data[], limine_park[], limine_end[];

/* At limine_data. */
struct limine_data {
	uint64_t root;
	uint64_t bridge; /* the same tables and the trampoline at its physical
			  * address */
	uint64_t hhdm;
	uint64_t entry, stack, argument;
	uint32_t cr4, efer;
	uint64_t waiting; /* 0: another processor waits */
};

static size_t offset(const uint8_t *at)
{
	return (size_t)(at - limine_begin);
}

/* --- page tables ------------------------------------------------------- */

/* CPUID 7, ECX bit 16: pages of 5 levels. */
static bool has_levels_5(void)
{
	uint32_t a = 0, b, c = 0, d;

	__asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	if (a < 7)
		return false;
	a = 7, c = 0;
	__asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	return c >> 16 & 1;
}

bool cpu_limine_paging(struct paging_cpu *ret, unsigned int levels)
{
	cpu_paging(ret);
	ret->format = &paging_x86_64_limine;
	ret->levels = levels;
	return levels == 4 || has_levels_5();
}

uint64_t cpu_limine_hhdm(unsigned int levels)
{
	return levels == 5 ? UINT64_C(0xff00000000000000)
			   : UINT64_C(0xffff800000000000);
}

/* --- the trampoline ---------------------------------------------------- */

/* The lowest entry of the root is that of the direct map, so that physical
 * addresses are mapped to themselves as well. */
static void make_bridge(uint64_t *bridge, uint64_t root)
{
	memcpy(bridge, (const void *)(uintptr_t)root, PAGE_SIZE_4K);
	bridge[0] = bridge[ENTRIES / 2];
}

static void put(uint8_t *trampoline, const uint8_t *field, uint64_t value,
		size_t size)
{
	memcpy(trampoline + offset(field), &value, size);
}

void cpu_limine_make(void *trampoline, const struct cpu_limine *cpu)
{
	uint8_t *to = trampoline;
	uint64_t phys = (uintptr_t)to;
	struct paging_cpu paging;
	struct limine_data data = {
		.root = cpu->page_table,
		.bridge = phys + PAGE_SIZE_4K,
		.hhdm = cpu->hhdm,
		.cr4 = CR4_PAE | (cpu->levels == 5 ? CR4_LA57 : 0),
		.efer = EFER_LME,
	};

	cpu_paging(&paging);
	if (paging.no_execute)
		data.efer |= EFER_NXE;
	make_bridge((uint64_t *)(uintptr_t)data.bridge, data.root);
	memcpy(to, limine_begin, offset(limine_end));
	/* The base is after the limit. */
	put(to, limine_gdtr + 2, phys + offset(limine_gdt), 8);
	put(to, limine_gdtr_high + 2, cpu->hhdm + phys + offset(limine_gdt), 8);
	put(to, limine_far_32, phys + offset(limine_code_32), 4);
	put(to, limine_far_64, phys + offset(limine_code_64), 4);
	memcpy(to + offset(limine_data), &data, sizeof(data));
}

static struct limine_data *data_of(void *trampoline)
{
	return (void *)((uint8_t *)trampoline + offset(limine_data));
}

_Noreturn void cpu_limine_enter(void *trampoline, uint64_t entry,
				uint64_t stack)
{
	struct limine_data *data = data_of(trampoline);

	data->entry = entry;
	data->stack = stack;
	data->argument = 0;
	__asm__ volatile("jmp *%0" : : "r"(trampoline) : "memory");
	__builtin_unreachable();
}

/* --- other processors -------------------------------------------------- */

/* CR3 is loaded in 32-bit mode. */
const uint64_t cpu_limine_limit = (uint64_t)1 << 32;
const bool cpu_limine_identity = false;

volatile uint64_t *cpu_limine_park(void *trampoline, uint64_t hhdm,
				   const struct cpu_limine_ap *ap)
{
	struct limine_data *data = data_of(trampoline);

	data->stack = ap->stack;
	data->argument = ap->info;
	data->entry = hhdm + (uintptr_t)trampoline + offset(limine_park);
	return &data->waiting;
}

uint32_t cpu_limine_mode(void)
{
	return apic_present() && apic_is_x2();
}

/* CPUID 0x15 has the rate where the processor knows its crystal. */
uint64_t cpu_limine_counter_rate(void)
{
	uint32_t a = 0, b, c = 0, d;

	__asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	if (a < 0x15)
		return 0;
	a = 0x15, c = 0;
	__asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	return a && b && c ? (uint64_t)c * b / a : 0;
}
