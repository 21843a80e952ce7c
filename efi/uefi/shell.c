/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/shell.h"

#include "core/base/cstring.h"
#include "efi/uefi/uefi.h"

/* EFI_FIRMWARE_VOLUME2_PROTOCOL (PI 1.7, III-3.4.1) */
#define FIRMWARE_VOLUME2                                               \
	{                                                              \
		0x220e73b6, 0x6bdb, 0x4413,                            \
		{                                                      \
			0x84, 0x05, 0xb9, 0x74, 0xb1, 0x08, 0x61, 0x9a \
		}                                                      \
	}
/* The name of the Shell's file in a firmware volume, of EDK2 (ShellPkg). */
#define SHELL_FILE                                                     \
	{                                                              \
		0x7c04a583, 0x9e3e, 0x4f1c,                            \
		{                                                      \
			0xad, 0x65, 0xe0, 0x52, 0x68, 0xd0, 0xb4, 0xd1 \
		}                                                      \
	}
/* MEDIA_PIWG_FW_FILE_DP (PI 1.7, II-8.3.4) */
#define FIRMWARE_FILE 6

struct file_node {
	EFI_DEVICE_PATH header;
	EFI_GUID name;
	EFI_DEVICE_PATH end;
} __attribute__((packed));

static size_t path_size(EFI_DEVICE_PATH *path)
{
	EFI_DEVICE_PATH *end = path, *next;

	while ((next = uefi_next_node(end)) != NULL)
		end = next;
	return (size_t)((char *)end - (char *)path);
}

/* LoadImage() of the file, if this volume has it. */
static EFI_HANDLE load(const struct firmware *fw, EFI_HANDLE volume)
{
	const struct file_node node = {
		{ MEDIA_DEVICE_PATH,
		  FIRMWARE_FILE,
		  { sizeof(EFI_DEVICE_PATH) + sizeof(EFI_GUID), 0 } },
		SHELL_FILE,
		{ END_DEVICE_PATH_TYPE,
		  END_ENTIRE_DEVICE_PATH_SUBTYPE,
		  { sizeof(EFI_DEVICE_PATH), 0 } },
	};
	EFI_GUID guid = EFI_DEVICE_PATH_PROTOCOL_GUID;
	EFI_DEVICE_PATH *path = uefi_protocol(fw, volume, guid);
	size_t len = path ? path_size(path) : 0;
	char *whole = path ? fw_alloc(fw, len + sizeof(node)) : NULL;
	EFI_HANDLE image = NULL;
	EFI_STATUS status;

	if (!whole)
		return NULL;
	memcpy(whole, path, len);
	memcpy(whole + len, &node, sizeof(node));
	status = uefi_boot(fw)->LoadImage(
		FALSE, fw->image, (EFI_DEVICE_PATH *)whole, NULL, 0, &image);
	fw_free(fw, whole);
	/* Secure Boot: loaded, but not to be started (UEFI 2.10, 7.4.1). */
	if (EFI_ERROR(status) && image)
		uefi_boot(fw)->UnloadImage(image);
	return EFI_ERROR(status) ? NULL : image;
}

struct fw_status shell_start(const struct firmware *fw)
{
	EFI_GUID guid = FIRMWARE_VOLUME2;
	struct uefi_handles all = uefi_find(fw, guid);
	EFI_HANDLE image = NULL;

	for (UINTN i = 0; i < all.cnt && !image; i++)
		image = load(fw, all.list[i]);
	fw_free(fw, all.list);
	if (!image)
		return FW_NOT_FOUND;
	return FW_STATUS(uefi_boot(fw)->StartImage(image, NULL, NULL));
}
