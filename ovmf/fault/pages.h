/* SPDX-License-Identifier: BSD-2-Clause */
/* An AllocatePages() that fails once, one call later each time, and how many
 * pages the application leaks. */
#ifndef OVMF_FAULT_PAGES_H
#define OVMF_FAULT_PAGES_H

#include <efi.h>

/* Call this first: its boot services have the firmware's AllocatePages(). */
void pages_begin(EFI_SYSTEM_TABLE *system);

EFI_STATUS EFIAPI pages_fail(EFI_ALLOCATE_TYPE type,
			     EFI_MEMORY_TYPE memory_type, UINTN pages,
			     EFI_PHYSICAL_ADDRESS *memory);

/* Before each start of the application: prints which one it is, and how many
 * pages fewer are free than before the last one. FALSE before the third. */
BOOLEAN pages_compare(void);

/* Before each start of the application: its first call fails, at the next start
 * the second, and so on. Prints which, and what the last start has leaked. */
void pages_fail_next(void);

#endif
