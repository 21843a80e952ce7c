/* SPDX-License-Identifier: BSD-2-Clause */
/* Hooks that run around loading the application, and before it is started. */
#ifndef OVMF_LAUNCH_LAUNCH_H
#define OVMF_LAUNCH_LAUNCH_H

#include <efi.h>

/* own: the loaded image of this program, with the same LoadOptions. */
void launch_before(EFI_SYSTEM_TABLE *system, const EFI_LOADED_IMAGE *own);
void launch_after(EFI_SYSTEM_TABLE *system);

/* its: the application's loaded image, with its LoadOptions. Returns whether to
 * load and start it again when it has returned. */
BOOLEAN launch_again(EFI_SYSTEM_TABLE *system, EFI_LOADED_IMAGE *its);

#endif
