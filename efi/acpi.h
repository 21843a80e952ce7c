/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The ACPI tables that say which memory belongs to which node. They stay
 * where the firmware has them and are only read; core/srat judges what is in
 * them.
 */
#ifndef EFI_ACPI_H
#define EFI_ACPI_H

#include "core/firmware/srat.h"

/*
 * rsdp is the physical address that the firmware gives (facts_rsdp()), which
 * is also where we see it; 0: there is no ACPI. The XSDT leads to the tables,
 * where there is none the RSDT. RSDP, XSDT and RSDT must have their
 * signatures and checksums. A table that is not there, or longer than
 * ACPI_TABLE_MAX, has no bytes. Of several the first counts.
 */
struct acpi_tables acpi_find(uint64_t rsdp);

#endif
