/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/elf/elf_symbols.h"

#include "efi/boot/elf/elf_sections.h"

/* What is longer is not worth the memory. */
#define SYMBOLS_MAX ((uint64_t)32 << 20)

static bool is_sound(const struct reader *file,
		     const struct elf_section *section)
{
	return section->size > 0 && section->size <= SYMBOLS_MAX &&
	       elf_within(section->offset, section->size, file->size);
}

static bool find(struct reader *file, const struct elf_header *header,
		 struct elf_section *ret)
{
	if (!elf_within(header->shoff, header->shnum * sizeof(*ret),
			file->size))
		return false;
	for (uint32_t i = 0; i < header->shnum; i++) {
		if (!elf_read_section(file, header, i, ret))
			return false;
		if (ret->type == SHT_SYMTAB)
			return true;
	}
	return false;
}

bool elf_find_symbols(struct elf_symbols *ret, struct reader *file)
{
	struct elf_header header;
	struct elf_section symbols, strings;

	if (!elf_read(file, 0, &header, sizeof(header)) ||
	    !find(file, &header, &symbols) || symbols.link >= header.shnum ||
	    !elf_read_section(file, &header, symbols.link, &strings) ||
	    strings.type != SHT_STRTAB || !is_sound(file, &symbols) ||
	    !is_sound(file, &strings))
		return false;
	*ret = (struct elf_symbols){ symbols.offset, symbols.size,
				     strings.offset, strings.size };
	return true;
}
