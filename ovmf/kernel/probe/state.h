/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The state of the processor at the entry of a probe kernel, as entry.S saves
 * it.
 */
#ifndef OVMF_KERNEL_PROBE_STATE_H
#define OVMF_KERNEL_PROBE_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table_register {
	uint16_t limit;
	uint16_t base[3];
};

struct state {
	uint32_t eax, ebx, ecx, edx, esi, edi, esp;
	uint32_t cs, ds, es, fs, gs, ss, tr; /* selectors */
	uint32_t cr0, cr4, eflags, efer;
	struct table_register idt, gdt;
};
_Static_assert(offsetof(struct state, idt) == 72, "entry.S");
_Static_assert(offsetof(struct state, gdt) == 80, "entry.S");

/* Prints "probe: WRONG what" and counts it unless it holds. */
void expect(bool holds, const char *what);
/* A subset of printf(): %s, %u and %x for 32 bits, %q for 64 in hexadecimal. */
void say(const char *format, ...);

/* Print the information that each protocol passes on, and check it. */
void probe_multiboot1(const uint8_t *info);
void probe_multiboot2(const uint8_t *info);
void probe_pvh(const uint8_t *info);

/* Numbers at any alignment. */
uint32_t get_32(const uint8_t *at);
uint64_t get_64(const uint8_t *at);
/* A row of a memory map, with the name that all protocols share. */
void probe_row(uint64_t base, uint64_t size, uint32_t type);
/* A descriptor of the firmware's map. */
void probe_descriptor(uint32_t type, uint64_t pages);
/* A file: prints the sum of its bytes, each time multiplied by 31. */
void probe_module(uint64_t base, uint64_t size, const char *text);

#endif
