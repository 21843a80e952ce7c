/* SPDX-License-Identifier: BSD-2-Clause */
/* Crashes of a kernel that are due to instructions. */
#include "ovmf/kernel/crash.h"

#include "core/base/cstring.h"

static void divide(void)
{
	crash_zero = 12345 / crash_zero;
}

static void opcode(void)
{
	__asm__ volatile("ud2");
}

/* Its own IDT, a copy of the loader's without the gate for page faults. */
static void double_fault(void)
{
	struct __attribute__((packed)) {
		uint16_t limit;
		uint64_t base;
	} idtr;
	static uint8_t idt[32 * 16];

	__asm__ volatile("sidt %0" : "=m"(idtr));
	memcpy(idt, (const void *)idtr.base, sizeof(idt));
	memset(idt + 14 * 16, 0, 16);
	idtr.base = (uintptr_t)idt;
	__asm__ volatile("lidt %0" : : "m"(idtr));
	crash_read(UINT64_C(0x7f0000000000));
}

static uint64_t odd[4];

/* There is no #AC at CPL 0: what is not aligned for SSE is a #GP. */
static void misaligned(void)
{
	__asm__ volatile("movaps %0, %%xmm0"
			 :
			 : "m"(*(const uint8_t *)((uintptr_t)odd | 1)));
}

static void interrupt(void)
{
	__asm__ volatile("int $0x40");
}

const struct crash_kind crash_kinds_arch[] = {
	{ "divide", divide },       { "opcode", opcode },
	{ "double", double_fault }, { "interrupt", interrupt },
	{ "align", misaligned },    { 0 },
};
