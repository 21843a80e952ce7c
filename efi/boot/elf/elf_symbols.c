/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/elf/elf_symbols.h"

#include "efi/boot/elf/elf_format.h"

enum { SHT_SYMTAB = 2, SHT_STRTAB = 3 };

/* What is longer is not worth the memory. */
#define SYMBOLS_MAX ((uint64_t)32 << 20)

struct section {
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
_Static_assert(sizeof(struct section) == 64, "Elf64_Shdr");

static struct fw_status read_section(struct section *ret, struct reader *file,
				     const struct elf_header *header,
				     uint32_t index)
{
	return reader_read(file,
			   header->shoff + (uint64_t)index * header->shentsize,
			   ret, sizeof(*ret));
}

static bool has_sections(const struct reader *file,
			 const struct elf_header *header)
{
	return header->shoff && header->shentsize >= sizeof(struct section) &&
	       elf_within(header->shoff,
			  (uint64_t)header->shnum * header->shentsize,
			  file->size);
}

static bool is_sound(const struct reader *file, const struct section *section)
{
	return section->size > 0 && section->size <= SYMBOLS_MAX &&
	       elf_within(section->offset, section->size, file->size);
}

static struct fw_status add_strings(struct elf_symbols *ret,
				    struct reader *file,
				    const struct elf_header *header,
				    const struct section *symbols)
{
	struct section strings = { 0 };
	struct fw_status status = FW_SUCCESS;

	if (symbols->link < header->shnum)
		status = read_section(&strings, file, header, symbols->link);
	if (!fw_failed(status) && strings.type == SHT_STRTAB &&
	    is_sound(file, symbols) && is_sound(file, &strings))
		*ret = (struct elf_symbols){ symbols->offset, symbols->size,
					     strings.offset, strings.size };
	return status;
}

struct fw_status elf_find_symbols(struct elf_symbols *ret, struct reader *file)
{
	struct elf_header header;
	struct section section;
	struct fw_status status = reader_read(file, 0, &header, sizeof(header));

	*ret = (struct elf_symbols){ 0 };
	if (fw_failed(status) || !has_sections(file, &header))
		return status;
	for (uint32_t i = 0; i < header.shnum && !fw_failed(status); i++) {
		status = read_section(&section, file, &header, i);
		if (!fw_failed(status) && section.type == SHT_SYMTAB)
			return add_strings(ret, file, &header, &section);
	}
	return status;
}
