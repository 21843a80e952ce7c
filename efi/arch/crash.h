/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What takes instructions of the processor to explain the crash of a kernel
 * (efi/boot/crash/). Each efi/arch/ARCH/ has its own crash.c and
 * crash_vectors.S.
 */
#ifndef EFI_ARCH_CRASH_H
#define EFI_ARCH_CRASH_H

#include "core/base/range.h"
#include "core/crash/crash.h"
#include "core/firmware/acpi.h"

/* Bytes of memory, aligned to as much, with the stack and the descriptor tables
 * of the handlers. It is mapped for reading and writing. */
#define CPU_CRASH_ROOM ((size_t)16 * 1024)

/* The code of memblock.efi in memory, whole pages. */
struct range cpu_crash_code(void);

/* Where a kernel gets to that returns from its entry point. */
uint64_t cpu_crash_returned(void);

/* What decodes its exceptions. */
const struct crash_arch *cpu_crash_arch(void);

typedef void cpu_crash_handler(void *ctx, const struct crash_cpu *cpu);

/*
 * Changes a trampoline that cpu_trampoline_make() has made: exceptions of the
 * kernel on the processor with that ID, which has entered by it, call the
 * handler on a stack of its own, with the page tables in use. A second
 * exception calls it again, from the beginning of that stack. The handler never
 * returns.
 */
void cpu_crash_install(void *trampoline, void *room, uint64_t processor,
		       cpu_crash_handler *handler, void *ctx);

/* What the following need of the FADT: kept as a number, since the table may be
 * gone when a kernel has crashed. 0: nothing is known. */
uint32_t cpu_crash_fadt(const struct acpi_bytes *fadt);

/* The rate of cpu_counter() in Hz, which takes up to 10 ms; 0: not known. */
uint64_t cpu_crash_rate(uint32_t fadt);

/* Whether a key was pressed on a keyboard that needs no driver; reads it. */
bool cpu_crash_key(void);

/* Resets the machine, or else stops the processor. */
_Noreturn void cpu_crash_reset(uint32_t fadt);

#endif
