/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/network.h"

#include "core/base/cstring.h"
#include "efi/door.h"

#define PATH_BYTES 512

void *network_find(const struct firmware *fw)
{
	EFI_GUID guid = EFI_PXE_BASE_CODE_PROTOCOL_GUID;
	EFI_PXE_BASE_CODE_PROTOCOL *pxe =
		door_protocol(fw, door_image(fw)->DeviceHandle, guid);

	/* Without an address of our own there was no server either. */
	if (!pxe || !pxe->Mode || !pxe->Mode->Started ||
	    !pxe->Mode->DhcpAckReceived)
		return NULL;
	return pxe;
}

/* Who named the boot file: a PXE server's reply or a proxy's offer goes before
 * the DHCP server's (PXE 2.1, 2.2). */
static const EFI_PXE_BASE_CODE_DHCPV4_PACKET *
boot_packet(const EFI_PXE_BASE_CODE_MODE *mode)
{
	if (mode->PxeReplyReceived)
		return &mode->PxeReply.Dhcpv4;
	if (mode->ProxyOfferReceived)
		return &mode->ProxyOffer.Dhcpv4;
	return &mode->DhcpAck.Dhcpv4;
}

static EFI_IP_ADDRESS server(const EFI_PXE_BASE_CODE_MODE *mode)
{
	EFI_IP_ADDRESS ret = { { 0 } };

	for (size_t i = 0; i < 4; i++)
		ret.v4.Addr[i] = boot_packet(mode)->BootpSiAddr[i];
	return ret;
}

bool network_beside(char *ret, size_t size, void *network, const char *name)
{
	const EFI_PXE_BASE_CODE_PROTOCOL *pxe = network;
	const EFI_PXE_BASE_CODE_DHCPV4_PACKET *packet =
		boot_packet(pxe->Mode);
	size_t folder = 0, len = str_len(name);

	for (size_t i = 0; i < sizeof(packet->BootpBootFile) &&
			   packet->BootpBootFile[i]; i++)
		if (packet->BootpBootFile[i] == '/')
			folder = i + 1;
	if (folder + len >= size)
		return false;
	memcpy(ret, packet->BootpBootFile, folder);
	memcpy(ret + folder, name, len + 1);
	return true;
}

/* From the server's root. False: it is too long. */
static bool server_path(UINT8 ret[PATH_BYTES], const char *path)
{
	size_t len = 0;

	while (*path == '\\' || *path == '/')
		path++;
	for (; *path; path++) {
		if (len == PATH_BYTES - 1)
			return false;
		ret[len++] = *path == '\\' ? '/' : (UINT8)*path;
	}
	ret[len] = '\0';
	return true;
}

static EFI_STATUS transfer(EFI_PXE_BASE_CODE_PROTOCOL *pxe,
			   EFI_PXE_BASE_CODE_TFTP_OPCODE operation,
			   const char *path, void *memory, UINT64 *size)
{
	EFI_IP_ADDRESS address = server(pxe->Mode);
	UINT8 name[PATH_BYTES];

	if (!server_path(name, path))
		return EFI_INVALID_PARAMETER;
	return pxe->Mtftp(pxe, operation, memory, FALSE, size, NULL, &address,
			  name, NULL, FALSE);
}

size_t network_size(void *network, const char *path, uint64_t *ret_size)
{
	UINT64 size = 0;
	EFI_STATUS status = transfer(network,
				     EFI_PXE_BASE_CODE_TFTP_GET_FILE_SIZE,
				     path, NULL, &size);

	/* What a server says of a file that it lacks. */
	if (status == EFI_TFTP_ERROR)
		return FW_NOT_FOUND;
	if (!fw_failed(status))
		*ret_size = size;
	return status;
}

size_t network_read(void *network, const char *path, void *memory,
		    uint64_t size)
{
	UINT64 got = size;
	EFI_STATUS status = transfer(network,
				     EFI_PXE_BASE_CODE_TFTP_READ_FILE, path,
				     memory, &got);

	return !fw_failed(status) && got != size ? FW_DEVICE_ERROR : status;
}
