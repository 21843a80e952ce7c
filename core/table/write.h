/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A conversion as the table of core/handoff/table.h (docs/table.md). No
 * allocation; linear in the number of regions and descriptors.
 */
#ifndef CORE_TABLE_WRITE_H
#define CORE_TABLE_WRITE_H

#include "core/convert/convert.h"
#include "core/handoff/table.h"

struct table_module {
	phys_addr_t base; /* page-aligned, and held by OWNER_MODULE */
	phys_addr_t size; /* of the file */
	const char *name; /* that of the held range; NULL as "" */
	const char *path;
};

/* What is in the table but in no conversion. Zeroed: nothing is known. */
struct table_facts {
	bool final;     /* the map is the one with which ExitBootServices
			 * succeeded */
	bool simulated; /* on a host, from a file */
	/* All physical; 0: there is none. */
	uint64_t rsdp;
	uint64_t smbios;
	uint64_t smbios3;
	uint64_t efi_system_table;
	uint64_t device_tree;
	bool secure_boot;
	const char *cmdline; /* for the kernel; NULL: no section */
	const struct table_module *modules;
	size_t module_cnt;
	const struct mbt_framebuffer *framebuffers;
	size_t framebuffer_cnt;
	const struct mbt_cpu *cpu;       /* NULL: no section */
	const struct mbt_kernel *kernel; /* NULL: no section; its path is
					  * kernel_path */
	const char *kernel_path;
};

/*
 * A capacity in which nothing is lost, for a map with up to `more`
 * descriptors beyond those of the conversion and the same nodes: a loader
 * converts first, sets this much aside, and writes the table from the final
 * map, which may have grown. 0 when that exceeds 4 GiB.
 */
size_t table_space(const struct conversion *conversion,
		   const struct table_facts *facts, size_t more);

/*
 * Writes the table to blob, 8-byte aligned, with room for capacity bytes.
 * phys_base is where blob lies in memory, 0 for a file; the loader has told
 * the conversion that this range is held by OWNER_TABLE.
 *
 * When capacity is too small, sections are left out, and MBT_FLAG_TRUNCATED
 * and MBT_LOST say so: first the records, then the sources, then the
 * firmware's map, then distances, and at last single texts. CORE_ENOSPC:
 * not even the rest fits. CORE_EINVAL: blob is not aligned. Then blob does
 * not begin with the magic, and *ret_used is untouched.
 */
int table_write(void *blob, size_t capacity, uint64_t phys_base,
		const struct conversion *conversion,
		const struct table_facts *facts, size_t *ret_used);

#endif
