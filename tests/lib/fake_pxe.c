/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/fake_pxe.h"

#include <stdio.h>
#include <string.h>

#define BLOCK 512

EFI_PXE_BASE_CODE_PROTOCOL pxe;
EFI_PXE_BASE_CODE_MODE pxe_mode;
struct pxe_file pxe_file;
struct pxe_lacks pxe_lacks;
char pxe_asked[600];
size_t pxe_block;
unsigned int pxe_reads;
char pxe_written[600];

/* A packet has 4 bytes and then those of the file. */
static void call_back(size_t len)
{
	EFI_GUID guid = EFI_PXE_BASE_CODE_CALLBACK_PROTOCOL_GUID;
	EFI_PXE_BASE_CODE_CALLBACK *callback;

	if (!pxe_mode.MakeCallbacks ||
	    fake->boot.HandleProtocol(&fake->device_handle, &guid,
				      (void **)&callback))
		return;
	for (size_t at = 0; at < len; at += BLOCK) {
		size_t bytes = len - at < BLOCK ? len - at : BLOCK;

		fake->us += bytes * fake->us_per_kib / 1024;
		callback->Callback(callback, EFI_PXE_BASE_CODE_FUNCTION_MTFTP,
				   TRUE, (UINT32)bytes + 4, NULL);
	}
}

static EFI_STATUS read_file(VOID *memory, UINT64 *size)
{
	size_t text = strlen(pxe_file.text), len = text + pxe_file.zeros;

	pxe_reads++;
	if (*size < len)
		return EFI_BUFFER_TOO_SMALL;
	memcpy(memory, pxe_file.text, text);
	memset((char *)memory + text, 0, pxe_file.zeros);
	call_back(len);
	if (!pxe_lacks.length)
		*size = len;
	return EFI_SUCCESS;
}

/* Only name, size and first byte are kept. */
static EFI_STATUS write_file(const char *name, const void *memory, UINT64 size)
{
	size_t len = strlen(pxe_written);

	if (pxe_lacks.writes)
		return pxe_lacks.writes;
	snprintf(pxe_written + len, sizeof(pxe_written) - len, "%s:%ju:%c ",
		 name, (uintmax_t)size, *(const char *)memory);
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI mtftp(EFI_PXE_BASE_CODE_PROTOCOL *this,
			       EFI_PXE_BASE_CODE_TFTP_OPCODE operation,
			       VOID *memory, BOOLEAN overwrite, UINT64 *size,
			       UINTN *block, EFI_IP_ADDRESS *from, UINT8 *name,
			       EFI_PXE_BASE_CODE_MTFTP_INFO *info,
			       BOOLEAN without)
{
	bool read = operation == EFI_PXE_BASE_CODE_TFTP_READ_FILE;
	const UINT8 *a = from->v4.Addr;

	(void)this, (void)overwrite, (void)info, (void)without;
	pxe_block = block ? *block : 0;
	snprintf(pxe_asked, sizeof(pxe_asked), "%u.%u.%u.%u %s", a[0], a[1],
		 a[2], a[3], (const char *)name);
	if (pxe_lacks.answer)
		return pxe_lacks.answer;
	if (operation == EFI_PXE_BASE_CODE_TFTP_WRITE_FILE)
		return write_file((const char *)name, memory, *size);
	if (!read && pxe_lacks.size)
		return pxe_lacks.size;
	if (!pxe_file.path || strcmp((const char *)name, pxe_file.path))
		return EFI_TFTP_ERROR;
	if (read)
		return read_file(memory, size);
	*size = strlen(pxe_file.text) + pxe_file.zeros;
	return EFI_SUCCESS;
}

static EFI_STATUS EFIAPI set_parameters(EFI_PXE_BASE_CODE_PROTOCOL *this,
					BOOLEAN *arp, BOOLEAN *guid, UINT8 *ttl,
					UINT8 *tos, BOOLEAN *callbacks)
{
	(void)this, (void)arp, (void)guid, (void)ttl, (void)tos;
	pxe_mode.MakeCallbacks = *callbacks;
	return EFI_SUCCESS;
}

int given_pxe(void **state)
{
	EFI_GUID guid = EFI_PXE_BASE_CODE_PROTOCOL_GUID;
	EFI_PXE_BASE_CODE_DHCPV4_PACKET *ack = &pxe_mode.DhcpAck.Dhcpv4;

	if (given_volume(state))
		return 1;
	memset(&pxe_mode, 0, sizeof(pxe_mode));
	pxe_mode.Started = pxe_mode.DhcpAckReceived = TRUE;
	memcpy(ack->BootpSiAddr, (UINT8[]){ 10, 0, 2, 2 }, 4);
	strcpy((char *)ack->BootpBootFile, "boot/x64/memblock.efi");
	memset(ack->DhcpOptions, 255, 1);
	pxe.Mode = &pxe_mode;
	pxe.Mtftp = mtftp;
	pxe.SetParameters = set_parameters;
	fake_protocol(&fake->device_handle, guid, &pxe);
	pxe_file = (struct pxe_file){ NULL, NULL, 0 };
	pxe_lacks = (struct pxe_lacks){ EFI_SUCCESS, EFI_SUCCESS, false,
					EFI_SUCCESS };
	pxe_reads = 0;
	pxe_written[0] = '\0';
	return 0;
}
