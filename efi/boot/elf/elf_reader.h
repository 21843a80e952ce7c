/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A file while it is planned; for elf.c.
 */
#ifndef EFI_BOOT_ELF_ELF_READER_H
#define EFI_BOOT_ELF_ELF_READER_H

#include "efi/boot/elf/elf.h"
#include "efi/boot/elf/elf_format.h"

struct elf_reader {
	struct reader *file;
	struct elf_header header;
	struct elf_plan *plan;
	struct elf_error *error;
};

/* Fills r->error except for its index. Always false. */
static inline bool refuse(struct elf_reader *r, enum elf_fault fault,
			  uint64_t value, uint64_t limit)
{
	r->error->fault = fault;
	r->error->value = value;
	r->error->limit = limit;
	return false;
}

/* Whether the bytes [offset, offset + len), which are in the file, could be
 * read into to. */
static inline bool get(struct elf_reader *r, uint64_t offset, void *to,
		       uint64_t len)
{
	struct fw_status status = reader_read(r->file, offset, to, len);

	return !fw_failed(status) || refuse(r, ELF_UNREADABLE, status.code, 0);
}

#endif
