/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/initrd.h"

#include "core/base/cstring.h"
#include "efi/uefi/uefi.h"

/* Documentation/arch/x86/boot.rst, "EFI LOAD FILE2 initrd loading". */
#define INITRD_MEDIA                                                   \
	{                                                              \
		0x5568e427, 0x68fc, 0x4f3d,                            \
		{                                                      \
			0xac, 0x74, 0xca, 0x55, 0x52, 0x31, 0xcc, 0x68 \
		}                                                      \
	}

static EFI_GUID load_file2 = { 0x4006c0c1,
			       0xfcb3,
			       0x403e,
			       { 0x99, 0x6d, 0x4a, 0x6c, 0x87, 0x24, 0xe0,
				 0x6d } };

static struct {
	VENDOR_DEVICE_PATH vendor;
	EFI_DEVICE_PATH end;
} __attribute__((packed)) media = {
	.vendor = { { MEDIA_DEVICE_PATH,
		      MEDIA_VENDOR_DP,
		      { sizeof(VENDOR_DEVICE_PATH), 0 } },
		    INITRD_MEDIA },
	.end = { END_DEVICE_PATH_TYPE,
		 END_ENTIRE_DEVICE_PATH_SUBTYPE,
		 { sizeof(EFI_DEVICE_PATH), 0 } },
};

/* BootPolicy is TRUE for a boot manager only. */
static EFI_STATUS EFIAPI load(EFI_LOAD_FILE_PROTOCOL *this,
			      EFI_DEVICE_PATH *path, BOOLEAN boot_policy,
			      UINTN *size, VOID *buffer)
{
	const struct initrd_offer *offer =
		(const struct initrd_offer *)((char *)this -
					      offsetof(struct initrd_offer,
						       interface));
	const struct initrd_source *source = offer->source;
	UINTN room;

	if (!path || !size)
		return EFI_INVALID_PARAMETER;
	if (boot_policy)
		return EFI_UNSUPPORTED;
	room = *size;
	*size = source->size;
	if (!buffer || room < source->size)
		return EFI_BUFFER_TOO_SMALL;
	return source->read(source->ctx, buffer).code;
}

static EFI_HANDLE find_offer(const struct firmware *fw)
{
	EFI_DEVICE_PATH *path = &media.vendor.Header;
	EFI_HANDLE handle = NULL;

	if (EFI_ERROR(uefi_boot(fw)->LocateDevicePath(&load_file2, &path,
						      &handle)))
		return NULL;
	return handle;
}

bool initrd_is_offered(const struct firmware *fw)
{
	return find_offer(fw) != NULL;
}

static EFI_STATUS replace(struct initrd_offer *offer)
{
	offer->replaced = uefi_protocol(offer->fw, offer->handle, load_file2);
	return uefi_boot(offer->fw)->ReinstallProtocolInterface(
		offer->handle, &load_file2, offer->replaced, &offer->interface);
}

static EFI_STATUS install(struct initrd_offer *offer)
{
	EFI_GUID path = EFI_DEVICE_PATH_PROTOCOL_GUID;

	return uefi_boot(offer->fw)->InstallMultipleProtocolInterfaces(
		&offer->handle, &path, &media, &load_file2, &offer->interface,
		(void *)NULL);
}

struct fw_status initrd_offer(struct initrd_offer *ret,
			      const struct firmware *fw,
			      const struct initrd_source *source)
{
	EFI_LOAD_FILE function = load;
	EFI_STATUS status;

	*ret = (struct initrd_offer){
		.fw = fw,
		.source = source,
		.handle = find_offer(fw),
	};
	memcpy(&ret->interface, &function, sizeof(ret->interface));
	status = ret->handle ? replace(ret) : install(ret);
	if (EFI_ERROR(status))
		ret->fw = NULL;
	return FW_STATUS(status);
}

void initrd_withdraw(struct initrd_offer *offer)
{
	EFI_GUID path = EFI_DEVICE_PATH_PROTOCOL_GUID;

	if (!offer->fw)
		return;
	if (offer->replaced)
		uefi_boot(offer->fw)->ReinstallProtocolInterface(
			offer->handle, &load_file2, &offer->interface,
			offer->replaced);
	else
		uefi_boot(offer->fw)->UninstallMultipleProtocolInterfaces(
			offer->handle, &path, &media, &load_file2,
			&offer->interface, (void *)NULL);
	offer->fw = NULL;
}
