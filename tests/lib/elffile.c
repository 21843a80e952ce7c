/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/elffile.h"

#include <string.h>

#include "core/base/bytes.h"
#include "efi/boot/elf/elf_sections.h"

void elffile_begin(struct elffile *ret)
{
	memset(ret, 0, sizeof(*ret));
	ret->header = (struct elf_header *)ret->bytes;
	ret->programs = (struct elf64_phdr *)(ret->bytes + 64);
	*ret->header = (struct elf_header){
		.ident = { 0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB,
			   EV_CURRENT },
		.type = ET_EXEC,
		.machine = EM_X86_64,
		.version = EV_CURRENT,
		.phoff = 64,
		.ehsize = 64,
		.phentsize = 56,
	};
	ret->size = 64 + 16 * 56;
}

struct elf64_phdr *elffile_segment(struct elffile *file, uint64_t vaddr,
				   uint64_t offset, uint64_t file_size,
				   uint64_t memory_size, uint32_t rights)
{
	struct elf64_phdr *p = &file->programs[file->header->phnum++];

	*p = (struct elf64_phdr){
		.type = PT_LOAD,
		.flags = rights,
		.offset = offset,
		.vaddr = vaddr,
		.paddr = vaddr,
		.filesz = file_size,
		.memsz = memory_size,
		.align = 0x1000,
	};
	if (file->size < offset + file_size)
		file->size = offset + file_size;
	return p;
}

void elffile_put(struct elffile *file, size_t offset, uint64_t word)
{
	memcpy(file->bytes + offset, &word, sizeof(word));
}

void elffile_kernel(struct elffile *ret)
{
	const uint64_t base = 0xffffffff80000000;

	elffile_begin(ret);
	elffile_segment(ret, base, 0x1000, 0x800, 0x800,
			ELF_READ | ELF_EXECUTE);
	elffile_segment(ret, base + 0x1000, 0x2000, 0x10, 0x2010,
			ELF_READ | ELF_WRITE);
	memset(ret->bytes + 0x1000, 0xf4, 0x800);
	memset(ret->bytes + 0x2000, 0xdd, 0x10);
	ret->header->entry = base + 0x10;
}

void elffile_pie(struct elffile *ret)
{
	const uint64_t dynamic[][2] = {
		{ DT_RELA, 0x100 }, { DT_RELASZ, 24 }, { DT_RELAENT, 24 },
		{ DT_RELR, 0x200 }, { DT_RELRSZ, 16 }, { DT_RELRENT, 8 },
		{ DT_NULL, 0 },
	};

	elffile_begin(ret);
	ret->header->type = ET_DYN;
	elffile_segment(ret, 0, 0x1000, 0x800, 0x800, ELF_READ | ELF_EXECUTE);
	elffile_segment(ret, 0x2000, 0x2000, 0x200, 0x1000,
			ELF_READ | ELF_WRITE);
	ret->programs[2] = (struct elf64_phdr){
		.type = PT_DYNAMIC,
		.offset = 0x2100,
		.vaddr = 0x2100,
		.filesz = sizeof(dynamic),
		.memsz = sizeof(dynamic),
	};
	ret->header->phnum = 3;
	memcpy(ret->bytes + 0x2100, dynamic, sizeof(dynamic));
	elffile_put(ret, 0x1100, 0x2008);
	elffile_put(ret, 0x1108, R_X86_64_RELATIVE);
	elffile_put(ret, 0x1110, 0x123);
	elffile_put(ret, 0x1200, 0x2000);
	elffile_put(ret, 0x1208, 1 | 1 << 2 | 1 << 3);
	elffile_put(ret, 0x2000, 0x10);
	elffile_put(ret, 0x2010, 0x20);
	elffile_put(ret, 0x2018, 0x30);
}

void elffile_pvh(struct elffile *ret, uint32_t paddr, uint32_t entry,
		 uint32_t entry_size)
{
	const size_t note_at = 0x3000;
	struct elf64_phdr *p;

	elffile_begin(ret);
	p = elffile_segment(ret, 0xc0000000, 0x2000, 0x1000, 0x1800, 7);
	p->paddr = paddr;
	p = elffile_segment(ret, 0, note_at, 24, 24, 4);
	p->type = 4;
	put_le(ret->bytes + note_at, 4, 4);
	put_le(ret->bytes + note_at + 4, entry_size, 4);
	put_le(ret->bytes + note_at + 8, 18, 4);
	memcpy(ret->bytes + note_at + 12, "Xen", 4);
	put_le(ret->bytes + note_at + 16, entry, 8);
	ret->header->entry = 0xc0000010;
}

size_t elffile_far(uint8_t room[2 * ELFFILE_FAR], const struct elffile *file)
{
	struct elf_header *header = (void *)room;
	struct elf64_phdr *programs = (void *)(room + ELFFILE_FAR + 64);
	struct elf_section *sections;

	memset(room, 0, ELFFILE_FAR);
	memcpy(room, file->header, sizeof(*header));
	memcpy(room + ELFFILE_FAR, file->bytes, file->size);
	for (size_t i = 0; i < header->phnum; i++)
		programs[i].offset += ELFFILE_FAR;
	header->phoff += ELFFILE_FAR;
	if (header->shoff != 0) {
		header->shoff += ELFFILE_FAR;
		sections = (void *)(room + header->shoff);
		for (size_t i = 0; i < header->shnum; i++)
			sections[i].offset += ELFFILE_FAR;
	}
	return ELFFILE_FAR + file->size;
}
