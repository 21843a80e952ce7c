/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * For tests: starts \memblock.efi with boot services that misbehave. What is
 * wrong stands in its options as fault=NAME, behind -- where it does no harm:
 *
 *	exit1 exit2  ExitBootServices fails so often, and the map has grown
 *	exit9        it fails for ever
 *	swing        the size of the map goes up and down
 *	large        5,000 descriptors, 56 bytes apart
 *	odd          types 14 and 15, SP and MORE_RELIABLE
 *	ragged       single pages of several types, so that pages of 16 and
 *	             64 KiB are of two kinds
 *	srat         the SRAT's lowest memory begins at 0
 *	pages        AllocatePages fails at the first call, then, for an
 *	             application started anew, at the second, and so on
 */
#include "ovmf/fault/srat.h"
#include "ovmf/launch/launch.h"

static EFI_SYSTEM_TABLE *st;
static EFI_BOOT_SERVICES *bs;
static EFI_GET_MEMORY_MAP real_map;
static EFI_EXIT_BOOT_SERVICES real_exit;
static EFI_ALLOCATE_PAGES real_pages;

static UINTN exits, exits_failing, map_calls, page_calls, page_failing;
static UINT8 room[256 * 1024];

#define LARGE_COUNT  5000
#define LARGE_STRIDE 56

static void say(const CHAR16 *text)
{
	st->ConOut->OutputString(st->ConOut, (CHAR16 *)text);
}

static void say_number(UINTN number)
{
	CHAR16 text[24];
	UINTN at = 23;

	text[at] = 0;
	do
		text[--at] = (CHAR16)('0' + number % 10);
	while (number /= 10);
	say(text + at);
}

/* --- ExitBootServices ------------------------------------------------ */

static EFI_STATUS EFIAPI exit_fails(EFI_HANDLE image, UINTN key)
{
	EFI_PHYSICAL_ADDRESS page;

	if (exits++ >= exits_failing)
		return real_exit(image, key);
	real_pages(AllocateAnyPages, EfiBootServicesData, 1, &page);
	return EFI_INVALID_PARAMETER;
}

/* --- GetMemoryMap ---------------------------------------------------- */

static EFI_STATUS EFIAPI map_swings(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
				    UINTN *key, UINTN *stride,
				    UINT32 *version)
{
	static const UINTN more[] = { 5760, 0, 11520, 480 };
	UINTN had = *size, real = had;
	EFI_STATUS status = real_map(&real, map, key, stride, version);
	UINTN claimed = real + more[map_calls++ % 4];

	*size = status || had < claimed ? claimed : real;
	return had < claimed ? EFI_BUFFER_TOO_SMALL : status;
}

/* The firmware's map in room; returns how many there are. */
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

	bs->SetMem(at, LARGE_STRIDE, 0x5a);
	bs->CopyMem(at, (void *)one, sizeof(*one));
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

static EFI_STATUS EFIAPI map_large(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
				   UINTN *key, UINTN *stride, UINT32 *version)
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

/* What the largest free range begins with: so many pages are as they were,
 * then pages of another type, with attributes set and cleared. */
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

/* Not cacheable write-back, then ACPI tables, then firmware's own. */
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

/* Gives the lowest pages of one descriptor to another one, at at. */
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

static const struct piece *map_pieces;

static EFI_STATUS EFIAPI map_in_pieces(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
				       UINTN *key, UINTN *stride,
				       UINT32 *version)
{
	UINTN had = *size;
	EFI_STATUS status = real_map(size, map, key, stride, version);

	if (status || had < *size + 2 * PIECES * *stride) {
		*size += 2 * PIECES * *stride;
		return status ? status : EFI_BUFFER_TOO_SMALL;
	}
	put_pieces(map, size, *stride, map_pieces);
	return EFI_SUCCESS;
}

/* --- AllocatePages --------------------------------------------------- */

static EFI_STATUS EFIAPI pages_fail(EFI_ALLOCATE_TYPE type,
				    EFI_MEMORY_TYPE memory_type, UINTN pages,
				    EFI_PHYSICAL_ADDRESS *memory)
{
	/* Drivers take other types. */
	if ((memory_type == EfiLoaderData || memory_type == EfiLoaderCode) &&
	    ++page_calls == page_failing)
		return EFI_OUT_OF_RESOURCES;
	return real_pages(type, memory_type, pages, memory);
}

static UINT64 free_pages(void)
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

/* The next call fails; tells what the one before has left behind. */
static void fail_next_page(void)
{
	static UINT64 before;
	UINT64 now = free_pages();

	if (page_failing && before > now) {
		say(u"fault: pages lost: ");
		say_number((UINTN)(before - now));
		say(u"\r\n");
	}
	before = now;
	page_calls = 0;
	page_failing++;
	say(u"fault: AllocatePages fails at call ");
	say_number(page_failing);
	say(u"\r\n");
}

/* --- which one ------------------------------------------------------- */

static BOOLEAN asked(const EFI_LOADED_IMAGE *its, const CHAR16 *fault)
{
	const CHAR16 *text = its->LoadOptions;
	UINTN len = its->LoadOptionsSize / sizeof(*text), n = 0;

	while (fault[n])
		n++;
	for (UINTN i = 0; i + n <= len; i++) {
		UINTN same = 0;

		while (same < n && text[i + same] == fault[same])
			same++;
		if (same == n)
			return TRUE;
	}
	return FALSE;
}

static void replace(const EFI_LOADED_IMAGE *its)
{
	for (CHAR16 n = '1'; n <= '9'; n++) {
		const CHAR16 name[] = { 'e', 'x', 'i', 't', n, 0 };

		if (asked(its, name)) {
			exits_failing = n == '9' ? ~(UINTN)0 :
						   (UINTN)(n - '0');
			bs->ExitBootServices = exit_fails;
		}
	}
	if (asked(its, u"fault=swing"))
		bs->GetMemoryMap = map_swings;
	if (asked(its, u"fault=large"))
		bs->GetMemoryMap = map_large;
	if (asked(its, u"fault=odd"))
		map_pieces = odd;
	if (asked(its, u"fault=ragged"))
		map_pieces = ragged;
	if (map_pieces)
		bs->GetMemoryMap = map_in_pieces;
	if (asked(its, u"fault=pages"))
		bs->AllocatePages = pages_fail;
	if (asked(its, u"fault=srat") && !srat_from_zero(st))
		say(u"fault: no SRAT\r\n");
}

BOOLEAN launch_again(EFI_SYSTEM_TABLE *system, EFI_LOADED_IMAGE *its)
{
	if (!st) {
		st = system;
		bs = system->BootServices;
		real_map = bs->GetMemoryMap;
		real_exit = bs->ExitBootServices;
		real_pages = bs->AllocatePages;
		replace(its);
		bs->Hdr.CRC32 = 0;
		bs->CalculateCrc32(bs, bs->Hdr.HeaderSize, &bs->Hdr.CRC32);
	}
	if (bs->AllocatePages != pages_fail)
		return FALSE;
	fail_next_page();
	return TRUE;
}
