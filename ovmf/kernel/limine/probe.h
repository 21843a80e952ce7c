/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A kernel that checks what the Limine Boot Protocol promises, prints what it
 * was told, and ends QEMU: with status 0 if everything held. Built for each
 * base revision.
 */
#ifndef OVMF_KERNEL_LIMINE_PROBE_H
#define OVMF_KERNEL_LIMINE_PROBE_H

#include "core/text/print.h"

extern const struct sink probe_out;

/* Prints "probe: WRONG what" and counts it unless it holds. */
void expect(bool holds, const char *what);

#define say(...) print(&probe_out, "probe: " __VA_ARGS__)

#define PAGE UINT64_C(0x1000)

/* --- the checks: image.c, memory.c, responses.c, files.c, copies.c,
 *     processors.c ------------------------------------------------------ */

void check_image(void);
void check_rows(void);
void check_mappings(void);
void check_responses(void);
void check_texts(void);
void check_files(void);
void check_screen(void);
void check_tables(void);
void check_copies(void);
void check_processors(void);

/* --- the machine: arch/ARCH/ ------------------------------------------- */

void machine_write(void *ctx, const char *text, size_t len);
_Noreturn void machine_end(int status);

/* What a page is mapped to. */
struct mapping {
	bool valid, writable, executable, user;
	bool combining; /* write-combining; else write-back, unless other */
	bool other;     /* another memory type */
	uint64_t phys;
};
/* As the processor walks its page tables. */
struct mapping machine_mapping(uint64_t virt);

/* A page of the image that shows registers. */
extern uint8_t machine_window[4096];
/* Before anything is printed. */
void machine_begin(void);
/* Checks registers and devices of a processor that was entered with that
 * argument, which is 0 for the first one. */
void machine_check(uint64_t argument);
/* x86 has the translation of addresses for devices. */
extern const bool machine_has_iommu;
/* x86: the kernel asks for x2APIC, and has it. */
extern bool machine_wide_apic;
/* Bytes of a struct limine_mp_info; goto_address are the last but 16. */
extern const size_t machine_info_size;
void machine_pause(void);
_Noreturn void machine_halt(void);
/* Whether nothing is mapped in the lower half. */
bool machine_lower_half_empty(void);

/* --- requests.c -------------------------------------------------------- */

struct request {
	uint64_t id[4];
	uint64_t revision;
	volatile uint64_t *response; /* its first number is its revision */
	uint64_t fields[3];
};

extern volatile uint64_t base_revision[3];
/* That of this kernel, as built. */
extern const unsigned int asked_revision;
extern volatile struct request bootloader_info, cmdline, firmware_type,
	stack_size, hhdm, framebuffer, paging_mode, memmap, entry_point,
	executable_file, module, rsdp, smbios, system_table, efi_memmap,
	date_at_boot, executable_address, device_tree, performance, keep_iommu,
	tsc_frequency, tpm_log, entropy, terminal, hart, mp, unknown;

/* The number with that index in a response, after its revision; 0 without a
 * response. */
static inline uint64_t answer(const volatile struct request *request,
			      unsigned int index)
{
	return request->response ? request->response[1 + index] : 0;
}

/* The higher half direct map, by its request. */
static inline void *direct(uint64_t phys)
{
	return (void *)(uintptr_t)(answer(&hhdm, 0) + phys);
}

/* Whether it is in memory of the loader, by its address in the direct map. */
bool in_loader_memory(const volatile void *at, uint64_t size);

/* Whether the physical range is within rows of that type of the memory map. */
bool memory_has_type(uint64_t base, uint64_t size, uint64_t type);

/* Called by the entries: of the first processor, and of others. */
void probe_main(void);
_Noreturn void probe_other(void);
extern const char probe_other_entry[];

#endif
