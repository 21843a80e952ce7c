/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/arch/linux.h"

#include "core/base/cstring.h"

#define CR4_PAE        (1u << 5)
#define CR4_OSFXSR     (1u << 9)
#define CR4_OSXMMEXCPT (1u << 10)
#define CR4_LA57       (1u << 12)

const struct arch_linux arch_linux = {
	.machine = 0x8664,
};

extern const uint8_t linux_begin[], linux_gdt[], linux_gdtr[], linux_end[];

void cpu_linux_trampoline_make(void *page)
{
	uint8_t *trampoline = page;
	uint64_t gdt =
		(uintptr_t)trampoline + (size_t)(linux_gdt - linux_begin);

	memcpy(trampoline, linux_begin, (size_t)(linux_end - linux_begin));
	/* The base is after the limit. */
	memcpy(trampoline + (linux_gdtr - linux_begin) + 2, &gdt, sizeof(gdt));
}

_Noreturn void cpu_linux_enter(const void *trampoline,
			       const struct linux_entry *entry)
{
	uint64_t cr4;

	__asm__("mov %%cr4, %0" : "=r"(cr4));
	cr4 = CR4_PAE | CR4_OSFXSR | CR4_OSXMMEXCPT | (cr4 & CR4_LA57);
	__asm__ volatile("jmp *%0"
			 :
			 : "r"(trampoline), "D"(entry), "S"(cr4)
			 : "memory");
	__builtin_unreachable();
}
