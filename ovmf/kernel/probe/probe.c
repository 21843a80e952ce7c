/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A kernel that checks what a loader of Multiboot or PVH promises, prints what
 * it was told, and ends QEMU: with status 0 if everything held.
 */
#include "ovmf/kernel/probe/state.h"

#include <stdarg.h>

#define COM1       0x3f8
#define DEBUG_EXIT 0xf4

#define MB1_MAGIC UINT32_C(0x2badb002)
#define MB2_MAGIC UINT32_C(0x36d76289)
#define PVH_MAGIC UINT32_C(0x336ec578)

#define SIZE_OF_ZEROS 200000
#define SIZE_OF_DATA  9001

static unsigned int wrong;
/* What the loader clears, and what it copies. */
static uint8_t zeros[SIZE_OF_ZEROS];
static const uint8_t data[SIZE_OF_DATA] = {
	[0] = 1, [4095] = 2, [4096] = 3, [SIZE_OF_DATA - 1] = 4
};

/* --- printing ---------------------------------------------------------- */

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

static void put_text(const char *text)
{
	while (*text)
		put(*text++);
}

/* Not by division, for which 64 bits need a library. */
static void put_hex(uint64_t number)
{
	int shift = 60;

	while (shift > 0 && (number >> shift & 15) == 0)
		shift -= 4;
	for (; shift >= 0; shift -= 4)
		put("0123456789abcdef"[number >> shift & 15]);
}

static void put_decimal(uint32_t number)
{
	if (number >= 10)
		put_decimal(number / 10);
	put((char)('0' + number % 10));
}

void say(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	put_text("probe: ");
	for (; *format; format++) {
		if (*format != '%') {
			put(*format);
			continue;
		}
		switch (*++format) {
		case 's':
			put_text(va_arg(args, const char *));
			break;
		case 'u':
			put_decimal(va_arg(args, uint32_t));
			break;
		case 'x':
			put_hex(va_arg(args, uint32_t));
			break;
		default:
			put_hex(va_arg(args, uint64_t));
			break;
		}
	}
	put_text("\r\n");
	va_end(args);
}

void expect(bool holds, const char *what)
{
	if (holds)
		return;
	say("WRONG: %s", what);
	wrong++;
}

/* --- what all protocols share ------------------------------------------ */

uint32_t get_32(const uint8_t *at)
{
	return at[0] | at[1] << 8 | at[2] << 16 | (uint32_t)at[3] << 24;
}

uint64_t get_64(const uint8_t *at)
{
	return get_32(at) | (uint64_t)get_32(at + 4) << 32;
}

/* Of rows and of the firmware's map. */
static uint64_t available, usable;

void probe_descriptor(uint32_t type, uint64_t pages)
{
	/* Loader, boot services, conventional (UEFI 2.10, table 7.10). */
	if ((type >= 1 && type <= 4) || type == 7)
		usable += pages * 4096;
}

void probe_row(uint64_t base, uint64_t size, uint32_t type)
{
	static uint64_t end;

	say("row %q-%q:%u", base, base + size, type);
	expect(base >= end, "rows ascend and do not overlap");
	expect(size > 0, "no row is empty");
	available += type == 1 ? size : 0;
	end = base + size;
}

void probe_module(uint64_t base, uint64_t size, const char *text)
{
	const uint8_t *bytes = (const uint8_t *)(uintptr_t)base;
	uint32_t sum = 0;

	for (uint64_t i = 0; i < size; i++)
		sum = sum * 31 + bytes[i];
	say("module of %u bytes, sum %x: %s", (uint32_t)size, sum, text);
	expect(base % 4096 == 0, "a module begins at a page");
	expect(base + size <= UINT32_MAX, "a module lies below 4 GiB");
}

static void check_image(void)
{
	bool clear = true;
	uint32_t sum = 0;

	for (size_t i = 0; i < SIZE_OF_ZEROS; i++)
		clear &= ((volatile uint8_t *)zeros)[i] == 0;
	for (size_t i = 0; i < SIZE_OF_DATA; i++)
		sum += ((volatile const uint8_t *)data)[i];
	expect(clear, "memory without bytes in the file is zero");
	expect(sum == 10, "the bytes of the file are in memory");
}

/* Multiboot2 2.0, 3.3 "I386 machine state", and pvh.pandoc. */
static void check_state(const struct state *s)
{
	expect(s->cr0 == 0x11, "CR0 is 0x11");
	expect(s->cr4 == 0, "CR4 is 0");
	expect(s->efer == 0, "EFER is 0");
	expect(s->eflags == 2, "EFLAGS are 2");
	expect((s->ebx & 7) == 0, "the information is aligned to 8 bytes");
	expect(s->ecx == 0 && s->edx == 0 && s->esi == 0 && s->edi == 0,
	       "other registers are 0");
	expect((s->cs & 0xffff) == 8, "CS is 8");
	expect((s->ds & 0xffff) == 16 && (s->es & 0xffff) == 16 &&
		       (s->fs & 0xffff) == 16 && (s->gs & 0xffff) == 16 &&
		       (s->ss & 0xffff) == 16,
	       "the data selectors are 16");
	expect((s->tr & 0xffff) == 24, "TR is 24");
	expect(s->idt.limit == 0, "the IDT is empty");
	expect(s->esp % 16 == 0 && s->esp != 0, "ESP is a stack");
}

/* Multiboot2 2.0, 3.5 "EFI amd64 machine state with boot services enabled". */
static void check_state_64(const struct state *s)
{
	expect((s->ebx & 7) == 0, "the information is aligned to 8 bytes");
	expect(s->ecx == 0 && s->edx == 0, "RCX and RDX are 0");
	expect(s->esp % 16 == 0, "the stack is aligned to 16 bytes");
}

static void __attribute__((noreturn)) end(void)
{
	say(wrong ? "something is wrong" : "all is well");
	out(DEBUG_EXIT, (uint8_t)(16 + (wrong != 0)));
	for (;;)
		__asm__ volatile("cli; hlt");
}

void __attribute__((noreturn)) probe(const struct state *state);

void probe(const struct state *state)
{
	const uint8_t *info = (const uint8_t *)state->ebx;

	say("entered, image at %x", (uint32_t)(uintptr_t)&data & ~0xfffffu);
	check_image();
	if (state->cr0 >> 31)
		check_state_64(state);
	else
		check_state(state);
	if (state->eax == MB1_MAGIC)
		probe_multiboot1(info);
	else if (state->eax == MB2_MAGIC)
		probe_multiboot2(info);
	else if (get_32(info) == PVH_MAGIC)
		probe_pvh(info);
	else
		expect(false, "a protocol's magic number");
	say("available: %q bytes; by the firmware's map: %q", available,
	    usable);
	end();
}
