/* SPDX-License-Identifier: BSD-2-Clause */
/* AllocatePages() that fails once, each time later. */
#ifndef OVMF_FAULT_PAGES_H
#define OVMF_FAULT_PAGES_H

#include <efi.h>

/* Before any other: its boot services have the firmware's own. */
void pages_begin(EFI_SYSTEM_TABLE *system);

EFI_STATUS EFIAPI pages_fail(EFI_ALLOCATE_TYPE type,
			     EFI_MEMORY_TYPE memory_type, UINTN pages,
			     EFI_PHYSICAL_ADDRESS *memory);

/* For an application that is started anew: the first call fails, then the
 * second, and so on. Says which, and what the one before has left behind. */
void pages_fail_next(void);

#endif
