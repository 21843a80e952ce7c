/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The memory attributes table (UEFI 2.10, 4.6.4): what memory of runtime
 * services is code, and what is data.
 */
#ifndef CORE_FIRMWARE_MEMATTR_H
#define CORE_FIRMWARE_MEMATTR_H

#include "core/firmware/acpi.h"
#include "core/firmware/efimap.h"

struct memattr {
	const uint8_t *entries; /* NULL if they cannot be read */
	uint32_t version, cnt, size;
};

/* Reads the header; bytes may be none. entries is NULL for an unknown version,
 * without entries, and where they do not fit into the bytes. */
struct memattr memattr_read(const struct acpi_bytes *bytes);

/* Entry i of cnt, whose attributes are EFI_ATTR_RO and EFI_ATTR_XP. */
struct efi_memory_desc memattr_entry(const struct memattr *table, uint32_t i);

#endif
