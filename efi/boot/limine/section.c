/* SPDX-License-Identifier: BSD-2-Clause */
/* The section .limine_reqs of kernels for base revision 0. */
#include "core/base/cstring.h"
#include "efi/boot/elf/elf_sections.h"
#include "efi/boot/limine/state.h"

static bool has_name(struct reader *file, const struct elf_section *names,
		     const struct elf_section *section)
{
	char name[sizeof(LIMINE_SECTION)];

	return elf_read(file, names->offset + section->name, name,
			sizeof(name)) &&
	       memcmp(name, LIMINE_SECTION, sizeof(name)) == 0;
}

static bool find(struct reader *file, struct elf_section *ret)
{
	struct elf_header header;
	struct elf_section names;

	if (!elf_read(file, 0, &header, sizeof(header)) ||
	    !elf_read_section(file, &header, header.shstrndx, &names))
		return false;
	for (uint32_t i = 1; i < header.shnum; i++)
		if (elf_read_section(file, &header, i, ret) &&
		    has_name(file, &names, ret))
			return true;
	return false;
}

void limine_find_section(const struct limine *limine, struct reader *file,
			 size_t *ret_at, size_t *ret_size)
{
	struct elf_section section;
	uint64_t at;

	*ret_size = 0;
	if (!find(file, &section))
		return;
	at = section.addr - limine->plan.base;
	if (elf_within(at, section.size, limine->image.size)) {
		*ret_at = (size_t)at;
		*ret_size = (size_t)section.size;
	}
}
