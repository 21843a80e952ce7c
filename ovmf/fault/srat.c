/* SPDX-License-Identifier: BSD-2-Clause */
/* The firmware's own table is changed, so that later programs see it too. */
#include "ovmf/fault/srat.h"

#include "core/base/bytes.h"
#include "core/firmware/acpi.h"

/* ACPI 6.5, 5.2.16: the table, and its entries for memory. */
enum {
	CHECKSUM = 9,
	FIRST_ENTRY = 48,
	ENTRY_LENGTH = 1,
	MEMORY = 1,
	MEMORY_LENGTH = 40,
	BASE = 8,
	LENGTH = 16,
	FLAGS = 28,
	ENABLED = 1,
	UNDEFINED = 0x80,
};

static UINT64 find_rsdp(const EFI_SYSTEM_TABLE *system)
{
	static const EFI_GUID wanted = ACPI_20_TABLE_GUID;
	const UINT64 *guid = (const void *)&wanted;

	for (UINTN i = 0; i < system->NumberOfTableEntries; i++) {
		const EFI_CONFIGURATION_TABLE *one =
			&system->ConfigurationTable[i];
		const UINT64 *its = (const void *)&one->VendorGuid;

		if (its[0] == guid[0] && its[1] == guid[1])
			return (UINT64)(UINTN)one->VendorTable;
	}
	return 0;
}

static BOOLEAN is_memory(const UINT8 *entry)
{
	return entry[0] == MEMORY && entry[ENTRY_LENGTH] == MEMORY_LENGTH &&
	       entry[FLAGS] & ENABLED;
}

/* The entry with the lowest base, or NULL. */
static UINT8 *lowest(UINT8 *table, UINTN len)
{
	UINT8 *found = NULL, *entry = table + FIRST_ENTRY;

	for (; entry + MEMORY_LENGTH <= table + len && entry[ENTRY_LENGTH];
	     entry += entry[ENTRY_LENGTH])
		if (is_memory(entry) &&
		    (!found ||
		     get_le(entry + BASE, 8) < get_le(found + BASE, 8)))
			found = entry;
	return found;
}

static void set_checksum(struct acpi_bytes srat)
{
	UINT8 *table = (UINT8 *)(UINTN)srat.bytes, sum = 0;

	table[CHECKSUM] = 0;
	for (UINTN i = 0; i < srat.len; i++)
		sum = (UINT8)(sum + table[i]);
	table[CHECKSUM] = (UINT8)-sum;
}

/* The lowest entry of the SRAT, which *ret becomes, or NULL. */
static UINT8 *lowest_of(const EFI_SYSTEM_TABLE *system, struct acpi_bytes *ret)
{
	*ret = acpi_find(find_rsdp(system), "SRAT");
	return ret->bytes ? lowest((UINT8 *)(UINTN)ret->bytes, ret->len) : NULL;
}

BOOLEAN srat_from_zero(const EFI_SYSTEM_TABLE *system)
{
	struct acpi_bytes srat;
	UINT8 *entry = lowest_of(system, &srat);

	if (!entry)
		return FALSE;
	put_le(entry + LENGTH,
	       get_le(entry + LENGTH, 8) + get_le(entry + BASE, 8), 8);
	put_le(entry + BASE, 0, 8);
	set_checksum(srat);
	return TRUE;
}

BOOLEAN srat_set_undefined_flag(const EFI_SYSTEM_TABLE *system)
{
	struct acpi_bytes srat;
	UINT8 *entry = lowest_of(system, &srat);

	if (!entry)
		return FALSE;
	entry[FLAGS] |= UNDEFINED;
	set_checksum(srat);
	return TRUE;
}
