/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/bench/least.h"

#include "ovmf/bench/line.h"

#define MAP_SIZE 65536

static EFI_GUID loaded_image_guid = LOADED_IMAGE_PROTOCOL;
static EFI_GUID file_system_guid = SIMPLE_FILE_SYSTEM_PROTOCOL;
static EFI_GUID file_info_guid = EFI_FILE_INFO_ID;

EFI_BOOT_SERVICES *least_bs;
EFI_HANDLE least_self;

EFI_STATUS efi_main(EFI_HANDLE image, EFI_SYSTEM_TABLE *table);

EFI_STATUS least_volume(EFI_HANDLE *ret)
{
	EFI_LOADED_IMAGE *image;
	EFI_STATUS status = least_bs->HandleProtocol(
		least_self, &loaded_image_guid, (void **)&image);

	if (!status)
		*ret = image->DeviceHandle;
	return status;
}

EFI_STATUS least_open(const CHAR16 *path, EFI_FILE_HANDLE *ret)
{
	static EFI_FILE_HANDLE root;
	EFI_SIMPLE_FILE_SYSTEM_PROTOCOL *system;
	EFI_STATUS status = EFI_SUCCESS;
	EFI_HANDLE volume;

	if (!root)
		status = least_volume(&volume);
	if (!root && !status)
		status = least_bs->HandleProtocol(volume, &file_system_guid,
						  (void **)&system);
	if (!root && !status)
		status = system->OpenVolume(system, &root);
	return status ? status
		      : root->Open(root, ret, (CHAR16 *)path,
				   EFI_FILE_MODE_READ, 0);
}

EFI_STATUS least_size(EFI_FILE_HANDLE file, UINT64 *ret)
{
	static union {
		EFI_FILE_INFO info;
		char room[1024];
	} info;
	UINTN size = sizeof(info);
	EFI_STATUS status = file->GetInfo(file, &file_info_guid, &size, &info);

	*ret = info.info.FileSize;
	return status;
}

EFI_STATUS least_read(EFI_FILE_HANDLE file, UINT64 offset, void *to, UINTN size)
{
	EFI_STATUS status = file->SetPosition(file, offset);

	return status ? status : file->Read(file, &size, to);
}

EFI_STATUS least_load(const CHAR16 *path, EFI_MEMORY_TYPE type,
		      EFI_PHYSICAL_ADDRESS *ret)
{
	EFI_FILE_HANDLE file;
	EFI_STATUS status = least_open(path, &file);
	UINT64 size;

	if (!status)
		status = least_size(file, &size);
	if (!status)
		status = least_bs->AllocatePages(AllocateAnyPages, type,
						 (size + 4095) / 4096, ret);
	return status ? status : least_read(file, 0, (void *)*ret, size);
}

EFI_STATUS least_leave(void)
{
	static UINT8 map[MAP_SIZE];
	UINTN size = sizeof(map), key, desc_size;
	UINT32 version;
	EFI_STATUS status = least_bs->GetMemoryMap(&size, (void *)map, &key,
						   &desc_size, &version);

	return status ? status : least_bs->ExitBootServices(least_self, key);
}

EFI_STATUS efi_main(EFI_HANDLE image, EFI_SYSTEM_TABLE *table)
{
	EFI_STATUS status;

	least_bs = table->BootServices;
	least_self = image;
	status = least_main();
	line_write("failed", status);
	return status;
}
