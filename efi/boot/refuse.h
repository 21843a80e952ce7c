/* SPDX-License-Identifier: BSD-2-Clause */
/* The sentence for a kernel that cannot be loaded, which names its file. */
#ifndef EFI_BOOT_REFUSE_H
#define EFI_BOOT_REFUSE_H

#include "efi/boot/elf/elf.h"
#include "efi/boot/protocol.h"

/* Begins the sentence: the kernel's path, and that it cannot be loaded. */
void boot_begin_refusal(const struct boot *boot);
/* Ends it. Returns FW_LOAD_ERROR. */
struct fw_status boot_end_refusal(const struct boot *boot);
/* The whole sentence about an ELF file. Returns FW_LOAD_ERROR. For
 * ELF_UNREADABLE, which the reader has explained, only the status of reading.
 */
struct fw_status boot_refuse_elf(const struct boot *boot,
				 const struct elf_error *error);

#endif
