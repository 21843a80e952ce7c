/* SPDX-License-Identifier: BSD-2-Clause */
/* Replacements of GetMemoryMap() with maps that QEMU's firmware never returns.
 */
#ifndef OVMF_FAULT_MAPS_H
#define OVMF_FAULT_MAPS_H

#include <efi.h>

/* Call this first: bs has the firmware's own GetMemoryMap(). */
void maps_begin(const EFI_BOOT_SERVICES *bs);

/* The size of the map alternates. */
EFI_STATUS EFIAPI map_swings(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
			     UINTN *key, UINTN *stride, UINT32 *version);
/* Asks for three times what it returns. */
EFI_STATUS EFIAPI map_asks(UINTN *size, EFI_MEMORY_DESCRIPTOR *map, UINTN *key,
			   UINTN *stride, UINT32 *version);
/* 5,000 descriptors, 56 bytes apart. */
EFI_STATUS EFIAPI map_large(UINTN *size, EFI_MEMORY_DESCRIPTOR *map, UINTN *key,
			    UINTN *stride, UINT32 *version);
/* Types 14 and 15, SP and MORE_RELIABLE. */
EFI_STATUS EFIAPI map_odd(UINTN *size, EFI_MEMORY_DESCRIPTOR *map, UINTN *key,
			  UINTN *stride, UINT32 *version);
/* Single pages of several types, so that pages of 16 and 64 KiB are mixed. */
EFI_STATUS EFIAPI map_ragged(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
			     UINTN *key, UINTN *stride, UINT32 *version);

/* Every other page is reserved, from 256 MiB after the start of RAM on: 396
 * more rows of E820. */
EFI_STATUS EFIAPI map_rows(UINTN *size, EFI_MEMORY_DESCRIPTOR *map, UINTN *key,
			   UINTN *stride, UINT32 *version);

/* From 256 MiB after the start of RAM on, descriptors overlap free memory and
 * each other: reserved and free memory, ACPI NVS, and one that is there twice.
 */
EFI_STATUS EFIAPI map_overlaps(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
			       UINTN *key, UINTN *stride, UINT32 *version);

/* The number of pages of conventional memory in the firmware's own map. */
UINT64 maps_free_pages(void);

#endif
