/* SPDX-License-Identifier: BSD-2-Clause */
/* A hook that runs between loading the application and starting it. */
#ifndef OVMF_LAUNCH_LAUNCH_H
#define OVMF_LAUNCH_LAUNCH_H

#include <efi.h>

/* its: the application's loaded image, with its LoadOptions. Returns whether to
 * load and start it again when it has returned. */
BOOLEAN launch_again(EFI_SYSTEM_TABLE *system, EFI_LOADED_IMAGE *its);

#endif
