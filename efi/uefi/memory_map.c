/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * GetMemoryMap(), for firmwares that contradict themselves as well.
 */
#include "efi/uefi/memory_map.h"

#include "arch.h"
#include "core/base/cstring.h"
#include "core/text/utf16.h"
#include "efi/uefi/uefi.h"
#include "efi/uefi/facts.h"

_Static_assert(sizeof(struct efi_memory_desc) == sizeof(EFI_MEMORY_DESCRIPTOR),
	       "efimap.h");

/* Firmware that reports a new size at each try must not keep us for ever. */
#define MAP_TRIES 8
/* Allocating the buffer splits descriptors, and some firmware reports less
 * than it returns: twice the size and so many more (Linux has 32 as well). */
#define MAP_SLACK 32
/* Behind the buffer: some firmware writes beyond it (edk2 PR 11609). */
#define CANARY_SIZE PAGE_SIZE_4K
#define CANARY_BYTE 0xc5

struct map_buffer {
	unsigned char *bytes;
	size_t pages; /* with the canary's */
	size_t room;  /* without */
};

/* --- the map ----------------------------------------------------------- */

static bool map_buffer_make(const struct firmware *fw, struct map_buffer *ret,
			    size_t bytes)
{
	size_t pages = fw_pages_for(bytes);
	unsigned char *memory = fw_pages(fw, pages + 1);

	if (!memory)
		return false;
	ret->bytes = memory;
	ret->pages = pages + 1;
	ret->room = pages * PAGE_SIZE_4K;
	for (size_t i = 0; i < CANARY_SIZE; i++)
		memory[ret->room + i] = CANARY_BYTE;
	return true;
}

static void map_buffer_free(const struct firmware *fw, struct map_buffer *buf)
{
	fw_free_pages(fw, buf->bytes, buf->pages);
	*buf = (struct map_buffer){ 0 };
}

/* How many bytes behind the buffer the firmware has changed. */
static size_t map_overrun(const struct map_buffer *buf)
{
	size_t n = buf->bytes ? CANARY_SIZE : 0;

	while (n && buf->bytes[buf->room + n - 1] == CANARY_BYTE)
		n--;
	return n;
}

/* Never less than there was: firmware exists whose wish goes up and down
 * (vmware/esx-boot 11). */
static size_t map_wish(const struct map_buffer *buf, size_t size,
		       size_t desc_size)
{
	size_t wish;

	/* Some firmware fills DescriptorSize only on success. */
	if (desc_size < sizeof(struct efi_memory_desc))
		desc_size = 2 * sizeof(struct efi_memory_desc);
	if (size > SIZE_MAX / 4 || desc_size > SIZE_MAX / 4 / MAP_SLACK)
		return SIZE_MAX / 2;
	wish = 2 * size + MAP_SLACK * desc_size;
	return wish > buf->room ? wish : 2 * buf->room;
}

/* Replaces buf by a larger one. */
static struct fw_status map_grow(const struct firmware *fw,
				 struct map_buffer *buf,
				 const struct efimap *map,
				 const struct sink *err)
{
	size_t wish = map_wish(buf, map->size, map->desc_size);

	map_buffer_free(fw, buf);
	if (map_buffer_make(fw, buf, wish))
		return FW_SUCCESS;
	print(err,
	      "The memory map of %zu bytes needs a buffer of %zu pages, "
	      "which AllocatePages did not give; free memory by unloading "
	      "drivers or applications.\n",
	      map->size, fw_pages_for(wish) + 1);
	return FW_OUT_OF_RESOURCES;
}

static EFI_STATUS map_get(const struct firmware *fw,
			  const struct map_buffer *buf, struct efimap *map)
{
	UINTN size = buf->room, key, desc_size = 0;
	UINT32 version = 0;
	EFI_STATUS status = uefi_boot(fw)->GetMemoryMap(
		&size, (void *)buf->bytes, &key, &desc_size, &version);

	*map = (struct efimap){
		.desc = buf->bytes,
		.size = size,
		.desc_size = desc_size,
		.desc_version = version,
	};
	return status;
}

/* NULL where the map that came can be used. */
static const char *map_fault(const struct efimap *map,
			     const struct map_buffer *buf)
{
	if (map->size > buf->room)
		return "the map is larger than the buffer that it was put in";
	if (efimap_check(map) != EFIMAP_GOOD)
		return efimap_fault_text(efimap_check(map));
	return NULL;
}

