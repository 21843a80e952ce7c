/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The way from 64-bit mode to a kernel that is entered in 32-bit protected mode
 * without paging; only on x86_64.
 */
#ifndef EFI_ARCH_CPU_32_H
#define EFI_ARCH_CPU_32_H

#include "core/base/types.h"

/* Bytes that go to their place once nothing of the firmware is needed there any
 * more. */
struct cpu_copy {
	uint64_t to;
	uint64_t from;
	uint64_t size;  /* bytes */
	uint64_t zeros; /* bytes that are cleared after them */
};

struct cpu_entry_32 {
	uint64_t page_table; /* maps all of the first 4 GiB to itself */
	uint32_t entry;
	uint32_t eax, ebx;
	uint32_t stack; /* its end, 16-byte aligned */
};

/* As many copies fit beside the code. */
#define CPU_COPIES 64

/* Fills page, which is 4 KiB, aligned, below 4 GiB and executable, with the
 * code. */
void cpu_trampoline_32_make(void *page);

/*
 * Makes the copies in their order and enters the kernel: flat segments,
 * EFLAGS 2, CR0 0x11, CR4 and EFER 0, a busy task state at 0 with the limit
 * 0x67, other registers 0. Boot services have ended. The page holds what is
 * read after the first copy.
 */
_Noreturn void cpu_enter_32(void *page, const struct cpu_entry_32 *entry,
			    const struct cpu_copy *copies, size_t copy_cnt);

/* Enters a kernel at its physical address in 64-bit mode, as the firmware has
 * the processor: EAX and EBX as given, RCX and RDX 0, the stack aligned to 16
 * bytes. Boot services stay available. */
_Noreturn void cpu_enter_services(uint32_t entry, uint32_t eax, uint32_t ebx);

#endif
