/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which ACPI tables there are, and where (ACPI 6.5, 5.2).
 */
#ifndef CORE_FIRMWARE_ACPI_LIST_H
#define CORE_FIRMWARE_ACPI_LIST_H

#include "core/firmware/efitable.h"
#include "core/firmware/facts.h"

/*
 * Lists the tables that the XSDT, or the RSDT where there is none, points to,
 * and the DSDT and FACS that the FADT points to, up to max. Nothing is read
 * where the map has no readable memory (efimap_readable()); a table there has
 * size 0 and no name. rsdp is the physical address of the RSDP, 0 without ACPI;
 * physical addresses must be mapped at the same virtual address. Returns their
 * number.
 */
size_t acpi_list(struct fact_place *ret, size_t max, const struct efimap *map,
		 uint64_t rsdp);

#endif
