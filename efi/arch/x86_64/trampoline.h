/* SPDX-License-Identifier: BSD-2-Clause */
/* What the code of the trampoline reads in its page. */
#ifndef EFI_ARCH_X86_64_TRAMPOLINE_H
#define EFI_ARCH_X86_64_TRAMPOLINE_H

#include "core/base/types.h"

struct __attribute__((packed)) trampoline_data {
	uint64_t returned; /* the return address at the entry */
	uint64_t gdt[3];
	uint16_t gdt_limit;
	uint64_t gdt_base;
	uint16_t idt_limit; /* 0 without handlers */
	uint64_t idt_base;
	uint16_t task; /* selector; 0: TR stays as it is */
};

extern const uint8_t trampoline_begin[], trampoline_park[], trampoline_end[];
/* In the code as it is in memblock.efi. */
extern const struct trampoline_data trampoline_data_begin;

/* That of a trampoline in a page. */
static inline struct trampoline_data *trampoline_data(void *page)
{
	return (void *)((uint8_t *)page +
			((const uint8_t *)&trampoline_data_begin -
			 trampoline_begin));
}

#endif
