/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The memory map of a Limine kernel, made from the sets ("Memory Map Feature"):
 * sorted rows that do not overlap, whose neighbours are of different types.
 *
 *	usable        memory that is not reserved
 *	reclaimable   memory of boot services and of loaders, and what the
 *	              loader has placed
 *	kernel        its image, modules
 *	reserved      reserve_mem=, soft-reserved and unaccepted memory, runtime
 *	              services, MMIO, and RAM above mem=
 *	mapped        from base revision 4 on the tables of ACPI outside ACPI
 *	              memory; from 5 on also those of SMBIOS and EFI, and the
 *	              memory of runtime services
 *
 * and ACPI, NVS, bad memory, framebuffers.
 */
#ifndef EFI_BOOT_LIMINE_MEMMAP_H
#define EFI_BOOT_LIMINE_MEMMAP_H

#include "core/convert/conversion.h"
#include "core/handoff/table.h"
#include "core/table/write.h"

struct limine_memmap {
	unsigned int revision; /* the base revision */
	const struct mbt_framebuffer *framebuffers;
	size_t framebuffer_cnt;
	/* Tables of the firmware that the kernel reads in the direct map. */
	struct range *tables;
	size_t table_cnt;
	/* Ranges of the loader that are not in the conversion yet. */
	const struct loader_range *ranges;
	size_t range_cnt;
	size_t max; /* rows at most */
	void *scratch;
};

/*
 * The tables of the firmware: fills ret[room] and returns how many there are,
 * which may be more. Physical addresses must be mapped at the same virtual
 * address.
 */
size_t limine_tables(struct range *ret, size_t room,
		     const struct table_facts *facts, unsigned int revision);

/* Sets max, for a map of so many descriptors and ranges of the loader, and
 * returns the bytes of scratch. It holds for each later conversion that is not
 * larger. */
size_t limine_memmap_room(struct limine_memmap *memmap,
			  const struct conversion *conversion,
			  size_t descriptors, size_t loader_ranges);

/* Fills ret, which has room for memmap->max entries; their types are enum
 * limine_memory. scratch is 8-byte aligned. */
void limine_memmap_make(struct e820_table *ret,
			const struct limine_memmap *memmap,
			const struct conversion *conversion);

#endif
