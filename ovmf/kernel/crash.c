/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A kernel without exception handlers that crashes in the way that the command
 * line names: crash=KIND. It ends QEMU with status 1 if it survives, and 2 for
 * an unknown KIND.
 */
#include "core/base/cstring.h"
#include "core/handoff/table.h"
#include "ovmf/kernel/machine.h"

void kernel_main(const void *table, uint64_t magic);

static struct mbt_cpu cpu;
static volatile uint64_t zero;
static volatile uint64_t odd = UINT64_C(0x8000000000001234);
static uint64_t data[2];

static void call(uint64_t address)
{
	((void (*)(void))address)();
}

static void read_from(uint64_t address)
{
	zero = *(const volatile uint64_t *)address;
}

static void write_to(uint64_t address)
{
	*(volatile uint64_t *)address = 0;
}

/* --- the kinds ------------------------------------------------------------ */

static void null_call(void)
{
	call(zero);
}

static void write_text(void)
{
	write_to((uintptr_t)kernel_main);
}

static void execute_data(void)
{
	call((uintptr_t)data);
}

static void execute_free(void)
{
	call(cpu.direct_map + cpu.stack_base);
}

static int go_down(uint64_t depth)
{
	volatile char frame[1024];

	frame[0] = (char)depth;
	return depth > 0 ? go_down(depth - 1) + frame[0] : 0;
}

static void overflow(void)
{
	go_down(cpu.stack_size / 1024 + 4);
}

static void unmapped(void)
{
	read_from(UINT64_C(0x7f0000000000));
}

static void not_canonical(void)
{
	read_from(odd);
}

#ifdef __x86_64__
static void divide(void)
{
	zero = 12345 / zero;
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
	unmapped();
}

static void interrupt(void)
{
	__asm__ volatile("int $0x40");
}

static void misaligned(void)
{
	machine_end(1);
}
#else
/* The result is 0: no exception. */
static void divide(void)
{
	zero = 12345 / zero;
	machine_end(3);
}

static void opcode(void)
{
	__asm__ volatile("udf #0");
}

/* There is no double fault. A stack pointer that is not valid when an exception
 * comes is the nearest to one. */
static void double_fault(void)
{
	__asm__ volatile("mov sp, %0\n\tudf #0" : : "r"(zero + 1) : "memory");
}

static void interrupt(void)
{
	__asm__ volatile("svc #0");
}

static void misaligned(void)
{
	uint64_t status;

	__asm__ volatile("ldxr %0, [%1]"
			 : "=r"(status)
			 : "r"((uintptr_t)data + 1)
			 : "memory");
}
#endif

/* The loader has to set up nothing more for it. */
static void return_to_loader(void)
{
}

static const struct {
	const char *kind;
	void (*crash)(void);
} kinds[] = {
	{ "null", null_call },          { "text", write_text },
	{ "data", execute_data },       { "free", execute_free },
	{ "stack", overflow },          { "unmapped", unmapped },
	{ "canonical", not_canonical }, { "divide", divide },
	{ "opcode", opcode },           { "double", double_fault },
	{ "interrupt", interrupt },     { "align", misaligned },
	{ "return", return_to_loader },
};

/* Returns from the entry point for crash=return only. */
void kernel_main(const void *table, uint64_t magic)
{
	static const char option[] = "crash=";
	const char *word;

	if (magic != MBT_MAGIC || mbt_check(table, MBT_ANY_SIZE))
		machine_end(1);
	mbt_get_entry(mbt_find_section(table, MBT_CPU), 0, &cpu, sizeof(cpu));
	word = mbt_cmdline(table);
	if (!str_starts(word, option))
		machine_end(2);
	word += sizeof(option) - 1;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (!streq(kinds[i].kind, word))
			continue;
		kinds[i].crash();
		if (kinds[i].crash == return_to_loader)
			return;
		machine_end(1);
	}
	machine_end(2);
}
