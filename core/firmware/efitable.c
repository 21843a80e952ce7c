/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/firmware/efitable.h"

#include "core/base/bytes.h"

/* Offsets in the two headers. */
enum {
	MEMATTR_VERSION = 0,
	MEMATTR_COUNT = 4,
	MEMATTR_DESC_SIZE = 8,
	ESRT_COUNT = 0,
	ESRT_VERSION = 8, /* of 8 bytes */
};
#define MEMATTR_VERSION_MAX 2
#define ESRT_ENTRY_SIZE     40

const char *efitable_name(enum efitable which)
{
	static const char *const names[EFITABLE_COUNT] = {
		[EFITABLE_MEMATTR] = "memory_attributes",
		[EFITABLE_ESRT] = "esrt",
	};

	return names[which];
}

/* Memory with contents that can be read. */
static bool may_hold(enum efitable which, uint32_t type)
{
	if (which == EFITABLE_ESRT)
		return type == EFI_BOOT_SERVICES_DATA;
	return efi_type_among(
		type, EFI_TYPES_LOADER | EFI_TYPES_BOOT | EFI_TYPES_RUNTIME |
			      EFI_TYPE_BIT(EFI_ACPI_RECLAIM_MEMORY) |
			      EFI_TYPE_BIT(EFI_ACPI_MEMORY_NVS));
}

/* The bytes of the descriptor from the address to its end. */
static uint64_t room_in(const struct efi_memory_desc *desc, uint64_t address)
{
	uint64_t offset = address - desc->phys_addr;

	if (address < desc->phys_addr ||
	    offset >> PAGE_SHIFT_4K >= desc->num_pages ||
	    desc->num_pages > UINT64_MAX >> PAGE_SHIFT_4K)
		return 0;
	return (desc->num_pages << PAGE_SHIFT_4K) - offset;
}

/* The descriptor that contains the address, and the bytes from there to its
 * end; 0 without one. */
static uint64_t find_room(const struct efimap *map, uint64_t address,
			  struct efi_memory_desc *ret)
{
	uint64_t room = 0;

	for (size_t i = 0; i < efimap_count(map) && room == 0; i++) {
		efimap_get(map, i, ret);
		room = room_in(ret, address);
	}
	return room;
}

#define READABLE                                           \
	((EFI_TYPES_OTHER - 1) &                           \
	 ~(EFI_TYPE_BIT(EFI_MEMORY_MAPPED_IO) |            \
	   EFI_TYPE_BIT(EFI_MEMORY_MAPPED_IO_PORT_SPACE) | \
	   EFI_TYPE_BIT(EFI_UNUSABLE_MEMORY) |             \
	   EFI_TYPE_BIT(EFI_UNACCEPTED_MEMORY)))

uint64_t efimap_readable(const struct efimap *map, uint64_t address)
{
	struct efi_memory_desc desc;
	uint64_t room = find_room(map, address, &desc);

	return address > 0 && room > 0 && efi_type_among(desc.type, READABLE)
		       ? room
		       : 0;
}

uint64_t efitable_room(enum efitable which, const struct efimap *map,
		       uint64_t address)
{
	struct efi_memory_desc desc;
	uint64_t room = find_room(map, address, &desc);

	return room > 0 && may_hold(which, desc.type) ? room : 0;
}

static uint64_t memattr_size(const uint8_t *header)
{
	uint64_t count = get_le(header + MEMATTR_COUNT, 4);
	uint64_t size = get_le(header + MEMATTR_DESC_SIZE, 4);

	if (get_le(header + MEMATTR_VERSION, 4) > MEMATTR_VERSION_MAX ||
	    size < sizeof(struct efi_memory_desc))
		return 0;
	return EFITABLE_HEADER_SIZE + count * size;
}

static uint64_t esrt_size(const uint8_t *header)
{
	if (get_le(header + ESRT_VERSION, 8) != 1)
		return 0;
	return EFITABLE_HEADER_SIZE +
	       get_le(header + ESRT_COUNT, 4) * ESRT_ENTRY_SIZE;
}

uint64_t efitable_size(enum efitable which,
		       const uint8_t header[EFITABLE_HEADER_SIZE],
		       uint64_t room)
{
	uint64_t size = which == EFITABLE_ESRT ? esrt_size(header)
					       : memattr_size(header);

	return size <= room && size <= EFITABLE_MAX ? size : 0;
}
