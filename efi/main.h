/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Called by gnu-efi's start code, in the calling convention of the compiler.
 * image and system are the EFI_HANDLE and the EFI_SYSTEM_TABLE that the
 * firmware passed to it. Returns an EFI status.
 */
#ifndef EFI_MAIN_H
#define EFI_MAIN_H

#include <stddef.h>

size_t efi_main(void *image, void *system);

#endif
