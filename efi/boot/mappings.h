/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the kernel finds mapped where (docs/handoff.md).
 */
#ifndef EFI_BOOT_MAPPINGS_H
#define EFI_BOOT_MAPPINGS_H

#include "core/convert/convert.h"
#include "core/firmware/spcr.h"
#include "core/handoff/table.h"
#include "efi/boot/elf/elf.h"
#include "efi/boot/paging.h"

struct mappings {
	const struct conversion *conversion; /* its map and physmap */
	const struct elf_plan *plan;
	phys_addr_t kernel_phys; /* of the plan's base */
	uint64_t kernel_virt;
	const struct mbt_framebuffer *framebuffers;
	size_t framebuffer_cnt;
	const struct serial_port *serial;
	phys_addr_t guard;      /* a page without a mapping */
	phys_addr_t trampoline; /* a page of code */
};

/* Counts or builds them. False: no table left. */
bool mappings_make(struct paging *paging, const struct mappings *mappings);

/* How far the direct map reaches from physical 0 on. */
phys_addr_t mappings_direct_size(const struct conversion *conversion);

#endif
