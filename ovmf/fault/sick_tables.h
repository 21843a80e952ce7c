/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Faults in the firmware's tables, which are changed in place.
 */
#ifndef OVMF_FAULT_SICK_TABLES_H
#define OVMF_FAULT_SICK_TABLES_H

#include <efi.h>

/* What is wrong with the memory attributes table (UEFI 2.10, 4.6.4). */
enum sick_table {
	SICK_NONE,
	SICK_ENTRIES, /* its entries; and the SMBIOS table is nowhere */
	SICK_EMPTY,
	SICK_SIZE,
	SICK_VERSION,
};

/* Prints a line if there is no such table. */
void sick_tables_seed(EFI_SYSTEM_TABLE *system, enum sick_table which);
void sick_tables_restore(EFI_SYSTEM_TABLE *system);

#endif
