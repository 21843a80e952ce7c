/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What our protocol demands of an ELF file beyond what elf_plan() checks: a
 * page has one set of rights, none of them both to write and to execute.
 */
#ifndef EFI_BOOT_NATIVE_RULES_H
#define EFI_BOOT_NATIVE_RULES_H

#include "efi/boot/elf/elf.h"

/* False: error says why. */
bool native_check(const struct elf_plan *plan, struct elf_error *error);

#endif
