/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is left in memory to explain a crash of the kernel (core/crash/). The
 * code is that of memblock.efi, where the firmware has loaded it; everything
 * else that it needs is in memory of its own. Nothing of the firmware is
 * called.
 */
#ifndef EFI_BOOT_CRASH_CRASH_H
#define EFI_BOOT_CRASH_CRASH_H

#include "efi/arch/crash.h"
#include "efi/boot/elf/elf.h"
#include "efi/boot/protocol.h"

struct crash_state {
	struct crash_facts facts;
	struct serial_port serial;
	struct mbt_framebuffer framebuffer; /* width 0 without one */
	uint64_t table;                     /* physical address */
	uint32_t table_size;
	uint64_t entered; /* cpu_counter() */
	uint32_t fadt;
	uint64_t claimed;     /* 1 more than the ID of the processor that has
			       * crashed first */
	unsigned int crashes; /* exceptions on it so far */
	struct crash_cpu cpu; /* of the first */
};

/* The pages of memblock.efi, which then stay in use. */
struct range crash_image(const struct boot *boot);

/*
 * Takes the kernel's memory, and after its plan->size bytes memory for the
 * explanation. Then plan->tail is set, so that the symbols are read with the
 * kernel. at is where the kernel will run. Without exceptions=off it is said
 * when a crash will not be explained.
 */
struct fw_status crash_take(struct boot *boot,
			    const struct placement_request *kernel,
			    struct elf_plan *plan, const struct reader *file,
			    const struct mbt_kernel *at, phys_addr_t *ret);

/* Fills that memory once the kernel is loaded, where plan->tail is set. */
struct crash_state *crash_place(const struct boot *boot,
				const struct reader *file,
				const struct elf_plan *plan,
				const struct mbt_kernel *kernel);

/* Changes the trampoline so that exceptions of the kernel are explained. boot
 * knows the machine (gather_facts()); there are stacks as in struct
 * crash_facts. */
void crash_install(struct crash_state *state, const struct boot *boot,
		   void *trampoline, const struct mbt_cpu *cpu,
		   size_t stack_cnt, uint64_t stack_step);

/* The same for the trampoline of another processor; its room is CPU_CRASH_ROOM
 * bytes, aligned to as much. */
void crash_install_on(struct crash_state *state, void *trampoline, void *room,
		      uint64_t processor);

/* The last step before the kernel is entered, when its table is complete. */
void crash_begin_clock(struct crash_state *state, uint64_t table);

/* Shows the screen and restarts the machine. For cpu_crash_install(). */
void crash_handle(void *state, const struct crash_cpu *cpu);

/* Text on a framebuffer, in white on blue. */
struct crash_screen {
	const struct mbt_framebuffer *fb;
	uint32_t scale; /* pixels of the screen for one of a letter */
	uint32_t columns, rows;
	uint32_t column, row;
};

/* Clears the framebuffer. Its sink is crash_screen_write(). False: its pixels
 * are not of 32 bits, or it is too small. */
bool crash_screen_begin(struct crash_screen *ret,
			const struct mbt_framebuffer *fb);
void crash_screen_write(void *screen, const char *text, size_t len);

#endif
