/* SPDX-License-Identifier: BSD-2-Clause */
/* launch.efi changes nothing. */
#include "ovmf/launch/launch.h"

void launch_before(EFI_SYSTEM_TABLE *system, const EFI_LOADED_IMAGE *own)
{
	(void)system, (void)own;
}

void launch_after(EFI_SYSTEM_TABLE *system)
{
	(void)system;
}

BOOLEAN launch_again(EFI_SYSTEM_TABLE *system, EFI_LOADED_IMAGE *its)
{
	(void)system, (void)its;
	return FALSE;
}
