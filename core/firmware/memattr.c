/* SPDX-License-Identifier: BSD-2-Clause */
/* Version, number of entries, size of an entry and flags in 32 bits each, then
 * descriptors. */
#include "core/firmware/memattr.h"

#include "core/base/bytes.h"

#define HEADER 16

struct memattr memattr_read(const struct acpi_bytes *bytes)
{
	struct memattr table = { 0 };

	if (bytes->len < HEADER)
		return table;
	table.version = (uint32_t)get_le(bytes->bytes, 4);
	table.cnt = (uint32_t)get_le(bytes->bytes + 4, 4);
	table.size = (uint32_t)get_le(bytes->bytes + 8, 4);
	if ((table.version == 1 || table.version == 2) && table.cnt > 0 &&
	    table.size >= sizeof(struct efi_memory_desc) &&
	    (bytes->len - HEADER) / table.size >= table.cnt)
		table.entries = bytes->bytes + HEADER;
	return table;
}

struct efi_memory_desc memattr_entry(const struct memattr *table, uint32_t i)
{
	struct efi_memory_desc desc;

	efimap_read(table->entries + (size_t)i * table->size, &desc);
	return desc;
}
