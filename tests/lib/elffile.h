/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ELF files for tests, assembled byte by byte.
 */
#ifndef TESTS_LIB_ELFFILE_H
#define TESTS_LIB_ELFFILE_H

#include "efi/boot/elf/elf.h"
#include "efi/boot/elf/elf_format.h"

struct elffile {
	uint8_t bytes[0x8000];
	size_t size;
	struct elf_header *header;   /* in bytes */
	struct elf64_phdr *programs; /* in bytes, 16 at most */
};

/* An empty executable for x86-64. */
void elffile_begin(struct elffile *ret);
/* Adds a PT_LOAD of file_size bytes at offset. Returns its header. */
struct elf64_phdr *elffile_segment(struct elffile *file, uint64_t vaddr,
				   uint64_t offset, uint64_t file_size,
				   uint64_t memory_size, uint32_t rights);
void elffile_put(struct elffile *file, size_t offset, uint64_t word);

/* A valid kernel: code at 0xffffffff80000000, data with BSS on the next page.
 */
void elffile_kernel(struct elffile *ret);
/* A PIE at 0 with one RELA for the first word of its data, and RELR for the
 * next ones: 0x2000, then 0x2010 and 0x2018 by a bitmap. */
void elffile_pie(struct elffile *ret);
/* One segment for the virtual address 0xc0000000 and the physical one, and the
 * note of PVH with that entry, in as many bytes. */
void elffile_pvh(struct elffile *ret, uint32_t paddr, uint32_t entry,
		 uint32_t entry_size);

/* Writes the file with everything but its header after the first 32 KiB, which
 * readers have in memory; its programs and sections are moved accordingly.
 * Returns its size. */
#define ELFFILE_FAR 0x8000
size_t elffile_far(uint8_t room[2 * ELFFILE_FAR], const struct elffile *file);

#endif
