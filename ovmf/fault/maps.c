/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/fault/maps.h"

#define LARGE_COUNT  5000
#define LARGE_STRIDE 56

static const EFI_BOOT_SERVICES *services;
static EFI_GET_MEMORY_MAP real_map;
static UINTN map_calls;
static UINT8 room[256 * 1024];

void maps_begin(const EFI_BOOT_SERVICES *bs)
{
	services = bs;
	real_map = bs->GetMemoryMap;
}

EFI_STATUS EFIAPI map_swings(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
			     UINTN *key, UINTN *stride, UINT32 *version)
{
	static const UINTN more[] = { 5760, 0, 11520, 480 };
	UINTN had = *size, real = had;
	EFI_STATUS status = real_map(&real, map, key, stride, version);
	UINTN claimed = real + more[map_calls++ % 4];

	*size = status || had < claimed ? claimed : real;
	return had < claimed ? EFI_BUFFER_TOO_SMALL : status;
}

EFI_STATUS EFIAPI map_asks(UINTN *size, EFI_MEMORY_DESCRIPTOR *map, UINTN *key,
			   UINTN *stride, UINT32 *version)
{
	UINTN had = *size, real = had;
	EFI_STATUS status = real_map(&real, map, key, stride, version);

	*size = status || had < 3 * real ? 3 * real : real;
	return had < 3 * real ? EFI_BUFFER_TOO_SMALL : status;
}

/* Reads the firmware's map into room; returns the number of descriptors. */
static UINTN read_real(UINTN *key, UINTN *stride, UINT32 *version)
{
	UINTN size = sizeof(room);

	if (real_map(&size, (EFI_MEMORY_DESCRIPTOR *)room, key, stride,
		     version))
		return 0;
	return size / *stride;
}

static void put(EFI_MEMORY_DESCRIPTOR *map, UINTN index,
		const EFI_MEMORY_DESCRIPTOR *one)
{
	UINT8 *at = (UINT8 *)map + index * LARGE_STRIDE;

	services->SetMem(at, LARGE_STRIDE, 0x5a);
	services->CopyMem(at, (void *)one, sizeof(*one));
}

/* Free ranges are cut into single pages until there are enough. */
static void cut_map(EFI_MEMORY_DESCRIPTOR *map, UINTN cnt, UINTN stride)
{
	UINTN extra = LARGE_COUNT - cnt, at = 0;

	for (UINTN i = 0; i < cnt; i++) {
		EFI_MEMORY_DESCRIPTOR one =
			*(EFI_MEMORY_DESCRIPTOR *)(room + i * stride);

		while (one.Type == EfiConventionalMemory && extra &&
		       one.NumberOfPages > 1) {
			EFI_MEMORY_DESCRIPTOR page = one;

			page.NumberOfPages = 1;
			put(map, at++, &page);
			one.PhysicalStart += 4096;
			one.NumberOfPages--;
			extra--;
		}
		put(map, at++, &one);
	}
}

EFI_STATUS EFIAPI map_large(UINTN *size, EFI_MEMORY_DESCRIPTOR *map, UINTN *key,
			    UINTN *stride, UINT32 *version)
{
	UINTN had = *size, real_stride, cnt;

	*size = LARGE_COUNT * LARGE_STRIDE;
	cnt = read_real(key, &real_stride, version);
	*stride = LARGE_STRIDE;
	if (had < *size)
		return EFI_BUFFER_TOO_SMALL;
	cut_map(map, cnt, real_stride);
	return EFI_SUCCESS;
}

/* A piece at the start of the largest free range: some unchanged pages, then
 * pages of another type, with attributes set and cleared. */
struct piece {
	UINT32 type;
	UINT64 set, clear;
	UINTN skip, pages;
};

#define PIECES 4

static const struct piece odd[PIECES] = {
	{ 14, 0x8000, 0, 0, 256 },
	{ 15, 0, 0, 0, 256 },
	{ 7, 0x40000, 0, 0, 256 },
	{ 7, 0x10000, 0, 0, 256 },
};

