/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Entries of ACPI tables that begin with a type and their length.
 */
#ifndef CORE_FIRMWARE_ACPI_ENTRY_H
#define CORE_FIRMWARE_ACPI_ENTRY_H

#include "core/firmware/acpi.h"

struct acpi_entry {
	const uint8_t *bytes; /* of the entry, which begins with its type */
	size_t size;
};

/*
 * The entry at *at, which is an offset in bytes; *at is that of the next one
 * afterwards. width is the size of the type and of the length, in bytes: 1 in
 * an SRAT or MADT (ACPI 6.5, 5.2.16 and 5.2.12), 2 in a DMAR or IVRS. False:
 * the table has no more entries, or this one does not hold its length, or ends
 * after the table.
 */
bool acpi_next_entry(struct acpi_entry *ret, const struct acpi_bytes *table,
		     size_t *at, size_t width);

#endif
