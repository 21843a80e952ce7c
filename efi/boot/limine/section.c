/* SPDX-License-Identifier: BSD-2-Clause */
/* The section .limine_reqs of kernels for base revision 0. */
#include "core/base/cstring.h"
#include "efi/boot/elf/elf_format.h"
#include "efi/boot/limine/state.h"

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

/* What cannot be read there, or goes beyond the file, is as good as absent. */
static bool read(struct reader *file, uint64_t at, void *to, size_t size)
{
	return elf_within(at, size, file->size) &&
	       !fw_failed(reader_read(file, at, to, size));
}

static bool read_header(struct reader *file, const struct elf_header *header,
			uint32_t index, struct section *ret)
{
	return header->shentsize == sizeof(*ret) &&
	       read(file,
		    header->shoff + (uint64_t)index * sizeof(struct section),
		    ret, sizeof(*ret));
}

static bool has_name(struct reader *file, const struct section *names,
		     const struct section *section)
{
	char name[sizeof(LIMINE_SECTION)];

	return read(file, names->offset + section->name, name, sizeof(name)) &&
	       memcmp(name, LIMINE_SECTION, sizeof(name)) == 0;
}

static bool find(struct reader *file, struct section *ret)
{
	struct elf_header header;
	struct section names;

	if (!read(file, 0, &header, sizeof(header)) || header.shoff == 0 ||
	    !read_header(file, &header, header.shstrndx, &names))
		return false;
	for (uint32_t i = 1; i < header.shnum; i++)
		if (read_header(file, &header, i, ret) &&
		    has_name(file, &names, ret))
			return true;
	return false;
}

void limine_find_section(const struct limine *limine, struct reader *file,
			 size_t *ret_at, size_t *ret_size)
{
	struct section section;
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
