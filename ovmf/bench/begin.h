/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef OVMF_BENCH_BEGIN_H
#define OVMF_BENCH_BEGIN_H

#include <efi.h>

/* Starts a loaded image; from here on its instructions and its time count. */
EFI_STATUS begin(EFI_BOOT_SERVICES *bs, EFI_HANDLE loader,
		 const EFI_LOADED_IMAGE *image);

#endif
