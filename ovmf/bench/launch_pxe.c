/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Starts loader.efi from the TFTP server that this program was loaded from: for
 * the loader it is as if PXE had loaded it.
 */
#include "ovmf/bench/begin.h"
#include "ovmf/bench/least.h"
#include "ovmf/bench/line.h"

/* More than any loader has. */
#define ROOM ((UINTN)8 << 20)

static EFI_GUID loaded_image_guid = LOADED_IMAGE_PROTOCOL;
static EFI_GUID device_path_guid = DEVICE_PATH_PROTOCOL;
static EFI_GUID pxe_guid = EFI_PXE_BASE_CODE_PROTOCOL_GUID;

/* QEMU's DHCP server names itself as the server of files. */
static EFI_STATUS get(EFI_HANDLE network, void *to, UINT64 *size)
{
	EFI_PXE_BASE_CODE_PROTOCOL *pxe;
	EFI_IP_ADDRESS server = { { 0 } };
	EFI_STATUS status =
		least_bs->HandleProtocol(network, &pxe_guid, (void **)&pxe);

	if (status)
		return status;
	least_bs->CopyMem(&server, pxe->Mode->DhcpAck.Dhcpv4.BootpSiAddr,
			  sizeof(server.v4));
	return pxe->Mtftp(pxe, EFI_PXE_BASE_CODE_TFTP_READ_FILE, to, FALSE,
			  size, NULL, &server, (UINT8 *)"loader.efi", NULL,
			  FALSE);
}

/* The path of the network device makes it the loader's DeviceHandle. */
static EFI_STATUS load(EFI_HANDLE network, EFI_HANDLE *ret)
{
	EFI_DEVICE_PATH *path;
	UINT64 size = ROOM;
	void *bytes;
	EFI_STATUS status =
		least_bs->AllocatePool(EfiBootServicesData, ROOM, &bytes);

	if (!status)
		status = get(network, bytes, &size);
	if (!status)
		status = least_bs->HandleProtocol(network, &device_path_guid,
						  (void **)&path);
	return status ? status
		      : least_bs->LoadImage(FALSE, least_self, path, bytes,
					    size, ret);
}

EFI_STATUS least_main(void)
{
	EFI_HANDLE network, loader;
	EFI_LOADED_IMAGE *image;
	EFI_STATUS status = least_volume(&network);

	if (!status)
		status = load(network, &loader);
	if (!status)
		status = least_bs->HandleProtocol(loader, &loaded_image_guid,
						  (void **)&image);
	return status ? status : begin(least_bs, loader, image);
}
