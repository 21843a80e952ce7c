/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where an ELF64 file has its table of symbols.
 */
#ifndef EFI_BOOT_ELF_ELF_SYMBOLS_H
#define EFI_BOOT_ELF_ELF_SYMBOLS_H

#include "efi/boot/reader.h"

/* Bytes of the file. */
struct elf_symbols {
	uint64_t offset, size;                 /* of Elf64_Sym */
	uint64_t strings_offset, strings_size; /* of their names */
};

/*
 * Finds .symtab of a file that elf_plan() has accepted, and its strings. false,
 * and *ret is unchanged: the file is stripped, or its section headers make no
 * sense or cannot be read.
 */
bool elf_find_symbols(struct elf_symbols *ret, struct reader *file);

#endif