/* Not cacheable write-back, then ACPI tables, then runtime services. */
static const struct piece ragged[PIECES] = {
	{ 7, 0x4, 0x8, 1, 1 },
	{ 9, 0, 0, 8, 3 },
	{ 14, 0, 0, 19, 5 },
	{ 0, 0, 0, 13, 1 },
};

static EFI_MEMORY_DESCRIPTOR *largest_free(EFI_MEMORY_DESCRIPTOR *map,
					   UINTN cnt, UINTN stride)
{
	EFI_MEMORY_DESCRIPTOR *largest = map, *one;

	for (UINTN i = 0; i < cnt; i++) {
		one = (void *)((UINT8 *)map + i * stride);
		if (one->Type == EfiConventionalMemory &&
		    (largest->Type != EfiConventionalMemory ||
		     one->NumberOfPages > largest->NumberOfPages))
			largest = one;
	}
	return largest;
}

/* Moves the lowest pages of one descriptor to another one at `at`. */
static EFI_MEMORY_DESCRIPTOR *split(EFI_MEMORY_DESCRIPTOR *from, UINTN pages,
				    void *at)
{
	EFI_MEMORY_DESCRIPTOR *one = at;

	*one = *from;
	one->NumberOfPages = pages;
	from->PhysicalStart += pages * 4096;
	from->NumberOfPages -= pages;
	return one;
}

static void put_pieces(EFI_MEMORY_DESCRIPTOR *map, UINTN *size, UINTN stride,
		       const struct piece *pieces)
{
	EFI_MEMORY_DESCRIPTOR *largest, *one;

	largest = largest_free(map, *size / stride, stride);
	for (UINTN i = 0; i < PIECES; i++) {
		if (pieces[i].skip) {
			split(largest, pieces[i].skip, (UINT8 *)map + *size);
			*size += stride;
		}
		one = split(largest, pieces[i].pages, (UINT8 *)map + *size);
		one->Type = pieces[i].type;
		one->Attribute |= pieces[i].set;
		one->Attribute &= ~pieces[i].clear;
		*size += stride;
	}
}

/* The real map, in a buffer that has room for more descriptors; asks for that
 * much. */
static EFI_STATUS map_with_room(UINTN more, UINTN *size,
				EFI_MEMORY_DESCRIPTOR *map, UINTN *key,
				UINTN *stride, UINT32 *version)
{
	UINTN had = *size;
	EFI_STATUS status = real_map(size, map, key, stride, version);

	if (!status && had >= *size + more * *stride)
		return EFI_SUCCESS;
	*size += more * *stride;
	return status ? status : EFI_BUFFER_TOO_SMALL;
}

static EFI_STATUS map_in_pieces(const struct piece *pieces, UINTN *size,
				EFI_MEMORY_DESCRIPTOR *map, UINTN *key,
				UINTN *stride, UINT32 *version)
{
	EFI_STATUS status =
		map_with_room(2 * PIECES, size, map, key, stride, version);

	if (!status)
		put_pieces(map, size, *stride, pieces);
	return status;
}

EFI_STATUS EFIAPI map_odd(UINTN *size, EFI_MEMORY_DESCRIPTOR *map, UINTN *key,
			  UINTN *stride, UINT32 *version)
{
	return map_in_pieces(odd, size, map, key, stride, version);
}

EFI_STATUS EFIAPI map_ragged(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
			     UINTN *key, UINTN *stride, UINT32 *version)
{
	return map_in_pieces(ragged, size, map, key, stride, version);
}

/* So far from the start of RAM on, of so many pairs of free pages the first is
 * reserved: few programs reach there, so that it is the same in each map. */
#define ROWS_AT  0x10000000
#define ROWS_CNT 198

/* RAM starts at a multiple of 1 GiB. */
static UINT64 start_of_ram(const EFI_MEMORY_DESCRIPTOR *map, UINTN cnt,
			   UINTN stride)
{
	UINT64 lowest = -1;

	for (UINTN i = 0; i < cnt; i++) {
		const EFI_MEMORY_DESCRIPTOR *one =
			(const void *)((const UINT8 *)map + i * stride);

		if (one->Type == EfiConventionalMemory &&
		    one->PhysicalStart < lowest)
			lowest = one->PhysicalStart;
	}
	return lowest & ~(((UINT64)1 << 30) - 1);
}

