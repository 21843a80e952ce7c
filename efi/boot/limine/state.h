/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the steps of the Limine protocol hand on to each other, and these steps.
 */
#ifndef EFI_BOOT_LIMINE_STATE_H
#define EFI_BOOT_LIMINE_STATE_H

#include "efi/arch/limine.h"
#include "efi/boot/elf/elf.h"
#include "efi/boot/limine/memmap.h"
#include "efi/boot/limine/requests.h"
#include "efi/boot/paging.h"
#include "efi/boot/protocol.h"
#include "efi/uefi/devices.h"

/* As many modules may the kernel itself name. */
#define LIMINE_INTERNALS 32

struct limine {
	struct elf_plan plan;
	struct limine_image image; /* of the kernel, in memory */
	struct limine_requests requests;
	uint64_t entry; /* virtual */
	struct paging_cpu paging;
	uint64_t hhdm;
	/* The kernel's file, if it is asked for; else 0. */
	phys_addr_t file;
	/* Modules that the kernel itself names, and their paths. */
	struct table_module *internals;
	size_t internal_cnt;
	/* What the processor counts in a second, 0 if unknown, and what it had
	 * counted at the beginning. */
	uint64_t counter_rate, counter_start;
	phys_addr_t trampoline, stack, page_table;
	uint64_t stack_size; /* bytes, of each processor */
	struct cpu_limine_tables tables;
	struct cpu_limine_settings settings;
	size_t cpu_cnt; /* 1 unless the kernel asks for all */
	void *low_page; /* where others begin, or NULL */
	int64_t date;   /* Unix seconds */
	bool has_date;
	uint8_t edid[FACTS_EDID];
	bool has_edid;
	struct range tpm_log;
	enum tpm_log_format tpm_log_format;
	uint64_t entropy[LIMINE_ENTROPY_MAX];
	size_t entropy_cnt;
	bool has_entropy;
	/* The responses, in the direct map, and the final memory map. */
	phys_addr_t info;
	size_t info_size;
	struct limine_memmap memmap;
	struct e820_table rows;
};

static inline bool limine_asks(const struct limine *limine,
			       enum limine_feature feature)
{
	return limine_has(&limine->requests, feature);
}

static inline phys_addr_t limine_phys(const struct limine *limine)
{
	return (uintptr_t)limine->image.memory;
}

/* The sentence for a kernel that is refused. Returns FW_LOAD_ERROR. */
struct fw_status limine_refuse(const struct boot *boot, enum limine_fault fault,
			       uint64_t value, uint64_t limit);

/* The offset in the image and the size of the section with pointers to
 * requests; size 0: there is none. */
void limine_find_section(const struct limine *limine, struct reader *file,
			 size_t *ret_at, size_t *ret_size);

/* Loads the modules that the kernel itself names. */
struct fw_status limine_load_internals(struct boot *boot);

/* Maps what the base revision says, and the kernel. The rows are those of
 * limine_memmap_make(). False: no table is left. */
bool limine_map(struct paging *paging, const struct limine *limine,
		const struct e820_table *rows);

/* The bytes of all responses for maps without rows and descriptors. */
size_t limine_measure(const struct boot *boot);
/* Writes them to limine->info, and to the requests where they are; map is the
 * firmware's. */
void limine_respond(const struct boot *boot, const struct efimap *map);

/* Steps of struct boot_protocol. */
struct fw_status limine_plan(struct boot *boot, struct reader *file);
struct fw_status limine_place(struct boot *boot, struct reader *file);
struct fw_status limine_describe(struct boot *boot);
struct fw_status limine_enter(struct boot *boot);
void limine_release(struct boot *boot);

#endif
