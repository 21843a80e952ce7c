/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The EFI map that goes with an edited E820 table.
 */
#include "efi/boot/linux/params.h"

#include "core/base/cstring.h"

/* What free memory a descriptor may be cut into: a part that stays, a part that
 * does not, for each row and around it. */
size_t linux_efi_map_room(size_t descriptors, size_t desc_size, size_t rows)
{
	return (descriptors + 2 * rows) * desc_size;
}

struct copy {
	uint8_t *ret;
	size_t room, used;
	size_t desc_size;
	bool full;
};

/* The descriptor from, with its own range or another one. */
static void append(struct copy *copy, const uint8_t *from, struct range range,
		   uint32_t type)
{
	struct efi_memory_desc desc;
	uint8_t *at = copy->ret + copy->used;

	if (range.size == 0)
		return;
	if (copy->room - copy->used < copy->desc_size) {
		copy->full = true;
		return;
	}
	efimap_read(from, &desc);
	desc.type = type;
	desc.phys_addr = range.base;
	desc.num_pages = range.size / PAGE_SIZE_4K;
	memcpy(at, from, copy->desc_size);
	memcpy(at, &desc, sizeof(desc));
	copy->used += copy->desc_size;
}

/* What E820 still calls usable stays free memory. */
static void append_free(struct copy *copy, const uint8_t *from,
			struct range range, const struct e820_table *e820)
{
	struct efi_memory_desc desc;
	phys_addr_t done = range.base;

	efimap_read(from, &desc);
	for (size_t i = 0; i < e820->cnt; i++) {
		const struct e820_entry *entry = &e820->entries[i];
		struct range usable;

		if (entry->type != E820_RAM ||
		    range_end(entry->range) <= range.base)
			continue;
		if (entry->range.base >= range_end(range))
			break;
		usable = range_inward(range_intersect(entry->range, range),
				      PAGE_SIZE_4K);
		if (usable.size == 0)
			continue;
		append(copy, from, range_from_to(done, usable.base),
		       EFI_UNUSABLE_MEMORY);
		append(copy, from, usable, desc.type);
		done = range_end(usable);
	}
	append(copy, from, range_from_to(done, range_end(range)),
	       EFI_UNUSABLE_MEMORY);
}

/* Special purpose memory is not free for KASLR. */
static bool is_free(const struct efi_memory_desc *desc)
{
	return efi_type_among(desc->type,
			      EFI_TYPE_BIT(EFI_CONVENTIONAL_MEMORY) |
				      EFI_TYPE_BIT(EFI_UNACCEPTED_MEMORY)) &&
	       !(desc->attribute & (EFI_ATTR_SP | EFI_ATTR_RUNTIME));
}

static void copy_descriptor(struct copy *copy, const uint8_t *from,
			    const struct e820_table *e820)
{
	struct efi_memory_desc desc;
	struct range range;

	efimap_read(from, &desc);
	range.base = desc.phys_addr;
	if (desc.num_pages <= (PHYS_ADDR_MAX - range.base) / PAGE_SIZE_4K &&
	    range.base % PAGE_SIZE_4K == 0 && is_free(&desc)) {
		range.size = desc.num_pages * PAGE_SIZE_4K;
		append_free(copy, from, range, e820);
		return;
	}
	if (copy->room - copy->used < copy->desc_size) {
		copy->full = true;
		return;
	}
	memcpy(copy->ret + copy->used, from, copy->desc_size);
	copy->used += copy->desc_size;
}

size_t linux_efi_map(uint8_t *ret, size_t room,
		     const struct conversion *conversion)
{
	const struct efimap *map = &conversion->capture->map;
	struct copy copy = { ret, room, 0, map->desc_size, false };

	for (size_t i = 0; i < efimap_count(map); i++)
		copy_descriptor(&copy,
				(const uint8_t *)map->desc + i * map->desc_size,
				&conversion->e820);
	return copy.full ? 0 : copy.used;
}
