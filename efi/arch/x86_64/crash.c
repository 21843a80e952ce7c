/* SPDX-License-Identifier: BSD-2-Clause */
/* Descriptor tables, the clock, the keyboard and the reset of a PC. */
#include "efi/arch/crash.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"
#include "efi/arch/cpu.h"
#include "efi/arch/limine.h"
#include "efi/arch/x86_64/trampoline.h"

#define VECTORS     32
#define VECTOR_SIZE 5

extern const uint8_t crash_vectors[VECTORS][VECTOR_SIZE], crash_returned[];
/* Of the linker script. */
extern const uint8_t _text[], _etext[];

const struct crash_arch *cpu_crash_arch(void)
{
	return &crash_x86_64;
}

struct range cpu_crash_code(void)
{
	return range_outward(range_from_to((uintptr_t)_text, (uintptr_t)_etext),
			     PAGE_SIZE_4K);
}

uint64_t cpu_crash_returned(void)
{
	return (uintptr_t)crash_returned;
}

/* --- descriptor tables ---------------------------------------------------- */

struct gate {
	uint16_t offset_low;
	uint16_t selector;
	uint8_t stack; /* of the task state segment */
	uint8_t type;
	uint16_t offset_middle;
	uint32_t offset_high;
	uint32_t pad;
};

struct task_state {
	uint32_t words[26]; /* the first interrupt stack is in 9 and 10 */
};
enum { TASK_STACK = 9, TASK_IO_MAP = 25 };

enum { CODE = 0x08, TASK = 0x18 };
enum { TYPE_TASK = 0x89, TYPE_INTERRUPT = 0x8e };

/* The stack is in the rest of the room. */
struct room {
	cpu_crash_handler *handler;
	void *ctx;
	uint64_t processor;
	uint64_t gdt[5];
	struct gate idt[VECTORS];
	struct task_state task;
};

static void make_gates(struct gate idt[VECTORS])
{
	for (size_t i = 0; i < VECTORS; i++) {
		uint64_t offset = (uintptr_t)crash_vectors[i];

		idt[i] = (struct gate){
			.offset_low = (uint16_t)offset,
			.selector = CODE,
			.stack = 1,
			.type = TYPE_INTERRUPT,
			.offset_middle = (uint16_t)(offset >> 16),
			.offset_high = (uint32_t)(offset >> 32),
		};
	}
}

static void make_task(struct room *room)
{
	uint64_t base = (uintptr_t)&room->task;
	uint64_t stack = (uintptr_t)room + CPU_CRASH_ROOM;

	memset(&room->task, 0, sizeof(room->task));
	memcpy(&room->task.words[TASK_STACK], &stack, sizeof(stack));
	room->task.words[TASK_IO_MAP] = sizeof(room->task) << 16;
	room->gdt[3] = (sizeof(room->task) - 1) | (base & 0xffffff) << 16 |
		       (uint64_t)TYPE_TASK << 40 | (base >> 24 & 0xff) << 56;
	room->gdt[4] = base >> 32;
}

void cpu_crash_install(void *trampoline, void *memory, uint64_t processor,
		       cpu_crash_handler *handler, void *ctx)
{
	struct trampoline_data *data = trampoline_data(trampoline);
	struct room *room = memory;

	room->handler = handler;
	room->ctx = ctx;
	room->processor = processor;
	memcpy(room->gdt, data->gdt, sizeof(data->gdt));
	make_task(room);
	make_gates(room->idt);
	data->gdt_limit = sizeof(room->gdt) - 1;
	data->gdt_base = (uintptr_t)room->gdt;
	data->idt_limit = sizeof(room->idt) - 1;
	data->idt_base = (uintptr_t)room->idt;
	data->task = TASK;
	data->returned = cpu_crash_returned();
}

/* --- an exception --------------------------------------------------------- */

/* SDM volume 3, table 6-1. */
#define WITH_CODE 0x60227d00u
enum { RSP = 7 };

struct frame {
	uint64_t general[16];
	const uint8_t *vector; /* after its call */
	/* The error code if there is one, then: */
	uint64_t rest[4]; /* RIP, CS, RFLAGS, RSP */
};

__attribute__((used)) _Noreturn void crash_begin(const struct frame *frame);

_Noreturn void crash_begin(const struct frame *frame)
{
	const struct room *room = (const void *)align_down(
		(uintptr_t)frame, (phys_addr_t)CPU_CRASH_ROOM);
	const uint64_t *rest = frame->rest;
	struct crash_cpu cpu = { .processor = room->processor };

	cpu.vector = (uint32_t)(frame->vector - crash_vectors[1]) / VECTOR_SIZE;
	if (WITH_CODE >> cpu.vector & 1)
		cpu.code = *rest++;
	memcpy(cpu.general, frame->general, sizeof(frame->general));
	cpu.pc = rest[0];
	cpu.flags = rest[2];
	cpu.sp = cpu.general[RSP] = rest[3];
	__asm__ volatile("mov %%cr2, %0" : "=r"(cpu.address));
	room->handler(room->ctx, &cpu);
	cpu_stop();
}

/* --- clock, keyboard, reset ----------------------------------------------- */

/* FADT (ACPI 6.5, 5.2.9): PM_TMR_BLK, a counter of at least 24 bits at 3.58
 * MHz. */
#define FADT_PM_TIMER 76
#define PM_TIMER_HZ   3579545u
#define PM_TIMER_MASK 0xffffff
#define PM_TIMER_WAIT (PM_TIMER_HZ / 100)
/* Reads of a timer that stands still. */
#define PM_TIMER_READS 1000000

uint32_t cpu_crash_fadt(const struct acpi_bytes *fadt)
{
	uint32_t port =
		fadt->len >= FADT_PM_TIMER + 4
			? (uint32_t)get_le(fadt->bytes + FADT_PM_TIMER, 4)
			: 0;

	return port <= UINT16_MAX ? port : 0;
}

static uint32_t pm_timer(uint32_t port)
{
	uint32_t value;

	__asm__ volatile("inl %w1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

uint64_t cpu_crash_rate(uint32_t fadt)
{
	uint64_t rate = cpu_limine_counter_rate(), before;
	uint32_t begun, passed = 0;

	if (rate || !fadt)
		return rate;
	begun = pm_timer(fadt);
	before = cpu_counter();
	for (int i = 0; i < PM_TIMER_READS && passed < PM_TIMER_WAIT; i++)
		passed = (pm_timer(fadt) - begun) & PM_TIMER_MASK;
	return passed ? (cpu_counter() - before) * PM_TIMER_HZ / passed : 0;
}

/* The keyboard controller: its status, and what a key sends. */
enum { PS2_DATA = 0x60, PS2_STATUS = 0x64, PS2_FULL = 1 << 0 };
#define PS2_RELEASED 0x80
#define PS2_RESET    0xfe

bool cpu_crash_key(void)
{
	uint8_t status = cpu_port_read(PS2_STATUS);

	return status != UINT8_MAX && status & PS2_FULL &&
	       !(cpu_port_read(PS2_DATA) & PS2_RELEASED);
}

/* Reset Control Register of chipsets by Intel and of QEMU. */
#define RESET_PORT 0xcf9

_Noreturn void cpu_crash_reset(uint32_t fadt)
{
	(void)fadt;
	cpu_port_write(RESET_PORT, 0x02);
	cpu_port_write(RESET_PORT, 0x06);
	cpu_port_write(PS2_STATUS, PS2_RESET);
	cpu_stop();
}
