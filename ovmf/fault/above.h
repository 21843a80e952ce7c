/* SPDX-License-Identifier: BSD-2-Clause */
/* While an application is loaded, there is no room for it below 4 GiB. */
#ifndef OVMF_FAULT_ABOVE_H
#define OVMF_FAULT_ABOVE_H

#include <efi.h>

void above_begin(EFI_SYSTEM_TABLE *system);
/* Frees what above_begin() has taken; also without it. */
void above_end(EFI_SYSTEM_TABLE *system);

#endif
