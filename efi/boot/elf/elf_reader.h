/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A file while its plan is made; for elf.c and elf_dynamic.c.
 */
#ifndef EFI_BOOT_ELF_ELF_READER_H
#define EFI_BOOT_ELF_ELF_READER_H

#include "efi/boot/elf/elf.h"
#include "efi/boot/elf/elf_format.h"

struct elf_reader {
	const uint8_t *bytes;
	uint64_t size;
	struct elf_header header;
	struct elf64_phdr dynamic; /* type 0 without one */
	struct elf_plan *plan;
	struct elf_trouble *trouble;
};

/* Always false. */
static inline bool refuse(struct elf_reader *r, enum elf_fault fault,
			  uint64_t value, uint64_t limit)
{
	r->trouble->fault = fault;
	r->trouble->value = value;
	r->trouble->limit = limit;
	return false;
}

/* What the dynamic section says of relocations goes to the plan, whose
 * segments are there. */
bool elf_read_dynamic(struct elf_reader *r);

#endif