static struct fw_status map_refuse(const struct sink *err,
				   const struct efimap *map, const char *fault)
{
	print(err,
	      "GetMemoryMap: %s (map of %zu bytes, DescriptorSize %zu, "
	      "DescriptorVersion %u); memblock.efi cannot read this "
	      "firmware's map, please report it.\n",
	      fault, map->size, map->desc_size, (unsigned)map->desc_version);
	return map->desc_version == EFIMAP_DESC_VERSION
		       ? FW_DEVICE_ERROR
		       : FW_INCOMPATIBLE_VERSION;
}

/* status is what the last of all tries gave. */
static struct fw_status map_judge(const struct sink *err,
				  const struct map_buffer *buf,
				  const struct efimap *map, EFI_STATUS status)
{
	size_t overrun = map_overrun(buf);

	if (overrun) {
		print(err,
		      "GetMemoryMap wrote %zu bytes beyond its buffer of "
		      "%zu bytes: nothing that this firmware says can be "
		      "trusted, please report it.\n",
		      overrun, buf->room);
		return FW_DEVICE_ERROR;
	}
	if (status == EFI_BUFFER_TOO_SMALL) {
		print(err,
		      "GetMemoryMap wants %zu bytes after %d tries with "
		      "ever larger buffers, the last one of %zu bytes: the "
		      "firmware contradicts itself, please report it.\n",
		      map->size, MAP_TRIES, buf->room);
		return FW_STATUS(status);
	}
	if (EFI_ERROR(status) || !buf->bytes) {
		print_str(err, "GetMemoryMap failed: ");
		print_status(err, FW_STATUS(status));
		print_str(err, "; restart the machine and try again.\n");
		return EFI_ERROR(status) ? FW_STATUS(status) : FW_DEVICE_ERROR;
	}
	const char *fault = map_fault(map, buf);

	return fault ? map_refuse(err, map, fault) : FW_SUCCESS;
}

static struct fw_status map_read(const struct firmware *fw,
				 struct map_buffer *buf, struct efimap *map,
				 const struct sink *err)
{
	EFI_STATUS status = map_get(fw, buf, map); /* asks for the size */

	for (int i = 0; i < MAP_TRIES; i++) {
		if (status != EFI_BUFFER_TOO_SMALL || map_overrun(buf))
			break;
		struct fw_status grown = map_grow(fw, buf, map, err);

		if (fw_failed(grown))
			return grown;
		status = map_get(fw, buf, map);
	}
	return map_judge(err, buf, map, status);
}

/* --- the facts --------------------------------------------------------- */

/* What fits into to[size] with a NUL, in whole characters; to is zeroed. */
static void copy_utf16(char *to, size_t size, const CHAR16 *from)
{
	size_t len = 0;

	while (from && len < size && from[len])
		len++;
	utf16_to_utf8(to, size - 1, from, len);
}

static void read_facts(const struct firmware *fw, struct capture *ret)
{
	const EFI_SYSTEM_TABLE *system = uefi_system(fw);
	const EFI_LOADED_IMAGE *image = uefi_image(fw);

	ret->profile = ARCH_PROFILE;
	str_copy(ret->origin, sizeof(ret->origin), "GetMemoryMap");
	str_copy(ret->arch, sizeof(ret->arch), ARCH_NAME);
	copy_utf16(ret->vendor, sizeof(ret->vendor), system->FirmwareVendor);
	ret->firmware_revision = system->FirmwareRevision;
	ret->uefi_revision = system->Hdr.Revision;
	ret->image.base = (uintptr_t)image->ImageBase;
	ret->image.size = image->ImageSize;
	ret->acpi.srat = acpi_find(facts_rsdp(fw), "SRAT");
	ret->acpi.slit = acpi_find(facts_rsdp(fw), "SLIT");
	facts_tables(ret->tables, fw, &ret->map);
}

struct fw_status fw_capture(const struct firmware *fw, struct capture *ret,
			    const struct sink *err)
{
	struct capture capture = { 0 };
	struct map_buffer buf = { 0 };
	struct fw_status status = map_read(fw, &buf, &capture.map, err);

	if (fw_failed(status)) {
		map_buffer_free(fw, &buf);
		return status;
	}
	read_facts(fw, &capture);
	capture.map_buffer.base = (uintptr_t)buf.bytes;
	capture.map_buffer.size = buf.pages * PAGE_SIZE_4K;
	*ret = capture;
	return FW_SUCCESS;
}

void fw_release(const struct firmware *fw, struct capture *capture)
{
	fw_free_pages(fw, (void *)(uintptr_t)capture->map_buffer.base,
		      (size_t)(capture->map_buffer.size / PAGE_SIZE_4K));
	*capture = (struct capture){ 0 };
}
