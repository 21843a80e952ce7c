/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/fault/sick_tables.h"

/* EFI_MEMORY_ATTRIBUTES_TABLE */
struct memattr {
	UINT32 version, cnt, size, flags;
};

#define NOWHERE   0x7000000000
#define READ_ONLY 0x20000 /* EFI_MEMORY_RO */

static UINT8 kept[64 * 1024]; /* the table as it was */
static UINTN kept_len;
static VOID *kept_smbios[2];

static BOOLEAN is_same(const EFI_GUID *a, const EFI_GUID *b)
{
	const UINT64 *one = (const void *)a, *other = (const void *)b;

	return one[0] == other[0] && one[1] == other[1];
}

static VOID **find(EFI_SYSTEM_TABLE *system, EFI_GUID guid)
{
	for (UINTN i = 0; i < system->NumberOfTableEntries; i++)
		if (is_same(&system->ConfigurationTable[i].VendorGuid, &guid))
			return &system->ConfigurationTable[i].VendorTable;
	return NULL;
}

static struct memattr *find_memattr(EFI_SYSTEM_TABLE *system)
{
	static const EFI_GUID guid = { 0xdcfa911d,
				       0x26eb,
				       0x469f,
				       { 0xa2, 0x20, 0x38, 0xb7, 0xdc, 0x46,
					 0x12, 0x20 } };
	VOID **table = find(system, guid);

	return table ? *table : NULL;
}

static VOID **find_smbios(EFI_SYSTEM_TABLE *system, UINTN version)
{
	static const EFI_GUID smbios = SMBIOS_TABLE_GUID;
	static const EFI_GUID smbios3 = SMBIOS3_TABLE_GUID;

	return find(system, version == 0 ? smbios : smbios3);
}

/* --- seeds --------------------------------------------------------------- */

static EFI_MEMORY_DESCRIPTOR *entry(struct memattr *table, UINTN index)
{
	return (void *)((UINT8 *)(table + 1) + index * table->size);
}

/* The first entry is writable and executable, the second one has another type,
 * the third one overlaps the next, the fourth one is data that can be executed,
 * the last one lies elsewhere. */
static void spoil_entries(struct memattr *table)
{
	EFI_MEMORY_DESCRIPTOR *second, *fourth;

	entry(table, 0)->Attribute = EFI_MEMORY_RUNTIME;
	if (table->cnt > 4) {
		second = entry(table, 1);
		second->Type = second->Type == EfiRuntimeServicesCode
				       ? EfiRuntimeServicesData
				       : EfiRuntimeServicesCode;
		entry(table, 2)->NumberOfPages +=
			(entry(table, 3)->PhysicalStart -
			 entry(table, 2)->PhysicalStart) >>
			12;
		fourth = entry(table, 3);
		fourth->Type = EfiRuntimeServicesData;
		fourth->Attribute = EFI_MEMORY_RUNTIME | READ_ONLY;
	}
	entry(table, table->cnt - 1)->PhysicalStart = 0x1000;
}

static void spoil(struct memattr *table, enum sick_table which)
{
	switch (which) {
	case SICK_ENTRIES:
		spoil_entries(table);
		break;
	case SICK_EMPTY:
		table->cnt = 0;
		break;
	case SICK_SIZE:
		table->size = 8;
		break;
	case SICK_VERSION:
		table->version = 0xafafafaf;
		break;
	default:
		break;
	}
}

static void keep(EFI_SYSTEM_TABLE *system, struct memattr *table)
{
	kept_len = sizeof(*table) + table->cnt * (UINTN)table->size;
	if (kept_len > sizeof(kept))
		kept_len = 0;
	system->BootServices->CopyMem(kept, table, kept_len);
}

static void move_smbios(EFI_SYSTEM_TABLE *system)
{
	for (UINTN i = 0; i < 2; i++) {
		VOID **at = find_smbios(system, i);

		if (!at)
			continue;
		kept_smbios[i] = *at;
		*at = (VOID *)NOWHERE;
	}
}

void sick_tables_seed(EFI_SYSTEM_TABLE *system, enum sick_table which)
{
	struct memattr *table = find_memattr(system);

	if (which == SICK_NONE)
		return;
	if (which == SICK_ENTRIES)
		move_smbios(system);
	if (table)
		keep(system, table);
	if (kept_len > 0)
		spoil(table, which);
	else
		system->ConOut->OutputString(
			system->ConOut,
			(CHAR16 *)u"fault: no memory attributes\r\n");
}

void sick_tables_restore(EFI_SYSTEM_TABLE *system)
{
	struct memattr *table = find_memattr(system);

	if (kept_len > 0)
		system->BootServices->CopyMem(table, kept, kept_len);
	kept_len = 0;
	for (UINTN i = 0; i < 2; i++) {
		if (kept_smbios[i])
			*find_smbios(system, i) = kept_smbios[i];
		kept_smbios[i] = NULL;
	}
}
