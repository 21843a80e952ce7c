/* SPDX-License-Identifier: BSD-2-Clause */
/* A PC: its first serial port, and QEMU's isa-debug-exit. */
#include "ovmf/kernel/machine.h"

#define COM1       0x3f8
#define DEBUG_EXIT 0xf4

static void out(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static uint8_t in(uint16_t port)
{
	uint8_t value;

	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

static void put(char c)
{
	for (int i = 0; i < 100000 && !(in(COM1 + 5) & 0x20); i++)
		;
	out(COM1, (uint8_t)c);
}

void machine_write(void *ctx, const char *text, size_t len)
{
	(void)ctx;
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n')
			put('\r');
		put(text[i]);
	}
}

bool machine_tells(void)
{
	static bool told;
	bool first = !told;

	told = true;
	return first;
}

/* QEMU's exit status is twice the value plus one; 16 separates our statuses
 * from those that QEMU uses itself. */
_Noreturn void machine_end(int status)
{
	out(DEBUG_EXIT, (uint8_t)(16 + status));
	machine_stop();
}

_Noreturn void machine_stop(void)
{
	for (;;)
		__asm__ volatile("cli; hlt");
}

/* Leaf 1 has 8 bits of it (SDM volume 3, 9.4.6). */
uint64_t machine_self(void)
{
	uint32_t a = 1, b, c = 0, d;

	__asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	return b >> 24;
}

static uint64_t read_msr(uint32_t msr)
{
	uint32_t low, high;

	__asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(msr));
	return (uint64_t)high << 32 | low;
}

void machine_state(uint64_t ret[MACHINE_STATE])
{
	uint16_t code, data;

	__asm__ volatile("mov %%cr0, %0" : "=r"(ret[0]));
	__asm__ volatile("mov %%cr3, %0" : "=r"(ret[1]));
	__asm__ volatile("mov %%cr4, %0" : "=r"(ret[2]));
	__asm__ volatile("pushfq; pop %0" : "=r"(ret[3]));
	__asm__ volatile("mov %%cs, %0" : "=r"(code));
	__asm__ volatile("mov %%ss, %0" : "=r"(data));
	ret[3] &= 0x700;               /* TF, IF, DF */
	ret[4] = read_msr(0xc0000080); /* EFER */
	ret[5] = read_msr(0x277);      /* PAT */
	ret[6] = (uint64_t)code << 16 | data;
	ret[7] = read_msr(0x2ff); /* MTRRs */
}

typedef uint64_t service(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
	__attribute__((ms_abi));

uint64_t machine_service(uint64_t function, uint64_t a, uint64_t b, uint64_t c,
			 uint64_t d)
{
	return ((service *)function)(a, b, c, d);
}
