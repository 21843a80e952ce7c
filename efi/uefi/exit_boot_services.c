/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A map that grows between its reading and ExitBootServices makes that fail;
 * from then on nothing but these two services may be called (UEFI 2.10,
 * 7.4.6).
 */
#include "efi/uefi/exit_boot_services.h"

#include "core/base/cstring.h"
#include "efi/uefi/uefi.h"

#define LEAVE_TRIES 8

struct fw_status fw_pages_at(const struct firmware *fw, phys_addr_t base,
			     size_t count, bool code)
{
	EFI_PHYSICAL_ADDRESS address = base;

	return FW_STATUS(uefi_boot(fw)->AllocatePages(
		AllocateAddress, code ? EfiLoaderCode : EfiLoaderData, count,
		&address));
}

struct fw_status fw_publish(const struct firmware *fw, const uint8_t guid[16],
			    void *table)
{
	EFI_GUID copy;

	memcpy(&copy, guid, sizeof(copy));
	return FW_STATUS(
		uefi_boot(fw)->InstallConfigurationTable(&copy, table));
}

/* room anew at each try: a failed call has changed the size. */
static EFI_STATUS read_map(const struct firmware *fw, void *buffer, size_t room,
			   struct efimap *ret, UINTN *key)
{
	UINTN size = room, desc_size = 0;
	UINT32 version = 0;
	EFI_STATUS status = uefi_boot(fw)->GetMemoryMap(&size, buffer, key,
							&desc_size, &version);

	*ret = (struct efimap){
		.desc = buffer,
		.size = size,
		.desc_size = desc_size,
		.desc_version = version,
	};
	if (!EFI_ERROR(status) &&
	    (size > room || efimap_check(ret) != EFIMAP_GOOD))
		return EFI_DEVICE_ERROR;
	return status;
}

struct fw_status fw_exit_boot_services(const struct firmware *fw, void *buffer,
				       size_t room, struct efimap *ret,
				       bool *ret_begun)
{
	EFI_STATUS status = EFI_DEVICE_ERROR;
	UINTN key = 0;

	*ret_begun = false;
	for (int i = 0; i < LEAVE_TRIES; i++) {
		status = read_map(fw, buffer, room, ret, &key);
		if (EFI_ERROR(status))
			continue;
		*ret_begun = true;
		status = uefi_boot(fw)->ExitBootServices(fw->image, key);
		if (!EFI_ERROR(status))
			break;
	}
	return FW_STATUS(status);
}
