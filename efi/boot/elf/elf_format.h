/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The file format: System V ABI, "Object Files", and its x86-64 and AArch64
 * supplements. Structures are copied out, since a file may lie at any address.
 */
#ifndef EFI_BOOT_ELF_ELF_FORMAT_H
#define EFI_BOOT_ELF_ELF_FORMAT_H

#include "core/base/cstring.h"
#include "core/base/types.h"

struct elf_header {
	uint8_t ident[16];
	uint16_t type;
	uint16_t machine;
	uint32_t version;
	uint64_t entry;
	uint64_t phoff;
	uint64_t shoff;
	uint32_t flags;
	uint16_t ehsize;
	uint16_t phentsize;
	uint16_t phnum;
	uint16_t shentsize;
	uint16_t shnum;
	uint16_t shstrndx;
};
_Static_assert(sizeof(struct elf_header) == 64, "Elf64_Ehdr");
_Static_assert(offsetof(struct elf_header, phnum) == 56, "Elf64_Ehdr");

struct elf64_phdr {
	uint32_t type;
	uint32_t flags;
	uint64_t offset;
	uint64_t vaddr;
	uint64_t paddr;
	uint64_t filesz;
	uint64_t memsz;
	uint64_t align;
};
_Static_assert(sizeof(struct elf64_phdr) == 56, "Elf64_Phdr");

struct elf_section {
	uint32_t name;
	uint32_t type;
	uint64_t flags;
	uint64_t addr;
	uint64_t offset;
	uint64_t size;
	uint32_t link;
	uint32_t info;
	uint64_t align;
	uint64_t entry_size;
};
_Static_assert(sizeof(struct elf_section) == 64, "Elf64_Shdr");

struct elf_dynamic {
	uint64_t tag;
	uint64_t value;
};

struct elf_rela {
	uint64_t offset;
	uint64_t info;
	uint64_t addend;
};

enum { ELFCLASS64 = 2, ELFDATA2LSB = 1, EV_CURRENT = 1 };
enum { EI_CLASS = 4, EI_DATA = 5, EI_VERSION = 6 };
enum { ET_EXEC = 2, ET_DYN = 3 };
enum { PT_LOAD = 1, PT_DYNAMIC = 2, PT_INTERP = 3 };
#define PT_GNU_STACK 0x6474e551u
enum { EM_386 = 3, EM_X86_64 = 62, EM_AARCH64 = 183, EM_RISCV = 243 };
enum { SHT_SYMTAB = 2, SHT_STRTAB = 3 };
enum { PN_XNUM = 0xffff };
enum {
	DT_NULL = 0,
	DT_NEEDED = 1,
	DT_PLTRELSZ = 2,
	DT_RELA = 7,
	DT_RELASZ = 8,
	DT_RELAENT = 9,
	DT_REL = 17,
	DT_RELRSZ = 35,
	DT_RELR = 36,
	DT_RELRENT = 37,
};
enum { R_NONE = 0, R_X86_64_RELATIVE = 8, R_AARCH64_RELATIVE = 1027 };

/* Whether [offset, offset + len) is within size bytes. */
static inline bool elf_within(uint64_t offset, uint64_t len, uint64_t size)
{
	return offset <= size && len <= size - offset;
}

#endif
