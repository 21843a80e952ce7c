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

static void set_checksum(UINT8 *table, UINTN len)
{
	UINT8 sum = 0;

	table[CHECKSUM] = 0;
	for (UINTN i = 0; i < len; i++)
		sum = (UINT8)(sum + table[i]);
	table[CHECKSUM] = (UINT8)-sum;
}

BOOLEAN srat_from_zero(const EFI_SYSTEM_TABLE *system)
{
	struct acpi_bytes srat = acpi_find(find_rsdp(system), "SRAT");
	UINT8 *table = (UINT8 *)(UINTN)srat.bytes, *entry;

	entry = table ? lowest(table, srat.len) : NULL;
	if (!entry)
		return FALSE;
	put_le(entry + LENGTH,
	       get_le(entry + LENGTH, 8) + get_le(entry + BASE, 8), 8);
	put_le(entry + BASE, 0, 8);
	set_checksum(table, srat.len);
	return TRUE;
}

BOOLEAN srat_set_undefined_flag(const EFI_SYSTEM_TABLE *system)
{
	struct acpi_bytes srat = acpi_find(find_rsdp(system), "SRAT");
	UINT8 *table = (UINT8 *)(UINTN)srat.bytes, *entry;

	entry = table ? lowest(table, srat.len) : NULL;
	if (!entry)
		return FALSE;
	entry[FLAGS] |= UNDEFINED;
	set_checksum(table, srat.len);
	return TRUE;
}
