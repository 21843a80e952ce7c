/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/image.h"

#include "core/base/cstring.h"
#include "efi/uefi/uefi.h"

/* --- the device path --------------------------------------------------- */

/* Bytes of all nodes before the end. */
static size_t path_size(EFI_DEVICE_PATH *path)
{
	EFI_DEVICE_PATH *node = path, *next;

	while ((next = uefi_next_node(node)) != NULL)
		node = next;
	return (size_t)((char *)node - (char *)path);
}

static void put_node(char *at, UINT8 type, UINT8 subtype, size_t size)
{
	const UINT8 node[4] = { type, subtype, (UINT8)size,
				(UINT8)(size >> 8) };

	memcpy(at, node, sizeof(node));
}

/* The device, a node with the file's path, the end. NULL: no memory. */
static EFI_DEVICE_PATH *file_path(const struct firmware *fw,
				  EFI_DEVICE_PATH *device, const uint16_t *path)
{
	size_t begin = path_size(device), units = 1, size;
	char *ret;

	while (path[units - 1])
		units++;
	size = sizeof(*device) + units * sizeof(*path);
	ret = fw_alloc(fw, begin + size + sizeof(*device));
	if (!ret)
		return NULL;
	memcpy(ret, device, begin);
	put_node(ret + begin, MEDIA_DEVICE_PATH, MEDIA_FILEPATH_DP, size);
	memcpy(ret + begin + sizeof(*device), path, units * sizeof(*path));
	put_node(ret + begin + size, END_DEVICE_PATH_TYPE,
		 END_ENTIRE_DEVICE_PATH_SUBTYPE, sizeof(*device));
	return (EFI_DEVICE_PATH *)ret;
}

/* --- images ------------------------------------------------------------ */

/* An image that fails verification is loaded nevertheless (UEFI 2.10, 7.4.1).
 */
struct fw_status image_load(struct image *ret, const struct firmware *fw,
			    const uint16_t path[PATH_MAX_UNITS],
			    const void *bytes, size_t size)
{
	EFI_GUID guid = EFI_DEVICE_PATH_PROTOCOL_GUID;
	EFI_DEVICE_PATH *device =
		uefi_protocol(fw, uefi_image(fw)->DeviceHandle, guid);
	EFI_DEVICE_PATH *whole = device ? file_path(fw, device, path) : NULL;
	EFI_HANDLE handle = NULL;
	EFI_STATUS status = EFI_OUT_OF_RESOURCES;

	*ret = (struct image){ .fw = fw };
	if (whole || (!device && bytes))
		status = uefi_boot(fw)->LoadImage(FALSE, fw->image, whole,
						  (void *)bytes, size, &handle);
	else if (!device)
		status = EFI_UNSUPPORTED;
	fw_free(fw, whole);
	if (!EFI_ERROR(status) || status == EFI_SECURITY_VIOLATION)
		ret->handle = handle;
	return FW_STATUS(status);
}

struct fw_status image_start(struct image *image, void *options, size_t size)
{
	const struct firmware *fw = image->fw;
	EFI_GUID guid = EFI_LOADED_IMAGE_PROTOCOL_GUID;
	EFI_LOADED_IMAGE *loaded = uefi_protocol(fw, image->handle, guid);
	CHAR16 *exit_data = NULL;
	UINTN exit_size = 0;
	EFI_STATUS status;

	if (!loaded)
		return FW_UNSUPPORTED;
	loaded->LoadOptions = options;
	loaded->LoadOptionsSize = (UINT32)size;
	status = uefi_boot(fw)->StartImage(image->handle, &exit_size,
					   &exit_data);
	fw_free(fw, exit_data);
	/* Not started: it is still loaded. */
	if (status != EFI_INVALID_PARAMETER && status != EFI_SECURITY_VIOLATION)
		image->handle = NULL;
	return FW_STATUS(status);
}

void image_unload(struct image *image)
{
	if (image->handle)
		uefi_boot(image->fw)->UnloadImage(image->handle);
	image->handle = NULL;
}
