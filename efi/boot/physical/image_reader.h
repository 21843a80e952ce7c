/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * An image while it is read; for image.c and image_elf.c.
 */
#ifndef EFI_BOOT_PHYSICAL_IMAGE_READER_H
#define EFI_BOOT_PHYSICAL_IMAGE_READER_H

#include "efi/boot/physical/image.h"

/* Fills error except for its index. Always false. */
static inline bool image_refuse(struct elf_error *error, enum elf_fault fault,
				uint64_t value, uint64_t limit)
{
	error->fault = fault;
	error->value = value;
	error->limit = limit;
	return false;
}

/* Adds a segment whose memory_size is not 0. */
bool image_add(struct image *image, const struct image_segment *segment,
	       struct elf_error *error);
/* Fills in base and end. The image has a segment. */
void image_measure(struct image *image);

#endif
