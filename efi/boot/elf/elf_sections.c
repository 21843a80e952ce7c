/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/elf/elf_sections.h"

bool elf_read(struct reader *file, uint64_t offset, void *to, size_t size)
{
	return elf_within(offset, size, file->size) &&
	       !fw_failed(reader_read(file, offset, to, size));
}

bool elf_read_section(struct reader *file, const struct elf_header *header,
		      uint32_t index, struct elf_section *ret)
{
	return header->shoff != 0 && header->shentsize == sizeof(*ret) &&
	       elf_read(file, header->shoff + (uint64_t)index * sizeof(*ret),
			ret, sizeof(*ret));
}
