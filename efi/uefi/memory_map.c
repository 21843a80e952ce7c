/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/memory_map.h"

#include "core/text/phrase.h"
#include "core/base/cstring.h"
#include "efi/uefi/uefi.h"

_Static_assert(sizeof(struct efi_memory_desc) == sizeof(EFI_MEMORY_DESCRIPTOR),
	       "efimap.h");

/* Firmware that asks for more at each try must not keep us forever. */
#define MAP_TRIES 8
/* Each allocation splits descriptors, and some firmware asks for less than it
 * returns: room for twice the size and so many descriptors more. Linux has 32
 * to spare since 6.13; 8 were too few. */
#define MAP_SLACK 32
/* After the buffer: some firmware writes beyond it (edk2 PR 11609). */
#define CANARY_SIZE PAGE_SIZE_4K
#define CANARY_BYTE 0xc5
#define CANARY_WORD UINT64_C(0xc5c5c5c5c5c5c5c5)

struct map_buffer {
	unsigned char *bytes;
	size_t pages; /* with the canary's */
	size_t room;  /* without */
};

/* --- one call ---------------------------------------------------------- */

struct fw_status fw_map_get(const struct firmware *fw, void *buffer,
			    size_t room, struct efimap *ret, size_t *ret_key)
{
	UINTN size = room, key = 0, desc_size = 0;
	UINT32 version = 0;
	EFI_STATUS status = uefi_boot(fw)->GetMemoryMap(&size, buffer, &key,
							&desc_size, &version);

	*ret = (struct efimap){
		.desc = buffer,
		.size = size,
		.desc_size = desc_size,
		.desc_version = version,
	};
	*ret_key = key;
	return FW_STATUS(status);
}

static struct fw_status refuse_status(const struct sink *err,
				      struct fw_status status)
{
	print_str(err, "GetMemoryMap failed: ");
	print_status(err, status);
	print_str(err, "; restart the machine and try again.\n");
	return status;
}

/* --- how large a buffer ------------------------------------------------ */

static size_t room_for(size_t asked, size_t desc_size)
{
	if (asked > SIZE_MAX / 4 || desc_size > SIZE_MAX / 4 / MAP_SLACK)
		return SIZE_MAX / 2;
	return 2 * asked + MAP_SLACK * desc_size;
}

struct fw_status fw_map_room(const struct firmware *fw,
			     const struct efimap *last, size_t *ret_bytes,
			     const struct sink *err)
{
	struct efimap asked;
	size_t key;
	struct fw_status status = fw_map_get(fw, NULL, 0, &asked, &key);

	if (fw_failed(status) && !fw_is(status, FW_BUFFER_TOO_SMALL))
		return refuse_status(err, status);
	*ret_bytes = room_for(asked.size > last->size ? asked.size : last->size,
			      last->desc_size);
	return FW_SUCCESS;
}

/* Never less than twice what buf has: there is firmware whose requirement goes
 * up and down (vmware/esx-boot 11). */
static size_t next_room(const struct map_buffer *buf, const struct efimap *map)
{
	/* Some firmware fills DescriptorSize only on success. */
	size_t desc_size = map->desc_size < sizeof(struct efi_memory_desc)
				   ? 2 * sizeof(struct efi_memory_desc)
				   : map->desc_size;
	size_t room = room_for(map->size, desc_size);

	return room > buf->room ? room : 2 * buf->room;
}

/* --- buffers ----------------------------------------------------------- */

static bool buffer_make(const struct firmware *fw, struct map_buffer *ret,
			size_t bytes)
{
	size_t pages = fw_pages_for(bytes);
	unsigned char *memory = fw_pages(fw, pages + 1);

	if (!memory)
		return false;
	ret->bytes = memory;
	ret->pages = pages + 1;
	ret->room = pages * PAGE_SIZE_4K;
	memset(memory + ret->room, CANARY_BYTE, CANARY_SIZE);
	return true;
}

static void buffer_free(const struct firmware *fw, struct map_buffer *buf)
{
	fw_free_pages(fw, buf->bytes, buf->pages);
	*buf = (struct map_buffer){ 0 };
}

