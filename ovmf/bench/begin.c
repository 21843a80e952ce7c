/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/bench/begin.h"

#include "ovmf/bench/line.h"
#include "ovmf/bench/mark.h"

EFI_STATUS begin(EFI_BOOT_SERVICES *bs, EFI_HANDLE loader,
		 const EFI_LOADED_IMAGE *image)
{
	line_write("start", (UINTN)image->ImageBase);
	mark();
	return bs->StartImage(loader, NULL, NULL);
}
