/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The firmware starts a kernel by itself, as any other program: \vmlinuz by
 * LoadImage() and StartImage(). Before that \initrd is read, since a kernel can
 * get it from memory only when a loader has read it.
 */
#include "ovmf/bench/least.h"

static EFI_GUID device_path_guid = DEVICE_PATH_PROTOCOL;
static EFI_GUID loaded_image_guid = LOADED_IMAGE_PROTOCOL;

static const CHAR16 name[] = u"\\vmlinuz";

static UINTN length_of(const EFI_DEVICE_PATH *path)
{
	const EFI_DEVICE_PATH *node = path;

	while (node->Type != END_DEVICE_PATH_TYPE)
		node = (const void *)((const UINT8 *)node + node->Length[0] +
				      (node->Length[1] << 8));
	return (UINTN)((const UINT8 *)node - (const UINT8 *)path);
}

/* The volume's path followed by the file's. */
static EFI_STATUS make_path(UINT8 *ret)
{
	static const UINT8 file[] = { MEDIA_DEVICE_PATH, MEDIA_FILEPATH_DP,
				      4 + sizeof(name), 0 };
	static const UINT8 end[] = { END_DEVICE_PATH_TYPE,
				     END_ENTIRE_DEVICE_PATH_SUBTYPE, 4, 0 };
	EFI_DEVICE_PATH *base;
	EFI_HANDLE volume;
	EFI_STATUS status = least_volume(&volume);

	if (!status)
		status = least_bs->HandleProtocol(volume, &device_path_guid,
						  (void **)&base);
	if (status)
		return status;
	least_bs->CopyMem(ret, base, length_of(base));
	ret += length_of(base);
	least_bs->CopyMem(ret, (void *)file, sizeof(file));
	least_bs->CopyMem(ret + sizeof(file), (void *)name, sizeof(name));
	least_bs->CopyMem(ret + sizeof(file) + sizeof(name), (void *)end,
			  sizeof(end));
	return EFI_SUCCESS;
}

static EFI_STATUS start(EFI_HANDLE kernel)
{
	static const CHAR16 arguments[] = u"console=ttyS0 earlyprintk=ttyS0";
	EFI_LOADED_IMAGE *image;
	EFI_STATUS status = least_bs->HandleProtocol(kernel, &loaded_image_guid,
						     (void **)&image);

	if (status)
		return status;
	image->LoadOptions = (void *)arguments;
	image->LoadOptionsSize = sizeof(arguments);
	return least_bs->StartImage(kernel, NULL, NULL);
}

EFI_STATUS least_main(void)
{
	static UINT8 path[512];
	EFI_PHYSICAL_ADDRESS initrd;
	EFI_HANDLE kernel;
	EFI_STATUS status = make_path(path);

	if (!status)
		status = least_load(u"\\initrd", EfiLoaderData, &initrd);
	if (!status)
		status = least_bs->LoadImage(FALSE, least_self, (void *)path,
					     NULL, 0, &kernel);
	return status ? status : start(kernel);
}
