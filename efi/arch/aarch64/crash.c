/* SPDX-License-Identifier: BSD-2-Clause */
/* Vectors, the clock and the reset of an Arm machine. */
#include "efi/arch/crash.h"

#include "core/base/cstring.h"
#include "efi/arch/cpu.h"
#include "efi/arch/limine.h"

extern const uint8_t crash_vector[], crash_vector_room[], crash_vector_end[],
	crash_common[], crash_returned[];
extern const uint8_t trampoline_begin[], trampoline_returned[];
/* Of the linker script. */
extern const uint8_t _text[], _etext[];

#define read_register(name)                                       \
	({                                                        \
		uint64_t value_;                                  \
		__asm__ volatile("mrs %0, " name : "=r"(value_)); \
		value_;                                           \
	})

const struct crash_arch *cpu_crash_arch(void)
{
	return &crash_aarch64;
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

/* --- vectors -------------------------------------------------------------- */

/* Those of the level of the kernel are the first eight of the page's second
 * half. The others halt the processor, as before. */
enum { VECTORS = 2048, VECTOR_SIZE = 128, VECTOR_CNT = 8 };

/* The stack is in the rest of the room. crash_vectors.S knows the first
 * offsets. */
struct room {
	uint64_t general[31];
	uint64_t sp;
	uint64_t vector;
	cpu_crash_handler *handler;
	void *ctx;
	uint64_t processor;
};
_Static_assert(offsetof(struct room, sp) == 248, "crash_vectors.S");
_Static_assert(offsetof(struct room, vector) == 256, "crash_vectors.S");

void cpu_crash_install(void *trampoline, void *memory, uint64_t processor,
		       cpu_crash_handler *handler, void *ctx)
{
	const uint64_t known[] = { (uintptr_t)memory, (uintptr_t)crash_common };
	const uint64_t returned = cpu_crash_returned();
	struct room *room = memory;
	uint8_t *page = trampoline;

	room->handler = handler;
	room->ctx = ctx;
	room->processor = processor;
	for (size_t i = 0; i < VECTOR_CNT; i++) {
		uint8_t *vector = page + VECTORS + i * VECTOR_SIZE;

		memcpy(vector, crash_vector,
		       (size_t)(crash_vector_end - crash_vector));
		memcpy(vector + (crash_vector_room - crash_vector), known,
		       sizeof(known));
	}
	memcpy(page + (trampoline_returned - trampoline_begin), &returned,
	       sizeof(returned));
	cpu_sync_caches(page, PAGE_SIZE_4K);
}

__attribute__((used)) _Noreturn void crash_begin(const struct room *room);

/* At EL2 these names mean EL2's own registers. */
_Noreturn void crash_begin(const struct room *room)
{
	struct crash_cpu cpu = {
		.pc = read_register("elr_el1"),
		.sp = room->sp,
		.address = read_register("far_el1"),
		.code = read_register("esr_el1"),
		.flags = read_register("spsr_el1"),
		.vector = (uint32_t)room->vector,
		.processor = room->processor,
	};

	memcpy(cpu.general, room->general, sizeof(cpu.general));
	room->handler(room->ctx, &cpu);
	cpu_stop();
}

/* --- clock, keyboard, reset ----------------------------------------------- */

/* FADT: ARM Boot Architecture Flags (ACPI 6.5, 5.2.9.4). */
enum { FADT_ARM_FLAGS = 129, FADT_PSCI = 1, FADT_HVC = 2 };
#define PSCI_SYSTEM_RESET 0x84000009

uint32_t cpu_crash_fadt(const struct acpi_bytes *fadt)
{
	return fadt->len > FADT_ARM_FLAGS ? fadt->bytes[FADT_ARM_FLAGS] : 0;
}

uint64_t cpu_crash_rate(uint32_t fadt)
{
	(void)fadt;
	return cpu_limine_counter_rate();
}

/* Keyboards are on USB. */
bool cpu_crash_key(void)
{
	return false;
}

_Noreturn void cpu_crash_reset(uint32_t fadt)
{
	register uint64_t x0 __asm__("x0") = PSCI_SYSTEM_RESET;

	if (fadt & FADT_PSCI) {
		if (fadt & FADT_HVC)
			__asm__ volatile("hvc #0" : "+r"(x0) : : "memory");
		else
			__asm__ volatile("smc #0" : "+r"(x0) : : "memory");
	}
	cpu_stop();
}
