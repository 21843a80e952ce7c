/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The three sets as rows of an E820 table, for kernels whose protocol has only
 * such rows: Multiboot and PVH. Rows are sorted and disjoint, and neighbours
 * are of different types.
 *
 *	available   memory, also where it is reserved for boot services, the
 *	            loader and what the loader has placed: all of that is the
 *	            kernel's when it is entered
 *	reserved    what the kernel must never use: reserve_mem=, the tables of
 *	            the firmware, soft-reserved and unaccepted memory, runtime
 *	            services, and RAM above mem= (not a hole, where a kernel
 *	            might put registers of devices)
 *	ACPI, NVS, unusable, persistent
 *	            as the firmware says
 *
 * What the kernel overwrites is available, too.
 */
#ifndef EFI_BOOT_ROWS_H
#define EFI_BOOT_ROWS_H

#include "core/convert/conversion.h"

/*
 * How many rows rows_make() needs room for, and the bytes of its scratch, for a
 * map of that many descriptors and that many ranges of the loader. They hold
 * for each later conversion that is not larger.
 */
size_t rows_max(const struct conversion *conversion, size_t descriptors,
		size_t loader_ranges);
size_t rows_scratch(size_t rows_max);

/* Fills ret, which has room for rows_max(). overwritten is empty where the
 * kernel overwrites nothing of the firmware; scratch is 8-byte aligned. The
 * types are E820_RAM to E820_UNUSABLE and E820_PMEM. */
void rows_make(struct e820_table *ret, const struct conversion *conversion,
	       struct range overwritten, void *scratch);

#endif
