/* SPDX-License-Identifier: BSD-2-Clause */
/* EFI_SIMPLE_FILE_SYSTEM_PROTOCOL and EFI_FILE_PROTOCOL
 * (UEFI 2.10, 13.4, 13.5). */
#include "efi/uefi/volume.h"

#include "core/base/cstring.h"
#include "efi/uefi/uefi.h"

/* EFI_FILE_INFO with a name of any length that FAT allows. */
union file_info {
	EFI_FILE_INFO info;
	char room[offsetof(EFI_FILE_INFO, FileName) +
		  PATH_MAX_UNITS * sizeof(CHAR16)];
};

struct fw_status volume_open(struct volume *ret, const struct firmware *fw)
{
	EFI_GUID guid = EFI_SIMPLE_FILE_SYSTEM_PROTOCOL_GUID;
	EFI_SIMPLE_FILE_SYSTEM_PROTOCOL *system =
		uefi_protocol(fw, uefi_image(fw)->DeviceHandle, guid);
	struct _EFI_FILE_HANDLE *root;
	EFI_STATUS status;

	ret->root = NULL;
	if (!system)
		return FW_UNSUPPORTED;
	status = system->OpenVolume(system, &root);
	if (!EFI_ERROR(status))
		ret->root = root;
	return FW_STATUS(status);
}

void volume_close(struct volume *volume)
{
	EFI_FILE_HANDLE root = volume->root;

	if (root)
		root->Close(root);
	volume->root = NULL;
}

/* Appends the text of a node, with exactly one separator between. */
static size_t append_node(uint16_t path[PATH_MAX_UNITS], size_t len,
			  const EFI_DEVICE_PATH *node)
{
	const unsigned char *bytes = (const unsigned char *)node;
	size_t size = node->Length[0] | node->Length[1] << 8;

	for (size_t i = sizeof(*node); i + 1 < size; i += 2) {
		uint16_t unit = (uint16_t)(bytes[i] | bytes[i + 1] << 8);

		if (unit == '/')
			unit = '\\';
		if (!unit || len == PATH_MAX_UNITS - 1)
			break;
		if (unit != '\\' || path[len - 1] != '\\')
			path[len++] = unit;
	}
	if (len < PATH_MAX_UNITS - 1 && path[len - 1] != '\\')
		path[len++] = '\\';
	return len;
}

/* A file path may consist of several nodes (UEFI 2.10, 10.3.5.4). */
void volume_own_path(uint16_t ret[PATH_MAX_UNITS], const struct firmware *fw)
{
	EFI_DEVICE_PATH *node = uefi_image(fw)->FilePath;
	size_t len = 1;

	ret[0] = '\\';
	for (; node; node = uefi_next_node(node))
		if (node->Type == MEDIA_DEVICE_PATH &&
		    node->SubType == MEDIA_FILEPATH_DP)
			len = append_node(ret, len, node);
	/* Without the separator after the last node. */
	ret[len > 1 && ret[len - 1] == '\\' ? len - 1 : len] = 0;
}

struct fw_status volume_open_file(struct volume_file *ret,
				  const struct volume *volume,
				  const uint16_t *path, enum volume_mode mode)
{
	static const UINT64 modes[] = {
		[VOLUME_READ] = EFI_FILE_MODE_READ,
		[VOLUME_WRITE] = EFI_FILE_MODE_READ | EFI_FILE_MODE_WRITE,
		[VOLUME_CREATE] = EFI_FILE_MODE_READ | EFI_FILE_MODE_WRITE |
				  EFI_FILE_MODE_CREATE,
	};
	EFI_FILE_HANDLE root = volume->root;
	struct _EFI_FILE_HANDLE *file;
	EFI_STATUS status =
		root->Open(root, &file, (CHAR16 *)path, modes[mode], 0);

	ret->handle = EFI_ERROR(status) ? NULL : file;
	return FW_STATUS(status);
}

