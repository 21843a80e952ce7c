/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/fault/pages.h"

#include "ovmf/fault/maps.h"

static SIMPLE_TEXT_OUTPUT_INTERFACE *screen;
static EFI_ALLOCATE_PAGES real_pages;
static UINTN calls, failing;

void pages_begin(EFI_SYSTEM_TABLE *system)
{
	screen = system->ConOut;
	real_pages = system->BootServices->AllocatePages;
}

static void say(const CHAR16 *text)
{
	screen->OutputString(screen, (CHAR16 *)text);
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

EFI_STATUS EFIAPI pages_fail(EFI_ALLOCATE_TYPE type,
			     EFI_MEMORY_TYPE memory_type, UINTN pages,
			     EFI_PHYSICAL_ADDRESS *memory)
{
	/* Drivers take other types. */
	if ((memory_type == EfiLoaderData || memory_type == EfiLoaderCode) &&
	    ++calls == failing)
		return EFI_OUT_OF_RESOURCES;
	return real_pages(type, memory_type, pages, memory);
}

/* How many pages fewer are free than at the last call. */
static UINTN pages_lost(void)
{
	static UINT64 before;
	UINT64 now = maps_free_pages(), lost = before > now ? before - now : 0;

	before = now;
	return (UINTN)lost;
}

BOOLEAN pages_compare(void)
{
	static UINTN starts;

	say(u"fault: start ");
	say_number(++starts);
	say(u", pages lost: ");
	say_number(pages_lost());
	say(u"\r\n");
	return starts < 3;
}

void pages_fail_next(void)
{
	UINTN lost = pages_lost();

	if (lost) {
		say(u"fault: pages lost: ");
		say_number(lost);
		say(u"\r\n");
	}
	calls = 0;
	failing++;
	say(u"fault: AllocatePages fails at call ");
	say_number(failing);
	say(u"\r\n");
}
