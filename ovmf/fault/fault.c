/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * For tests: starts \memblock.efi with faulty boot services. The fault is named
 * in its options as fault=NAME after --, where memblock.efi ignores it:
 *
 *	exit1 exit2  ExitBootServices fails once or twice, and the map has grown
 *	exit9        it always fails
 *	swing        the size of the map alternates
 *	asks         GetMemoryMap asks for three times what it returns
 *	large        5,000 descriptors, 56 bytes apart
 *	odd          types 14 and 15, SP and MORE_RELIABLE
 *	ragged       single pages of several types, so that pages of 16 and
 *	             64 KiB are mixed
 *	rows         396 more rows of E820
 *	overlaps     descriptors that overlap each other
 *	above        the application is loaded above 4 GiB, if there is memory
 *	srat         the SRAT's lowest memory begins at 0
 *	sick         each fault of a map and of tables that core/lint finds; the
 *	             application is started again and again for that
 *	again        none; the application is started three times, and a line
 *	             says how many pages are lost
 *	pages        AllocatePages fails at the first call; when the
 *	             application is started again, at the second; and so on
 */
#include "ovmf/fault/above.h"
#include "ovmf/fault/maps.h"
#include "ovmf/fault/pages.h"
#include "ovmf/fault/sick.h"
#include "ovmf/fault/srat.h"
#include "ovmf/launch/launch.h"

static EFI_EXIT_BOOT_SERVICES real_exit;
static EFI_ALLOCATE_PAGES real_pages;
static UINTN exits, exits_failing;
static BOOLEAN sick, again;

static EFI_STATUS EFIAPI exit_fails(EFI_HANDLE image, UINTN key)
{
	EFI_PHYSICAL_ADDRESS page;

	if (exits++ >= exits_failing)
		return real_exit(image, key);
	real_pages(AllocateAnyPages, EfiBootServicesData, 1, &page);
	return EFI_INVALID_PARAMETER;
}

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

static void replace_exit(EFI_BOOT_SERVICES *bs, const EFI_LOADED_IMAGE *its)
{
	CHAR16 word[] = u"fault=exit?";

	for (CHAR16 n = '1'; n <= '9'; n++) {
		word[sizeof("fault=exit") - 1] = n;
		if (!asked(its, word))
			continue;
		exits_failing = n == '9' ? ~(UINTN)0 : (UINTN)(n - '0');
		bs->ExitBootServices = exit_fails;
	}
}

static void replace(EFI_SYSTEM_TABLE *system, const EFI_LOADED_IMAGE *its)
{
	EFI_BOOT_SERVICES *bs = system->BootServices;

	replace_exit(bs, its);
	if (asked(its, u"fault=swing"))
		bs->GetMemoryMap = map_swings;
	if (asked(its, u"fault=asks"))
		bs->GetMemoryMap = map_asks;
	if (asked(its, u"fault=large"))
		bs->GetMemoryMap = map_large;
	if (asked(its, u"fault=odd"))
		bs->GetMemoryMap = map_odd;
	if (asked(its, u"fault=ragged"))
		bs->GetMemoryMap = map_ragged;
	if (asked(its, u"fault=rows"))
		bs->GetMemoryMap = map_rows;
	if (asked(its, u"fault=overlaps"))
		bs->GetMemoryMap = map_overlaps;
	sick = asked(its, u"fault=sick");
	again = asked(its, u"fault=again");
	if (asked(its, u"fault=pages"))
		bs->AllocatePages = pages_fail;
	if (asked(its, u"fault=srat") && !srat_from_zero(system))
		system->ConOut->OutputString(system->ConOut,
					     (CHAR16 *)u"fault: no SRAT\r\n");
}

static void begin(EFI_SYSTEM_TABLE *system, const EFI_LOADED_IMAGE *its)
{
	EFI_BOOT_SERVICES *bs = system->BootServices;

	real_exit = bs->ExitBootServices;
	real_pages = bs->AllocatePages;
	maps_begin(bs);
	pages_begin(system);
	sick_begin(system);
	replace(system, its);
	bs->Hdr.CRC32 = 0;
	bs->CalculateCrc32(bs, bs->Hdr.HeaderSize, &bs->Hdr.CRC32);
}

void launch_before(EFI_SYSTEM_TABLE *system, const EFI_LOADED_IMAGE *own)
{
	if (asked(own, u"fault=above"))
		above_begin(system);
}

void launch_after(EFI_SYSTEM_TABLE *system)
{
	above_end(system);
}

BOOLEAN launch_again(EFI_SYSTEM_TABLE *system, EFI_LOADED_IMAGE *its)
{
	if (!real_exit)
		begin(system, its);
	if (sick)
		return sick_next();
	if (again)
		return pages_compare();
	if (system->BootServices->AllocatePages != pages_fail)
		return FALSE;
	pages_fail_next();
	return TRUE;
}
