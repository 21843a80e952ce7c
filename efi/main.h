/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What gnu-efi's start code calls, in the compiler's own calling convention.
 * image and system are the EFI_HANDLE and the EFI_SYSTEM_TABLE that the
 * firmware gave it; the result is an EFI status.
 */
#ifndef EFI_MAIN_H
#define EFI_MAIN_H

#include <stddef.h>

size_t efi_main(void *image, void *system);

#endif
