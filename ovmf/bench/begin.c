/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/bench/begin.h"

#include "ovmf/bench/line.h"
#include "marker.h"

#define TEXT(...)    TEXT_OF(__VA_ARGS__)
#define TEXT_OF(...) #__VA_ARGS__

/* ovmf/bench/count.c looks for it. */
static void mark(void)
{
	__asm__ volatile(".byte " TEXT(MARKER) : : : "memory");
}

EFI_STATUS begin(EFI_BOOT_SERVICES *bs, EFI_HANDLE loader,
		 const EFI_LOADED_IMAGE *image)
{
	line_write("start", (UINTN)image->ImageBase);
	mark();
	return bs->StartImage(loader, NULL, NULL);
}
