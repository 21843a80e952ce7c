/* SPDX-License-Identifier: BSD-2-Clause */
/* The tags of a version 2 header. */
#include "core/base/bytes.h"
#include "efi/boot/multiboot/format.h"
#include "efi/boot/multiboot/header_reader.h"

#define FIXED      16
#define TAG_HEADER 8

struct tag {
	const uint8_t *payload;
	uint32_t type;
	bool optional;
	uint32_t size; /* with its header */
};

/* --- what each tag says ------------------------------------------------ */

static bool take_requests(struct header_reader *r, const struct tag *tag)
{
	for (uint32_t at = TAG_HEADER; at + 4 <= tag->size; at += 4) {
		uint32_t type =
			(uint32_t)get_le(tag->payload + at - TAG_HEADER, 4);

		/* Only whether it is known: on a machine that does not have
		 * it, it is left out (as GRUB does; Xen counts on that). */
		if (type >= MB2_TAG_COUNT && !tag->optional)
			return header_refuse(r, MULTIBOOT_REQUEST, type, 0);
	}
	return true;
}

static bool take_addresses(struct header_reader *r, const struct tag *tag)
{
	return multiboot_take_addresses(r, tag->payload);
}

static bool take_entry(struct header_reader *r, const struct tag *tag)
{
	r->header->has_entry = true;
	r->header->entry = (uint32_t)get_le(tag->payload, 4);
	return true;
}

static bool take_console(struct header_reader *r, const struct tag *tag)
{
	uint32_t flags = (uint32_t)get_le(tag->payload, 4);

	r->header->needs_text = (flags & MB2_CONSOLE_REQUIRED) &&
				(flags & MB2_CONSOLE_EGA_TEXT);
	return true;
}

/* Width, height and depth are wishes. */
static bool take_framebuffer(struct header_reader *r, const struct tag *tag)
{
	(void)tag;
	r->header->wants_framebuffer = true;
	return true;
}

static bool take_services(struct header_reader *r, const struct tag *tag)
{
	(void)tag;
	r->header->keep_services = true;
	return true;
}

static bool take_entry_efi64(struct header_reader *r, const struct tag *tag)
{
	r->header->has_efi64_entry = true;
	r->header->efi64_entry = (uint32_t)get_le(tag->payload, 4);
	return true;
}

static bool take_relocatable(struct header_reader *r, const struct tag *tag)
{
	struct multiboot_header *header = r->header;
	uint32_t preference = (uint32_t)get_le(tag->payload + 12, 4);

	header->is_relocatable = true;
	header->min = (uint32_t)get_le(tag->payload, 4);
	header->max = (uint32_t)get_le(tag->payload + 4, 4);
	header->align = (uint32_t)get_le(tag->payload + 8, 4);
	header->preference = preference <= MULTIBOOT_HIGHEST
				     ? (enum multiboot_preference)preference
				     : MULTIBOOT_ANYWHERE;
	if (!is_power_of_two(header->align))
		return header_refuse(r, MULTIBOOT_ALIGN, header->align, 0);
	if (header->align < PAGE_SIZE_4K)
		header->align = PAGE_SIZE_4K;
	return true;
}

/* What every loader with pages does, and an entry for firmware of 32 bits. */
static bool take_nothing(struct header_reader *r, const struct tag *tag)
{
	(void)r, (void)tag;
	return true;
}

static const struct {
	uint32_t size; /* at least */
	bool (*take)(struct header_reader *r, const struct tag *tag);
} tags[] = {
	[MB2_HEADER_REQUEST] = { 8, take_requests },
	[MB2_HEADER_ADDRESS] = { 24, take_addresses },
	[MB2_HEADER_ENTRY] = { 12, take_entry },
	[MB2_HEADER_CONSOLE] = { 12, take_console },
	[MB2_HEADER_FRAMEBUFFER] = { 20, take_framebuffer },
	[MB2_HEADER_MODULE_ALIGN] = { 8, take_nothing },
	[MB2_HEADER_EFI_SERVICES] = { 8, take_services },
	[MB2_HEADER_ENTRY_EFI32] = { 12, take_nothing },
	[MB2_HEADER_ENTRY_EFI64] = { 12, take_entry_efi64 },
	[MB2_HEADER_RELOCATABLE] = { 24, take_relocatable },
};

#define TAGS (sizeof(tags) / sizeof(*tags))

/* --- the walk ---------------------------------------------------------- */

static bool take(struct header_reader *r, const struct tag *tag)
{
	if (tag->type >= TAGS) {
		return tag->optional ||
		       header_refuse(r, MULTIBOOT_TAG_TYPE, tag->type, 0);
	}
	if (tag->size < tags[tag->type].size)
		return header_refuse(r, MULTIBOOT_TAG_SIZE, tag->type,
				     tag->size);
	return tags[tag->type].take(r, tag);
}

/* Ends with the end tag or with the header: kernels are seen whose end tag is
 * cut off. */
static bool walk(struct header_reader *r, const uint8_t *at, size_t left)
{
	while (left >= TAG_HEADER) {
		const struct tag tag = {
			.payload = at + TAG_HEADER,
			.type = (uint32_t)get_le(at, 2),
			.optional = get_le(at + 2, 2) & MB2_HEADER_OPTIONAL,
			.size = (uint32_t)get_le(at + 4, 4),
		};
		size_t step;

		if (tag.type == MB2_HEADER_END)
			return true;
		if (tag.size < TAG_HEADER || tag.size > left)
			return header_refuse(r, MULTIBOOT_TAG_SIZE, tag.type,
					     tag.size);
		if (!take(r, &tag))
			return false;
		step = (size_t)align_up(tag.size, 8);
		if (step > left)
			return true;
		at += step;
		left -= step;
	}
	return true;
}

static bool check(struct header_reader *r)
{
	const struct multiboot_header *header = r->header;

	/* The entry with boot services is one only together with them. */
	if (header->has_addresses && !header->has_entry &&
	    !(header->keep_services && header->has_efi64_entry))
		return header_refuse(r, MULTIBOOT_NO_ENTRY, 0, 0);
	if (header->needs_text && !header->wants_framebuffer)
		return header_refuse(r, MULTIBOOT_TEXT, 0, 0);
	return true;
}

bool multiboot_read_tags(struct header_reader *r)
{
	const uint8_t *at = r->bytes + r->header->offset;
	uint32_t architecture = (uint32_t)get_le(at + 4, 4);
	uint32_t length = (uint32_t)get_le(at + 8, 4);

	if (architecture != MB2_ARCHITECTURE_I386)
		return header_refuse(r, MULTIBOOT_ARCHITECTURE, architecture,
				     0);
	if (length < FIXED || length > r->size - r->header->offset)
		return header_refuse(r, MULTIBOOT_LENGTH, length,
				     r->size - r->header->offset);
	return walk(r, at + FIXED, length - FIXED) && check(r);
}