/* How many bytes after the buffer the firmware has changed. */
static size_t buffer_overrun(const struct map_buffer *buf)
{
	const unsigned char *canary = buf->bytes + buf->room;
	const unsigned char *end = canary + CANARY_SIZE;
	const uint64_t *words = (const uint64_t *)end;

	for (; (const unsigned char *)words > canary; words -= 4)
		if (words[-1] != CANARY_WORD || words[-2] != CANARY_WORD ||
		    words[-3] != CANARY_WORD || words[-4] != CANARY_WORD)
			break;
	end = (const unsigned char *)words;
	while (end > canary && end[-1] == CANARY_BYTE)
		end--;
	return (size_t)(end - canary);
}

/* Replaces buf by a larger one for the map that did not fit. */
static struct fw_status buffer_grow(const struct firmware *fw,
				    struct map_buffer *buf,
				    const struct efimap *map,
				    const struct sink *err)
{
	size_t room = next_room(buf, map);

	buffer_free(fw, buf);
	if (buffer_make(fw, buf, room))
		return FW_SUCCESS;
	return loader_oom(err, "Reading the memory map", room + CANARY_SIZE);
}

/* --- the map ----------------------------------------------------------- */

/* NULL where the map can be used. */
static const char *map_fault(const struct efimap *map,
			     const struct map_buffer *buf)
{
	if (map->size > buf->room)
		return "the map is larger than the buffer that it was put in";
	if (efimap_check(map) != EFIMAP_GOOD)
		return efimap_fault_text(efimap_check(map));
	return NULL;
}

static struct fw_status check_map(const struct sink *err,
				  const struct efimap *map,
				  const struct map_buffer *buf)
{
	const char *fault = map_fault(map, buf);

	if (!fault)
		return FW_SUCCESS;
	print(err, "GetMemoryMap: %s", fault);
	print_phrase(err, fw_map_phrase(FW_MAP_UNREADABLE), map->desc_version,
		     map->size, map->desc_size);
	return map->desc_version == EFIMAP_DESC_VERSION
		       ? FW_DEVICE_ERROR
		       : FW_INCOMPATIBLE_VERSION;
}

/* status is that of the last try. */
static struct fw_status check_result(const struct sink *err,
				     const struct map_buffer *buf,
				     size_t overrun, const struct efimap *map,
				     struct fw_status status)
{
	if (overrun) {
		print_phrase(err, fw_map_phrase(FW_MAP_OVERRUN), 0, overrun,
			     buf->room);
		return FW_DEVICE_ERROR;
	}
	if (fw_is(status, FW_BUFFER_TOO_SMALL)) {
		print_phrase(err, fw_map_phrase(FW_MAP_GROWS), MAP_TRIES,
			     map->size, buf->room);
		return status;
	}
	if (fw_failed(status) || !buf->bytes)
		return refuse_status(err, fw_failed(status) ? status
							    : FW_DEVICE_ERROR);
	return check_map(err, map, buf);
}

static struct fw_status read_map(const struct firmware *fw,
				 struct map_buffer *buf, struct efimap *map,
				 const struct sink *err)
{
	size_t key;
	/* The first call asks for the size. */
	struct fw_status status = fw_map_get(fw, NULL, 0, map, &key);

	size_t overrun = 0;

	for (int i = 0; i < MAP_TRIES; i++) {
		struct fw_status grown;

		if (!fw_is(status, FW_BUFFER_TOO_SMALL) || overrun)
			break;
		grown = buffer_grow(fw, buf, map, err);
		if (fw_failed(grown))
			return grown;
		status = fw_map_get(fw, buf->bytes, buf->room, map, &key);
		overrun = buffer_overrun(buf);
	}
	return check_result(err, buf, overrun, map, status);
}

struct fw_status fw_map_read(const struct firmware *fw, struct efimap *ret,
			     struct capture_range *ret_buffer,
			     const struct sink *err)
{
	struct map_buffer buf = { 0 };
	struct fw_status status = read_map(fw, &buf, ret, err);

	if (fw_failed(status))
		buffer_free(fw, &buf);
	ret_buffer->base = (uintptr_t)buf.bytes;
	ret_buffer->size = buf.pages * PAGE_SIZE_4K;
	return status;
}
