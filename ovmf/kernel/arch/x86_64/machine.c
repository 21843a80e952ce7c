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
	for (;;)
		__asm__ volatile("cli; hlt");
}

typedef uint64_t service(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
	__attribute__((ms_abi));

uint64_t machine_service(uint64_t function, uint64_t a, uint64_t b, uint64_t c,
			 uint64_t d)
{
	return ((service *)function)(a, b, c, d);
}
