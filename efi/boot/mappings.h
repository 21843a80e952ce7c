/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is mapped where when the kernel is entered (docs/handoff.md).
 */
#ifndef EFI_BOOT_MAPPINGS_H
#define EFI_BOOT_MAPPINGS_H

#include "core/convert/convert.h"
#include "core/firmware/memattr.h"
#include "core/firmware/spcr.h"
#include "core/handoff/table.h"
#include "efi/boot/elf/elf.h"
#include "efi/boot/paging.h"

struct mappings {
	const struct conversion *conversion; /* for its map and physmap */
	const struct elf_plan *plan;
	/* Where the base of the plan is. */
	phys_addr_t kernel_phys;
	uint64_t kernel_virt;
	struct memattr memattr; /* what of runtime services is code */
	const struct mbt_framebuffer *framebuffers;
	size_t framebuffer_cnt;
	const struct serial_port *serial;
	/* Pages without a mapping, so many and so many bytes apart. */
	phys_addr_t guard, guard_step;
	size_t guard_cnt;
	/* Pages of code. */
	phys_addr_t trampoline;
	size_t trampoline_cnt;
	/* Whole pages that can be read, and the part of them that is code; both
	 * empty without. */
	struct range image, code;
};

/* Counts or builds them. Returns false when no table is left. */
bool mappings_make(struct paging *paging, const struct mappings *mappings);

/* The size of the direct map in bytes, from physical address 0 on. */
phys_addr_t mappings_direct_size(const struct conversion *conversion);

#endif
