/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files for Multiboot and PVH: what is accepted keeps its promises, what is
 * refused is explained, and nothing outside the file is accessed.
 */
#include <stdlib.h>
#include <string.h>

#include "efi/boot/elf/elf_format.h"
#include "efi/boot/multiboot/header.h"
#include "efi/boot/physical/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool right)
{
	if (!right)
		abort();
}

static void check_text(const struct buffer *buffer)
{
	check(buffer->need > 0 && buffer->need < buffer->size);
}

/* --- headers ----------------------------------------------------------- */

static void check_header(const struct multiboot_header *header, size_t size)
{
	const struct multiboot_addresses *a = &header->addresses;

	check(header->offset < size);
	check(is_power_of_two(header->align) && header->align >= PAGE_SIZE_4K);
	if (header->has_addresses)
		check(a->file_offset <= header->offset &&
		      (a->load_end == 0 || a->load_end >= a->base) &&
		      (a->bss_end == 0 || a->bss_end >= a->load_end));
}

static void read_header(const uint8_t *data, size_t size, unsigned int wanted)
{
	struct multiboot_header header;
	struct multiboot_error error;
	struct buffer buffer;
	char text[256];
	struct sink out = buffer_sink(&buffer, text, sizeof(text));
	size_t at;
	unsigned int version = multiboot_find(data, size, wanted, &at);

	if (version == 0)
		return;
	check(wanted == 0 || version == wanted);
	if (multiboot_read(&header, data, size, version, at, &error)) {
		check_header(&header, size);
	} else {
		multiboot_explain(&out, &error);
		check_text(&buffer);
	}
}

/* --- images ------------------------------------------------------------ */

static void check_image(const struct image *image, uint64_t size)
{
	uint64_t end = 0;

	check(image->segment_cnt > 0 && image->segment_cnt <= ELF_SEGMENTS);
	for (size_t i = 0; i < image->segment_cnt; i++) {
		const struct image_segment *s = &image->segments[i];

		check(s->target >= end && s->file_size <= s->memory_size);
		check(elf_within(s->offset, s->file_size, size));
		end = s->target + s->memory_size;
	}
	check(image->base == image->segments[0].target && image->end == end);
	check(end <= UINT64_C(0x100000000));
}

static void read_image(const uint8_t *data, size_t size)
{
	struct reader reader = reader_from_memory(data, size);
	struct elf_error error;
	struct image image;
	uint8_t desc[8];
	size_t found;
	struct buffer buffer;
	char text[256];
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	if (fw_failed(image_from_elf(&image, &reader, &error))) {
		elf_explain(&out, &error);
		check_text(&buffer);
		return;
	}
	check_image(&image, size);
	check(!fw_failed(image_find_note(&image, &reader, "Xen", 18, desc,
					 sizeof(desc), &found)));
}

/* The copy is as large as the file, so that AddressSanitizer guards its end. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *copy;

	if (size == 0)
		return 0;
	copy = malloc(size);
	memcpy(copy, data, size);
	for (unsigned int version = 0; version <= 2; version++)
		read_header(copy, size, version);
	read_image(copy, size);
	free(copy);
	return 0;
}
