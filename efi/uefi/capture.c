/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/capture.h"

#include "arch.h"
#include "core/base/cstring.h"
#include "core/text/utf16.h"
#include "efi/uefi/facts.h"
#include "efi/uefi/memory_map.h"
#include "efi/uefi/uefi.h"

/* As many whole characters as fit into to[size] with a NUL; to is zeroed. */
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
	struct fw_status status =
		fw_map_read(fw, &capture.map, &capture.map_buffer, err);

	if (fw_failed(status))
		return status;
	read_facts(fw, &capture);
	*ret = capture;
	return FW_SUCCESS;
}

void fw_release(const struct firmware *fw, struct capture *capture)
{
	fw_free_pages(fw, (void *)(uintptr_t)capture->map_buffer.base,
		      (size_t)(capture->map_buffer.size / PAGE_SIZE_4K));
	*capture = (struct capture){ 0 };
}
