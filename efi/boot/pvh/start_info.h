/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * struct hvm_start_info, which a PVH kernel finds at its entry. Source: Xen,
 * docs/misc/pvh.pandoc, "PVH Specification".
 */
#ifndef EFI_BOOT_PVH_START_INFO_H
#define EFI_BOOT_PVH_START_INFO_H

#include "core/firmware/e820.h"
#include "core/table/write.h"

struct pvh_info {
	const char *cmdline;
	const struct table_module *modules; /* the name is its command line */
	size_t module_cnt;
	const struct e820_table *rows;
	uint64_t rsdp; /* physical address; 0: there is none */
};

/*
 * Writes the structure and what it points to, to memory[size], which the kernel
 * sees at the physical address phys, 8-byte aligned. memory NULL: only
 * measures. Returns the bytes of all of it; what does not fit into size is not
 * written.
 */
size_t pvh_write(void *memory, size_t size, uint64_t phys,
		 const struct pvh_info *info);

#endif