struct fw_status volume_make_folder(const struct volume *volume,
				    const uint16_t *path)
{
	EFI_FILE_HANDLE root = volume->root;
	struct _EFI_FILE_HANDLE *folder;
	EFI_STATUS status = root->Open(root, &folder, (CHAR16 *)path,
				       EFI_FILE_MODE_READ, 0);

	if (status == EFI_NOT_FOUND)
		status = root->Open(root, &folder, (CHAR16 *)path,
				    EFI_FILE_MODE_READ | EFI_FILE_MODE_WRITE |
					    EFI_FILE_MODE_CREATE,
				    EFI_FILE_DIRECTORY);
	if (!EFI_ERROR(status))
		folder->Close(folder);
	return FW_STATUS(status);
}

void volume_close_file(struct volume_file *file)
{
	EFI_FILE_HANDLE handle = file->handle;

	if (handle)
		handle->Close(handle);
	file->handle = NULL;
}

/* Closes the file in any case; UEFI returns a warning when it was not deleted.
 */
struct fw_status volume_delete(struct volume_file *file)
{
	EFI_FILE_HANDLE handle = file->handle;
	EFI_STATUS status = handle ? handle->Delete(handle) : EFI_SUCCESS;

	file->handle = NULL;
	return status == EFI_WARN_DELETE_FAILURE ? FW_ACCESS_DENIED
						 : FW_STATUS(status);
}

static EFI_STATUS get_info(EFI_FILE_HANDLE handle, union file_info *ret)
{
	EFI_GUID guid = EFI_FILE_INFO_ID;
	UINTN size = sizeof(*ret);

	return handle->GetInfo(handle, &guid, &size, ret);
}

struct fw_status volume_info(const struct volume_file *file,
			     struct volume_info *ret)
{
	union file_info room;
	EFI_STATUS status = get_info(file->handle, &room);

	if (EFI_ERROR(status))
		return FW_STATUS(status);
	ret->size = room.info.FileSize;
	ret->folder = room.info.Attribute & EFI_FILE_DIRECTORY;
	return FW_SUCCESS;
}

struct fw_status volume_read(const struct volume_file *file, void *bytes,
			     size_t *len)
{
	EFI_FILE_HANDLE handle = file->handle;
	UINTN size = *len;
	EFI_STATUS status = handle->Read(handle, &size, bytes);

	if (EFI_ERROR(status) || size > *len)
		return EFI_ERROR(status) ? FW_STATUS(status) : FW_DEVICE_ERROR;
	*len = size;
	return FW_SUCCESS;
}

struct fw_status volume_write(const struct volume_file *file, const void *bytes,
			      size_t len)
{
	EFI_FILE_HANDLE handle = file->handle;
	UINTN size = len;
	EFI_STATUS status = handle->Write(handle, &size, (void *)bytes);

	/* Fewer bytes without an error mean that the volume is full. */
	return !EFI_ERROR(status) && size < len ? FW_VOLUME_FULL
						: FW_STATUS(status);
}

struct fw_status volume_seek(const struct volume_file *file, uint64_t offset)
{
	EFI_FILE_HANDLE handle = file->handle;

	return FW_STATUS(handle->SetPosition(handle, offset));
}

struct fw_status volume_flush(const struct volume_file *file)
{
	EFI_FILE_HANDLE handle = file->handle;

	return FW_STATUS(handle->Flush(handle));
}

struct fw_status volume_rename(const struct volume_file *file,
			       const uint16_t *name)
{
	EFI_FILE_HANDLE handle = file->handle;
	EFI_GUID guid = EFI_FILE_INFO_ID;
	union file_info room;
	EFI_STATUS status = get_info(handle, &room);
	size_t len = 0;

	if (EFI_ERROR(status))
		return FW_STATUS(status);
	while (name[len])
		len++;
	room.info.Size =
		offsetof(EFI_FILE_INFO, FileName) + (len + 1) * sizeof(*name);
	memcpy(room.room + offsetof(EFI_FILE_INFO, FileName), name,
	       (len + 1) * sizeof(*name));
	return FW_STATUS(handle->SetInfo(handle, &guid, room.info.Size, &room));
}
