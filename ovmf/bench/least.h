/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The steps that every loader takes, done with the fewest calls of the
 * firmware: a measure for ours (floor.c, floor_linux.c, start.c). Nothing is
 * checked.
 */
#ifndef OVMF_BENCH_LEAST_H
#define OVMF_BENCH_LEAST_H

#include <efi.h>

extern EFI_BOOT_SERVICES *least_bs;
extern EFI_HANDLE least_self;

/* The handle of the volume that this program was loaded from. */
EFI_STATUS least_volume(EFI_HANDLE *ret);
/* Opens a file of the root folder on that volume. */
EFI_STATUS least_open(const CHAR16 *path, EFI_FILE_HANDLE *ret);
EFI_STATUS least_size(EFI_FILE_HANDLE file, UINT64 *ret);
EFI_STATUS least_read(EFI_FILE_HANDLE file, UINT64 offset, void *to,
		      UINTN size);
/* Allocates memory of this type and reads all of the file into it. */
EFI_STATUS least_load(const CHAR16 *path, EFI_MEMORY_TYPE type,
		      EFI_PHYSICAL_ADDRESS *ret);
/* Reads the memory map and leaves boot services. */
EFI_STATUS least_leave(void);

/* Each program's own; returns only when it failed. */
EFI_STATUS least_main(void);

#endif
