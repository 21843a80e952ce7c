/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Writes a conversion as the table of docs/table.md. Nothing is allocated; the
 * cost is linear in the number of regions and descriptors.
 */
#ifndef CORE_TABLE_WRITE_H
#define CORE_TABLE_WRITE_H

#include "core/convert/convert.h"
#include "core/handoff/table.h"

/* A file that was loaded for the kernel. */
struct table_module {
	phys_addr_t base; /* page-aligned, in a loader range of OWNER_MODULE */
	phys_addr_t size; /* bytes of the file */
	const char *name; /* that of the loader range; NULL is "" */
	const char *path; /* where the file came from; NULL is "" */
	const char *cmdline; /* its own command line; NULL is "" */
};

/* What the kernel's protocol, if it has one text for a module, is given: its
 * command line, or else its name. */
static inline const char *table_module_text(const struct table_module *module)
{
	const char *text = module->cmdline ? module->cmdline : module->name;

	return text ? text : "";
}

/* What is in the table, but not in the conversion. If all of it is 0, nothing
 * is known. */
struct table_facts {
	bool final;     /* the map is the one that was passed to
			 * ExitBootServices() */
	bool simulated; /* made on a host from a captured map */
	/* Physical addresses, 0 if there is no such table. */
	uint64_t rsdp;
	uint64_t smbios;
	uint64_t smbios3;
	uint64_t efi_system_table;
	uint64_t device_tree;
	bool secure_boot;
	/* Without one of the following, its section is left out. */
	const char *cmdline; /* of the kernel, in UTF-8 */
	const struct table_module *modules;
	size_t module_cnt;
	const struct mbt_framebuffer *framebuffers;
	size_t framebuffer_cnt;
	const struct mbt_cpu *cpu;
	const struct mbt_kernel *kernel; /* its path is kernel_path */
	const char *kernel_path;
	const struct mbt_serial *serial;
	const uint8_t *edid;
	size_t edid_size;
	const struct mbt_boot *boot; /* its loader is `loader` */
	const char *loader, *loader_version;
	const struct mbt_symbols *symbols;      /* in a loader range */
	const struct mbt_processor *processors; /* stacks and mailboxes too */
	size_t processor_cnt;
};

/*
 * Bytes of capacity with which table_write() loses nothing, even if the map
 * has up to `more` descriptors more than that of the conversion. A loader uses
 * it to allocate the table before the final map is known. Returns 0 if the
 * table could exceed 4 GiB.
 */
size_t table_space(const struct conversion *conversion,
		   const struct table_facts *facts, size_t more);

/*
 * Writes the table to blob, which is aligned to 8 bytes and has room for
 * capacity bytes. phys_base is the address of the table that the kernel will
 * see, or 0 for a file; the range must be a loader range of OWNER_TABLE in the
 * conversion. *ret_used is the number of bytes written.
 *
 * If capacity is too small, sections are dropped in the order that
 * core/table/schema.h states, then single strings; MBT_FLAG_TRUNCATED and
 * MBT_LOST say so. Returns CORE_OK, CORE_ENOSPC if not even the remaining
 * sections fit, CORE_EINVAL if blob is not aligned. On failure *ret_used and
 * the bytes of blob do not change.
 */
int table_write(void *blob, size_t capacity, uint64_t phys_base,
		const struct conversion *conversion,
		const struct table_facts *facts, size_t *ret_used);

#endif
