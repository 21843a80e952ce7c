/* SPDX-License-Identifier: BSD-2-Clause */
/* What is done between loading the application and starting it. */
#ifndef OVMF_LAUNCH_LAUNCH_H
#define OVMF_LAUNCH_LAUNCH_H

#include <efi.h>

/* its: the application's, with its LoadOptions. Is it to be loaded and started
 * once more when it has returned? */
BOOLEAN launch_again(EFI_SYSTEM_TABLE *system, EFI_LOADED_IMAGE *its);

#endif
