/* SPDX-License-Identifier: BSD-2-Clause */
/* Finding a header, and the fixed fields of version 1. */
#include "efi/boot/multiboot/header.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"
#include "core/text/phrase.h"
#include "efi/boot/multiboot/format.h"
#include "efi/boot/multiboot/header_reader.h"

/* Magic, two or three more words, and the sum of all of them is 0. */
#define MB1_FIXED 12
#define MB2_FIXED 16

/* --- finding ----------------------------------------------------------- */

static uint32_t sum(const uint8_t *at, size_t bytes)
{
	uint32_t total = 0;

	for (size_t i = 0; i < bytes; i += 4)
		total += (uint32_t)get_le(at + i, 4);
	return total;
}

static uint32_t word_at(const uint8_t *at)
{
	uint32_t word;

	__builtin_memcpy(&word, at, sizeof(word));
	return word;
}

__attribute__((always_inline)) static inline bool is_among_4(const uint8_t *at,
							     size_t step,
							     uint32_t word)
{
	return word_at(at) == word || word_at(at + step) == word ||
	       word_at(at + 2 * step) == word || word_at(at + 3 * step) == word;
}

/* Eight steps at a time: every kernel is searched, and most in vain. */
static size_t skip(const uint8_t *bytes, size_t at, size_t end, size_t step,
		   uint32_t word)
{
	for (; at + 7 * step < end; at += 8 * step)
		if (is_among_4(bytes + at, step, word) ||
		    is_among_4(bytes + at + 4 * step, step, word))
			break;
	while (at < end && word_at(bytes + at) != word)
		at += step;
	return at;
}

static bool find(const uint8_t *bytes, size_t size, size_t step, size_t fixed,
		 uint32_t magic, size_t *ret)
{
	size_t end = size < fixed ? 0 : size - fixed + 1;
	uint8_t little[4];

	put_le(little, magic, sizeof(little));
	for (size_t at = 0;; at += step) {
		at = skip(bytes, at, end, step, word_at(little));
		if (at >= end)
			return false;
		if (sum(bytes + at, fixed) == 0) {
			*ret = at;
			return true;
		}
	}
}

static size_t at_most(size_t size, size_t limit)
{
	return size < limit ? size : limit;
}

unsigned int multiboot_find(const void *bytes, size_t size,
			    unsigned int version, size_t *ret_offset)
{
	if (version != 1 && find(bytes, at_most(size, MULTIBOOT2_SEARCH), 8,
				 MB2_FIXED, MB2_HEADER_MAGIC, ret_offset))
		return 2;
	if (version != 2 && find(bytes, at_most(size, MULTIBOOT1_SEARCH), 4,
				 MB1_FIXED, MB1_HEADER_MAGIC, ret_offset))
		return 1;
	return 0;
}

/* --- reading ----------------------------------------------------------- */

/* The header lies at header_addr, so base lies that much before it. */
bool multiboot_take_addresses(struct header_reader *r, const uint8_t *fields)
{
	struct multiboot_addresses *ret = &r->header->addresses;
	uint32_t header = (uint32_t)get_le(fields, 4);
	uint32_t base = (uint32_t)get_le(fields + 4, 4);

	*ret = (struct multiboot_addresses){
		.base = base,
		.load_end = (uint32_t)get_le(fields + 8, 4),
		.bss_end = (uint32_t)get_le(fields + 12, 4),
	};
	r->header->has_addresses = true;
	/* Version 2: the image begins with the file. */
	if (r->header->version == 2 && base == UINT32_MAX)
		ret->base = header - (uint32_t)r->header->offset;
	if (ret->base > header || header - ret->base > r->header->offset)
		return header_refuse(r, MULTIBOOT_ADDRESSES, base, header);
	ret->file_offset = r->header->offset - (header - ret->base);
	if (ret->load_end && ret->load_end < ret->base)
		return header_refuse(r, MULTIBOOT_ADDRESSES, ret->load_end,
				     ret->base);
	if (ret->bss_end && ret->bss_end < ret->load_end)
		return header_refuse(r, MULTIBOOT_ADDRESSES, ret->bss_end,
				     ret->load_end);
	return true;
}

static bool read_version_1(struct header_reader *r)
{
	struct multiboot_header *header = r->header;
	const uint8_t *at = r->bytes + header->offset;
	uint32_t flags = (uint32_t)get_le(at + 4, 4);
	uint32_t unknown = flags & MB1_REQUIREMENTS &
			   ~(MB1_ALIGN_MODULES | MB1_MEMORY | MB1_VIDEO);

	if (unknown)
		return header_refuse(r, MULTIBOOT_FLAG, unknown, 0);
	header->wants_framebuffer = flags & MB1_VIDEO;
	if (!(flags & MB1_ADDRESSES))
		return true;
	if (header->offset + 32 > r->size)
		return header_refuse(r, MULTIBOOT_LENGTH, header->offset,
				     r->size);
	header->has_entry = true;
	header->entry = (uint32_t)get_le(at + 28, 4);
	return multiboot_take_addresses(r, at + 12);
}

bool multiboot_read(struct multiboot_header *ret, const void *bytes,
		    size_t size, unsigned int version, size_t offset,
		    struct multiboot_error *error)
{
	struct header_reader reader = {
		.bytes = bytes,
		.size = at_most(size, version == 1 ? MULTIBOOT1_SEARCH
						   : MULTIBOOT2_SEARCH),
		.header = ret,
		.error = error,
	};

	*error = (struct multiboot_error){ .fault = MULTIBOOT_GOOD };
	*ret = (struct multiboot_header){
		.version = version,
		.offset = offset,
		.align = PAGE_SIZE_4K,
	};
	return version == 1 ? read_version_1(&reader)
			    : multiboot_read_tags(&reader);
}

void multiboot_explain(const struct sink *out,
		       const struct multiboot_error *error)
{
	print_phrase(out, multiboot_phrase(error->fault), 0, error->value,
		     error->limit);
}