static EFI_MEMORY_DESCRIPTOR *free_around(EFI_MEMORY_DESCRIPTOR *map, UINTN cnt,
					  UINTN stride, UINT64 base,
					  UINTN pages)
{
	EFI_MEMORY_DESCRIPTOR *one;

	for (UINTN i = 0; i < cnt; i++) {
		one = (void *)((UINT8 *)map + i * stride);
		if (one->Type == EfiConventionalMemory &&
		    one->PhysicalStart < base &&
		    one->PhysicalStart + one->NumberOfPages * 4096 >
			    base + pages * 4096)
			return one;
	}
	return NULL;
}

static void put_rows(EFI_MEMORY_DESCRIPTOR *map, UINTN *size, UINTN stride)
{
	UINT64 at = start_of_ram(map, *size / stride, stride) + ROWS_AT;
	EFI_MEMORY_DESCRIPTOR *from =
		free_around(map, *size / stride, stride, at, 2 * ROWS_CNT);
	UINTN pages;

	if (!from)
		return;
	pages = (UINTN)(at - from->PhysicalStart) / 4096;
	for (UINTN i = 0; i < ROWS_CNT; i++) {
		split(from, pages, (UINT8 *)map + *size);
		*size += stride;
		split(from, 1, (UINT8 *)map + *size)->Type =
			EfiReservedMemoryType;
		*size += stride;
		pages = 1;
	}
}

EFI_STATUS EFIAPI map_rows(UINTN *size, EFI_MEMORY_DESCRIPTOR *map, UINTN *key,
			   UINTN *stride, UINT32 *version)
{
	EFI_STATUS status =
		map_with_room(2 * ROWS_CNT, size, map, key, stride, version);

	if (!status)
		put_rows(map, size, *stride);
	return status;
}

/* Pages from ROWS_AT on. */
static const struct overlap {
	UINT32 type;
	UINTN page, pages;
} overlaps[] = {
	{ EfiReservedMemoryType, 1, 16 }, { EfiConventionalMemory, 9, 16 },
	{ EfiACPIMemoryNVS, 21, 8 },      { EfiACPIMemoryNVS, 21, 8 },
	{ EfiConventionalMemory, 27, 4 },
};
#define OVERLAPS (sizeof(overlaps) / sizeof(*overlaps))

static void put_overlaps(EFI_MEMORY_DESCRIPTOR *map, UINTN *size, UINTN stride)
{
	UINT64 at = start_of_ram(map, *size / stride, stride) + ROWS_AT;
	const EFI_MEMORY_DESCRIPTOR *from =
		free_around(map, *size / stride, stride, at, 32);

	for (UINTN i = 0; i < OVERLAPS && from; i++) {
		EFI_MEMORY_DESCRIPTOR *one = (void *)((UINT8 *)map + *size);

		*one = *from;
		one->Type = overlaps[i].type;
		one->PhysicalStart = at + overlaps[i].page * 4096;
		one->NumberOfPages = overlaps[i].pages;
		*size += stride;
	}
}

EFI_STATUS EFIAPI map_overlaps(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
			       UINTN *key, UINTN *stride, UINT32 *version)
{
	EFI_STATUS status =
		map_with_room(OVERLAPS, size, map, key, stride, version);

	if (!status)
		put_overlaps(map, size, *stride);
	return status;
}

UINT64 maps_free_pages(void)
{
	UINTN key, stride, cnt;
	UINT32 version;
	UINT64 pages = 0;

	cnt = read_real(&key, &stride, &version);
	for (UINTN i = 0; i < cnt; i++) {
		EFI_MEMORY_DESCRIPTOR *one = (void *)(room + i * stride);

		if (one->Type == EfiConventionalMemory)
			pages += one->NumberOfPages;
	}
	return pages;
}
