/* SPDX-License-Identifier: BSD-2-Clause */
/* A processor that enters a kernel by a jump back into the test. */
#include "tests/lib/fake_cpu.h"

#include <string.h>

struct fake_cpu fake_cpu;

void cpu_paging(struct paging_cpu *ret)
{
	*ret = (struct paging_cpu){ 4, true, true };
}

void cpu_gate_make(void *page)
{
	memset(page, 0xcc, PAGE_SIZE_4K);
}

_Noreturn void cpu_enter(const void *gate, const struct cpu_entry *entry)
{
	fake_cpu.gate = gate;
	fake_cpu.entry = *entry;
	longjmp(fake_cpu.back, FAKE_CPU_ENTERED);
}

void cpu_say(void *ctx, const char *text, size_t len)
{
	(void)ctx;
	for (size_t i = 0; i < len && fake_cpu.len < FAKE_CPU_TEXT - 1; i++)
		fake_cpu.said[fake_cpu.len++] = text[i];
	fake_cpu.said[fake_cpu.len] = '\0';
}

_Noreturn void cpu_stop(void)
{
	longjmp(fake_cpu.back, FAKE_CPU_STOPPED);
}
