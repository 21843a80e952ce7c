/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/arch/cpu_32.h"

#include "core/base/cstring.h"

extern const uint8_t trampoline_32_begin[], trampoline_32_gdt[],
	trampoline_32_gdtr[], trampoline_32_far[], trampoline_32_code[],
	trampoline_32_end[];

/* What the code reads, at the end of its page. */
struct late {
	struct cpu_entry_32 entry;
	struct cpu_copy copies[CPU_COPIES];
};

#define LATE_AT (PAGE_SIZE_4K - sizeof(struct late))

static size_t offset(const uint8_t *at)
{
	return (size_t)(at - trampoline_32_begin);
}

void cpu_trampoline_32_make(void *page)
{
	uint8_t *to = page;
	uint64_t gdt = (uintptr_t)to + offset(trampoline_32_gdt);
	uint32_t code = (uint32_t)((uintptr_t)to + offset(trampoline_32_code));

	memcpy(to, trampoline_32_begin, offset(trampoline_32_end));
	/* The base is after the limit. */
	memcpy(to + offset(trampoline_32_gdtr) + 2, &gdt, sizeof(gdt));
	memcpy(to + offset(trampoline_32_far), &code, sizeof(code));
}

_Noreturn void cpu_enter_32(void *page, const struct cpu_entry_32 *entry,
			    const struct cpu_copy *copies, size_t copy_cnt)
{
	struct late *late = (struct late *)((uint8_t *)page + LATE_AT);

	late->entry = *entry;
	memcpy(late->copies, copies, copy_cnt * sizeof(*copies));
	__asm__ volatile("jmp *%0"
			 :
			 : "r"(page), "D"(&late->entry), "S"(late->copies),
			   "d"(copy_cnt)
			 : "memory");
	__builtin_unreachable();
}

_Noreturn void cpu_enter_services(uint32_t entry, uint32_t eax, uint32_t ebx)
{
	__asm__ volatile("mov %%rcx, %%rsi\n\t"
			 "and $-16, %%rsp\n\t"
			 "xor %%ecx, %%ecx\n\t"
			 "xor %%edx, %%edx\n\t"
			 "jmp *%%rsi"
			 :
			 : "c"((uint64_t)entry), "a"(eax), "b"(ebx)
			 : "memory");
	__builtin_unreachable();
}
