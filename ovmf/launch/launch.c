/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Starts \memblock.efi from the FAT volume that has it, and passes its own
 * options on. QEMU's -kernel boots this program: that is how options reach an
 * application on a disk without the UEFI Shell and its countdown.
 */
#include "ovmf/launch/launch.h"

static EFI_GUID loaded_image_guid = LOADED_IMAGE_PROTOCOL;
static EFI_GUID file_system_guid = SIMPLE_FILE_SYSTEM_PROTOCOL;
static EFI_GUID device_path_guid = DEVICE_PATH_PROTOCOL;

static EFI_SYSTEM_TABLE *st;
static EFI_BOOT_SERVICES *bs;
static CHAR16 name[] = u"\\memblock.efi";

EFI_STATUS efi_main(EFI_HANDLE self, EFI_SYSTEM_TABLE *table);

static BOOLEAN has_application(EFI_HANDLE volume)
{
	EFI_FILE_IO_INTERFACE *fs;
	EFI_FILE *root, *file;
	EFI_STATUS status;

	if (bs->HandleProtocol(volume, &file_system_guid, (void **)&fs) ||
	    fs->OpenVolume(fs, &root))
		return FALSE;
	status = root->Open(root, &file, name, EFI_FILE_MODE_READ, 0);
	if (!status)
		file->Close(file);
	root->Close(root);
	return !status;
}

static EFI_HANDLE find_volume(void)
{
	EFI_HANDLE *handles, found = NULL;
	UINTN count, i;

	if (bs->LocateHandleBuffer(ByProtocol, &file_system_guid, NULL, &count,
				   &handles))
		return NULL;
	for (i = 0; i < count && !found; i++)
		if (has_application(handles[i]))
			found = handles[i];
	bs->FreePool(handles);
	return found;
}

/* The firmware may not have connected the disk driver yet: -kernel boots first.
 */
static void connect_all(void)
{
	EFI_HANDLE *handles;
	UINTN count, i;

	if (bs->LocateHandleBuffer(AllHandles, NULL, NULL, &count, &handles))
		return;
	for (i = 0; i < count; i++)
		bs->ConnectController(handles[i], NULL, NULL, TRUE);
	bs->FreePool(handles);
}

static UINTN node_length(const EFI_DEVICE_PATH *node)
{
	return node->Length[0] | (UINTN)node->Length[1] << 8;
}

static UINTN path_length(const EFI_DEVICE_PATH *path)
{
	const EFI_DEVICE_PATH *node = path;

	while (node->Type != END_DEVICE_PATH_TYPE)
		node = (const void *)((const UINT8 *)node + node_length(node));
	return (UINTN)((const UINT8 *)node - (const UINT8 *)path);
}

static UINT8 *append_node(UINT8 *at, UINT8 type, UINT8 subtype, UINTN length)
{
	EFI_DEVICE_PATH *node = (EFI_DEVICE_PATH *)at;

	node->Type = type;
	node->SubType = subtype;
	node->Length[0] = (UINT8)length;
	node->Length[1] = (UINT8)(length >> 8);
	return at + sizeof(*node);
}

/* The path of the application: the volume's path, a file node, the end node. */
static EFI_STATUS make_path(EFI_HANDLE volume, EFI_DEVICE_PATH **ret)
{
	EFI_DEVICE_PATH *base;
	EFI_STATUS status;
	UINTN length;
	UINT8 *at;

	status = bs->HandleProtocol(volume, &device_path_guid, (void **)&base);
	if (status)
		return status;
	length = path_length(base);
	status = bs->AllocatePool(EfiLoaderData,
				  length + sizeof(name) + 2 * sizeof(*base),
				  (void **)ret);
	if (status)
		return status;
	at = (UINT8 *)*ret;
	bs->CopyMem(at, base, length);
	at = append_node(at + length, MEDIA_DEVICE_PATH, MEDIA_FILEPATH_DP,
			 sizeof(*base) + sizeof(name));
	bs->CopyMem(at, name, sizeof(name));
	append_node(at + sizeof(name), END_DEVICE_PATH_TYPE,
		    END_ENTIRE_DEVICE_PATH_SUBTYPE, sizeof(*base));
	return EFI_SUCCESS;
}

static EFI_STATUS load(EFI_HANDLE self, EFI_HANDLE volume, EFI_HANDLE *ret)
{
	EFI_LOADED_IMAGE *own;
	EFI_DEVICE_PATH *path;
	EFI_STATUS status = make_path(volume, &path);

	if (!status)
		status = bs->HandleProtocol(self, &loaded_image_guid,
					    (void **)&own);
	if (status)
		return status;
	launch_before(st, own);
	status = bs->LoadImage(FALSE, self, path, NULL, 0, ret);
	launch_after(st);
	bs->FreePool(path);
	return status;
}

static EFI_STATUS start(EFI_HANDLE self, EFI_HANDLE child, BOOLEAN *again)
{
	EFI_LOADED_IMAGE *mine, *its;
	EFI_STATUS status;

	status = bs->HandleProtocol(self, &loaded_image_guid, (void **)&mine);
	if (!status)
		status = bs->HandleProtocol(child, &loaded_image_guid,
					    (void **)&its);
	if (status)
		return status;
	its->LoadOptions = mine->LoadOptions;
	its->LoadOptionsSize = mine->LoadOptionsSize;
	*again = launch_again(st, its);
	return bs->StartImage(child, NULL, NULL);
}

static EFI_STATUS fail(EFI_STATUS status, CHAR16 *text)
{
	st->ConOut->OutputString(st->ConOut, text);
	return status;
}

EFI_STATUS efi_main(EFI_HANDLE self, EFI_SYSTEM_TABLE *table)
{
	static CHAR16 no_volume[] = u"launch: no \\memblock.efi\r\n";
	static CHAR16 no_load[] = u"launch: \\memblock.efi does not load\r\n";
	EFI_HANDLE volume, child;
	EFI_STATUS status;
	BOOLEAN again;

	st = table;
	bs = table->BootServices;
	volume = find_volume();
	if (!volume) {
		connect_all();
		volume = find_volume();
	}
	if (!volume)
		return fail(EFI_NOT_FOUND, no_volume);
	do {
		again = FALSE;
		status = load(self, volume, &child);
		if (status)
			return fail(status, no_load);
		status = start(self, child, &again);
	} while (again);
	return status;
}
