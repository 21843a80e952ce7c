/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A header while it is read; for header.c and header_tags.c.
 */
#ifndef EFI_BOOT_MULTIBOOT_HEADER_READER_H
#define EFI_BOOT_MULTIBOOT_HEADER_READER_H

#include "efi/boot/multiboot/header.h"

struct header_reader {
	const uint8_t *bytes; /* of the file */
	size_t size;          /* of those that a header may lie in */
	struct multiboot_header *header;
	struct multiboot_error *error;
};

/* Always false. */
static inline bool header_refuse(struct header_reader *r,
				 enum multiboot_fault fault, uint64_t value,
				 uint64_t limit)
{
	*r->error = (struct multiboot_error){
		.fault = fault,
		.value = value,
		.limit = limit,
	};
	return false;
}

/* The four addresses, alike in both versions: header_addr, load_addr,
 * load_end_addr, bss_end_addr. */
bool multiboot_take_addresses(struct header_reader *r, const uint8_t *fields);

/* All of a version 2 header. */
bool multiboot_read_tags(struct header_reader *r);

#endif
