/* SPDX-License-Identifier: BSD-2-Clause */
/* A program that executes a marker and returns: for scripts of the UEFI Shell.
 */
#include <efi.h>

#include "ovmf/bench/mark.h"

EFI_STATUS efi_main(EFI_HANDLE self, EFI_SYSTEM_TABLE *table);

EFI_STATUS efi_main(EFI_HANDLE self, EFI_SYSTEM_TABLE *table)
{
	(void)self;
	(void)table;
	mark();
	return EFI_SUCCESS;
}
