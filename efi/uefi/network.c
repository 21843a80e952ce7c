/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/network.h"

#include "core/base/cstring.h"
#include "efi/uefi/uefi.h"

/* DHCP options: RFC 2132, 3.1, 9.7, 9.5, 3.2. */
enum {
	OPTION_PAD = 0,
	OPTION_SERVER = 54,
	OPTION_BOOT_FILE = 67,
	OPTION_END = 255,
};

void *network_find(const struct firmware *fw)
{
	EFI_GUID guid = EFI_PXE_BASE_CODE_PROTOCOL_GUID;
	EFI_PXE_BASE_CODE_PROTOCOL *pxe =
		uefi_protocol(fw, uefi_image(fw)->DeviceHandle, guid);

	/* Without a DHCP lease there is no server. The packets of IPv6 are
	 * not supported. */
	if (!pxe || !pxe->Mode || !pxe->Mode->Started || pxe->Mode->UsingIpv6 ||
	    !pxe->Mode->DhcpAckReceived)
		return NULL;
	return pxe;
}

/* The packet that names the boot file: the reply of a PXE server or the offer
 * of a proxy takes precedence over that of the DHCP server (PXE 2.1, 2.2). */
static const EFI_PXE_BASE_CODE_PACKET *boot_packet(
	const EFI_PXE_BASE_CODE_MODE *mode)
{
	if (mode->PxeReplyReceived)
		return &mode->PxeReply;
	if (mode->ProxyOfferReceived)
		return &mode->ProxyOffer;
	return &mode->DhcpAck;
}

/* An option has a tag, a length and that many bytes (RFC 2132, 2). NULL when it
 * is missing or truncated. */
static const UINT8 *find_option(const EFI_PXE_BASE_CODE_PACKET *packet,
				UINT8 tag, size_t *ret_len)
{
	const UINT8 *at = packet->Dhcpv4.DhcpOptions;
	const UINT8 *end = packet->Raw + sizeof(packet->Raw);

	while (at < end && *at != OPTION_END) {
		if (*at == OPTION_PAD) {
			at++;
			continue;
		}
		if (end - at < 2 || end - at - 2 < at[1])
			return NULL;
		if (*at == tag) {
			*ret_len = at[1];
			return at + 2;
		}
		at += 2 + at[1];
	}
	return NULL;
}

/* Not every DHCP server names the next server; then it is that one itself. */
void network_server(void *network, uint8_t ret[4])
{
	static const UINT8 none[4];
	const EFI_PXE_BASE_CODE_PROTOCOL *pxe = network;
	const EFI_PXE_BASE_CODE_PACKET *packet = boot_packet(pxe->Mode);
	const UINT8 *address = packet->Dhcpv4.BootpSiAddr, *option;
	size_t len;

	option = find_option(packet, OPTION_SERVER, &len);
	if (!memcmp(address, none, sizeof(none)) && option &&
	    len == sizeof(none))
		address = option;
	memcpy(ret, address, sizeof(none));
}

/* From an option or the BOOTP field, which need not end with a NUL. */
static const UINT8 *boot_file(const EFI_PXE_BASE_CODE_PACKET *packet,
			      size_t *ret_len)
{
	const UINT8 *option = find_option(packet, OPTION_BOOT_FILE, ret_len);

	if (option)
		return option;
	*ret_len = sizeof(packet->Dhcpv4.BootpBootFile);
	return packet->Dhcpv4.BootpBootFile;
}

bool network_beside(char *ret, size_t size, void *network, const char *name)
{
	const EFI_PXE_BASE_CODE_PROTOCOL *pxe = network;
	size_t folder = 0, len = str_len(name), file_len;
	const UINT8 *file = boot_file(boot_packet(pxe->Mode), &file_len);

	for (size_t i = 0; i < file_len && file[i]; i++)
		if (file[i] == '/')
			folder = i + 1;
	if (folder + len >= size)
		return false;
	memcpy(ret, file, folder);
	memcpy(ret + folder, name, len + 1);
	return true;
}

/* --- HTTP boot --------------------------------------------------------- */

bool network_is_http(const struct firmware *fw)
{
	EFI_GUID guid = EFI_DEVICE_PATH_PROTOCOL_GUID;
	EFI_DEVICE_PATH *node =
		uefi_protocol(fw, uefi_image(fw)->DeviceHandle, guid);

	for (; node; node = uefi_next_node(node))
		if (node->Type == MESSAGING_DEVICE_PATH &&
		    node->SubType == MSG_URI_DP)
			return true;
	return false;
}
