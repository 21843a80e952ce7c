/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * reserve_mem=SIZE:ALIGN:NAME, as Linux has it: memory that the kernel finds by
 * its name and that is used for nothing else.
 */
#ifndef EFI_BOOT_RESERVE_MEM_H
#define EFI_BOOT_RESERVE_MEM_H

#include "efi/boot/protocol.h"

/* Takes the memory of each; two of one name are refused. */
struct fw_status reserve_mem_take(struct boot *boot);

#endif
