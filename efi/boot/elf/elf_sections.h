/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The section headers of an ELF64 file, which may lie anywhere in it.
 */
#ifndef EFI_BOOT_ELF_ELF_SECTIONS_H
#define EFI_BOOT_ELF_ELF_SECTIONS_H

#include "efi/boot/elf/elf_format.h"
#include "efi/boot/reader.h"

/* Reads size bytes at an offset of the file; false: they are not within it, or
 * cannot be read. */
bool elf_read(struct reader *file, uint64_t offset, void *to, size_t size);

/* Reads the section header with that index; false: header.shentsize is that of
 * another format, or the header cannot be read. */
bool elf_read_section(struct reader *file, const struct elf_header *header,
		      uint32_t index, struct elf_section *ret);

#endif
