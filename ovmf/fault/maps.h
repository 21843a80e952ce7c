/* SPDX-License-Identifier: BSD-2-Clause */
/* Memory maps that QEMU's firmware does not have, as GetMemoryMap(). */
#ifndef OVMF_FAULT_MAPS_H
#define OVMF_FAULT_MAPS_H

#include <efi.h>

/* Before any other: bs has the firmware's own GetMemoryMap(). */
void maps_begin(const EFI_BOOT_SERVICES *bs);

/* The size of the map goes up and down. */
EFI_STATUS EFIAPI map_swings(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
			     UINTN *key, UINTN *stride, UINT32 *version);
/* 5,000 descriptors, 56 bytes apart. */
EFI_STATUS EFIAPI map_large(UINTN *size, EFI_MEMORY_DESCRIPTOR *map, UINTN *key,
			    UINTN *stride, UINT32 *version);
/* Types 14 and 15, SP and MORE_RELIABLE. */
EFI_STATUS EFIAPI map_odd(UINTN *size, EFI_MEMORY_DESCRIPTOR *map, UINTN *key,
			  UINTN *stride, UINT32 *version);
/* Single pages of several types, so that pages of 16 and 64 KiB are of two
 * kinds. */
EFI_STATUS EFIAPI map_ragged(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
			     UINTN *key, UINTN *stride, UINT32 *version);

/* How many pages of conventional memory the firmware's own map has. */
UINT64 maps_free_pages(void);

#endif
