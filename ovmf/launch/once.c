/* SPDX-License-Identifier: BSD-2-Clause */
/* launch.efi changes nothing. */
#include "ovmf/launch/launch.h"

BOOLEAN launch_again(EFI_SYSTEM_TABLE *system, EFI_LOADED_IMAGE *its)
{
	(void)system, (void)its;
	return FALSE;
}
