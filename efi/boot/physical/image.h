/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Kernels that name the physical addresses where they run: Multiboot and PVH.
 * An image is a list of segments; it comes from the program headers of an ELF
 * file of 32 or 64 bits, or from the addresses in a Multiboot header. Nothing
 * in a file is trusted.
 *
 * Other than kernels of our own protocol, these may have segments that are
 * writable and executable, that share a page, and whose virtual and physical
 * addresses differ by segment.
 */
#ifndef EFI_BOOT_PHYSICAL_IMAGE_H
#define EFI_BOOT_PHYSICAL_IMAGE_H

#include "efi/boot/elf/elf.h"
#include "efi/boot/reader.h"

struct image_segment {
	uint64_t target;      /* physical address, as linked */
	uint64_t vaddr;       /* virtual address, as linked */
	uint64_t memory_size; /* bytes; not 0 */
	uint64_t offset;      /* in the file */
	uint64_t file_size;   /* at most memory_size; the rest is zeroed */
	uint32_t index;       /* of its program header */
};

/* A PT_NOTE segment, in the file. */
struct image_notes {
	uint64_t offset;
	uint64_t size;
};

#define IMAGE_NOTES 4

/* The section headers, in the file; cnt is 0 without any. */
struct image_sections {
	uint64_t offset;
	uint32_t cnt;
	uint32_t size; /* of one */
	uint32_t names;
};

struct image {
	bool is_64;     /* ELF64 */
	uint64_t base;  /* the lowest target */
	uint64_t end;   /* of the memory; at most 4 GiB */
	uint64_t entry; /* physical, as linked */
	size_t segment_cnt;
	struct image_segment segments[ELF_SEGMENTS]; /* by target, disjoint */
	size_t note_cnt;
	struct image_notes notes[IMAGE_NOTES];
	struct image_sections sections;
};

/*
 * Reads the headers of an ELF file for x86. FW_LOAD_ERROR: error says why.
 * Another status: the file cannot be read, and a sentence has been written.
 */
struct fw_status image_from_elf(struct image *ret, struct reader *reader,
				struct elf_error *error);

/* An image with one segment: the file's bytes [offset, offset + file_size) go
 * to target. False: error says why. */
bool image_from_addresses(struct image *ret,
			  const struct image_segment *segment, uint64_t entry,
			  struct elf_error *error);

/*
 * Looks in the image's notes for the one with that name and type, and reads
 * its descriptor into desc[size]; a longer one is cut. *ret_size is its size
 * in the file, 0 if there is none.
 */
struct fw_status image_find_note(const struct image *image,
				 struct reader *reader, const char *name,
				 uint32_t type, void *desc, size_t size,
				 size_t *ret_size);

#endif
