/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The kernel's own descriptor tables (SDM volume 3, 3.4.5, 6.14 and 7.7), so
 * that an exception prints its cause instead of resetting the machine. RSP may
 * be the cause, so a task state segment names another stack.
 */
#include "ovmf/kernel/machine.h"

#include "core/text/print.h"

/* Called by start.S, which has the vectors. */
void machine_begin(void);
_Noreturn void machine_exception(unsigned int number, uint64_t error,
				 uint64_t rip, uint64_t cr2);

static const struct sink out = { .write = machine_write };

/* --- descriptor tables ----------------------------------------------- */

#define VECTORS     32
#define VECTOR_SIZE 16
extern const uint8_t vectors[VECTORS][VECTOR_SIZE];
extern uint8_t exception_stack_end[];

struct trampoline {
	uint16_t offset_low;
	uint16_t selector;
	uint8_t stack; /* of the task state segment; 0: the one in use */
	uint8_t type;
	uint16_t offset_middle;
	uint32_t offset_high;
	uint32_t pad;
};

struct __attribute__((packed)) task_state {
	uint32_t pad;
	uint64_t rsp[3];
	uint64_t pad2;
	uint64_t stacks[7]; /* interrupt stack table, 1 to 7 */
	uint64_t pad3;
	uint16_t pad4;
	uint16_t io_map;
};

struct __attribute__((packed)) table_register {
	uint16_t limit;
	uint64_t base;
};

/* The loader's selectors, and one of two entries for the task. */
enum { CODE = 0x08, TASK = 0x18 };
enum { TYPE_TASK = 0x89, TYPE_INTERRUPT = 0x8e };

static struct task_state task = { .io_map = sizeof(task) };
static struct trampoline idt[VECTORS];
static uint64_t gdt[5] = {
	[1] = 0x00af9b000000ffff, /* 64-bit code */
	[2] = 0x00cf93000000ffff, /* data */
};

static void set_task(void)
{
	uint64_t base = (uintptr_t)&task;

	task.stacks[0] = (uintptr_t)exception_stack_end;
	gdt[3] = (sizeof(task) - 1) | (base & 0xffffff) << 16 |
		 (uint64_t)TYPE_TASK << 40 | (base >> 24 & 0xff) << 56;
	gdt[4] = base >> 32;
}

static struct trampoline trampoline_to(const uint8_t *vector)
{
	uint64_t offset = (uintptr_t)vector;

	return (struct trampoline){
		.offset_low = (uint16_t)offset,
		.selector = CODE,
		.stack = 1,
		.type = TYPE_INTERRUPT,
		.offset_middle = (uint16_t)(offset >> 16),
		.offset_high = (uint32_t)(offset >> 32),
	};
}

void machine_begin(void)
{
	const struct table_register gdtr = { sizeof(gdt) - 1, (uintptr_t)gdt };
	const struct table_register idtr = { sizeof(idt) - 1, (uintptr_t)idt };

	for (int i = 0; i < VECTORS; i++)
		idt[i] = trampoline_to(vectors[i]);
	set_task();
	__asm__ volatile("lgdt %0; ltr %w1; lidt %2"
			 :
			 : "m"(gdtr), "r"(TASK), "m"(idtr)
			 : "memory");
}

/* --- exceptions ------------------------------------------------------ */

enum { PAGE_FAULT = 14 };
/* Its error code (SDM volume 3, 4.7). */
enum { ERROR_WRITE = 1 << 1, ERROR_FETCH = 1 << 4 };

static const char *reason(unsigned int number, uint64_t error)
{
	switch (number) {
	case 0:
		return "a division by zero";
	case 2:
		return "a non-maskable interrupt";
	case 6:
		return "an undefined instruction";
	case 8:
		return "a double fault";
	case 12:
		return "an RSP that is not canonical";
	case 13:
		return "a general protection fault";
	case PAGE_FAULT:
		if (error & ERROR_FETCH)
			return "an instruction fetch that is not allowed";
		return error & ERROR_WRITE ? "a write that is not allowed"
					   : "a read that is not allowed";
	case 18:
		return "a machine check";
	default:
		return "an exception";
	}
}

_Noreturn void machine_exception(unsigned int number, uint64_t error,
				 uint64_t rip, uint64_t cr2)
{
	if (machine_tells())
		print(&out,
		      "kernel: %s: instruction at 0x%jx, address 0x%jx, "
		      "exception %u, error code 0x%jx\n",
		      reason(number, error), (uintmax_t)rip,
		      number == PAGE_FAULT ? (uintmax_t)cr2 : 0, number,
		      (uintmax_t)error);
	machine_end(3);
}
