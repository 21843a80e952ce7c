/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/tftp.h"

#include "core/base/cstring.h"
#include "efi/uefi/network.h"
#include "efi/uefi/uefi.h"

#define PATH_BYTES 512
/* RFC 2347: the server refuses an option. */
#define TFTP_OPTION_REFUSED 8
/* Bytes of a data packet before the data (RFC 1350). */
#define TFTP_HEADER 4
/* What an Ethernet frame holds beside the headers of IP, UDP and TFTP. The
 * default is 512 bytes, each of which waits for an acknowledgement. A server
 * may choose fewer (RFC 2348). */
#define TFTP_BLOCK (1500 - 20 - 8 - TFTP_HEADER)

/* --- one request ------------------------------------------------------- */

/* A path from the root of the server. False: it is too long. */
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

/* *size is that of memory, and then that of the file. */
static EFI_STATUS transfer(EFI_PXE_BASE_CODE_PROTOCOL *pxe,
			   EFI_PXE_BASE_CODE_TFTP_OPCODE operation,
			   const char *path, void *memory, UINT64 *size)
{
	EFI_IP_ADDRESS address = { { 0 } };
	UINT8 name[PATH_BYTES];
	UINTN block = TFTP_BLOCK;

	network_server(pxe, address.v4.Addr);
	if (!server_path(name, path))
		return EFI_INVALID_PARAMETER;
	return pxe->Mtftp(pxe, operation, memory, FALSE, size,
			  operation == EFI_PXE_BASE_CODE_TFTP_READ_FILE ? &block
									: NULL,
			  &address, name, NULL, FALSE);
}

static bool option_refused(const EFI_PXE_BASE_CODE_MODE *mode)
{
	return mode->TftpErrorReceived &&
	       mode->TftpError.ErrorCode == TFTP_OPTION_REFUSED;
}

/* EFI_NOT_FOUND is EDK II's answer when the server's has no size. */
struct fw_status tftp_size(void *network, const char *path, uint64_t *ret_size)
{
	EFI_PXE_BASE_CODE_PROTOCOL *pxe = network;
	UINT64 size = 0;
	EFI_STATUS status = transfer(pxe, EFI_PXE_BASE_CODE_TFTP_GET_FILE_SIZE,
				     path, NULL, &size);

	if (status == EFI_TFTP_ERROR)
		return option_refused(pxe->Mode) ? FW_UNSUPPORTED
						 : FW_NOT_FOUND;
	if (status == EFI_NOT_FOUND)
		return FW_UNSUPPORTED;
	if (!EFI_ERROR(status))
		*ret_size = size;
	return FW_STATUS(status);
}

/* --- reading ----------------------------------------------------------- */

/* EFI_PXE_BASE_CODE_CALLBACK_PROTOCOL (UEFI 2.10, 24.4) for one transfer. */
struct callback {
	EFI_PXE_BASE_CODE_CALLBACK protocol;
	const struct tftp_watch *watch;
};

static EFI_PXE_BASE_CODE_CALLBACK_STATUS EFIAPI
packet(struct _EFI_PXE_BASE_CODE_CALLBACK_PROTOCOL *this,
       EFI_PXE_BASE_CODE_FUNCTION function, BOOLEAN received, UINT32 len,
       EFI_PXE_BASE_CODE_PACKET *bytes)
{
	const struct tftp_watch *watch = ((struct callback *)this)->watch;

	(void)function, (void)bytes;
	if (received && len > TFTP_HEADER)
		watch->received(watch->ctx, len - TFTP_HEADER);
	return EFI_PXE_BASE_CODE_CALLBACK_STATUS_CONTINUE;
}

static void make_callbacks(EFI_PXE_BASE_CODE_PROTOCOL *pxe, BOOLEAN wanted)
{
	pxe->SetParameters(pxe, NULL, NULL, NULL, NULL, &wanted);
}

/* Where the callback cannot be installed, nobody is told. */
static EFI_STATUS watched_read(const struct firmware *fw,
			       EFI_PXE_BASE_CODE_PROTOCOL *pxe,
			       const char *path, void *memory, UINT64 *size,
			       const struct tftp_watch *watch)
{
	EFI_GUID guid = EFI_PXE_BASE_CODE_CALLBACK_PROTOCOL_GUID;
	struct callback callback = {
		.protocol = { EFI_PXE_BASE_CODE_CALLBACK_PROTOCOL_REVISION,
			      packet },
		.watch = watch,
	};
	EFI_HANDLE handle = uefi_image(fw)->DeviceHandle;
	bool installed =
		watch &&
		!EFI_ERROR(uefi_boot(fw)->InstallProtocolInterface(
			&handle, &guid, EFI_NATIVE_INTERFACE, &callback));
	EFI_STATUS status;

	if (installed)
		make_callbacks(pxe, TRUE);
	status = transfer(pxe, EFI_PXE_BASE_CODE_TFTP_READ_FILE, path, memory,
			  size);
	if (installed) {
		make_callbacks(pxe, FALSE);
		uefi_boot(fw)->UninstallProtocolInterface(handle, &guid,
							  &callback);
	}
	return status == EFI_TFTP_ERROR ? EFI_NOT_FOUND : status;
}

struct fw_status tftp_read(const struct firmware *fw, void *network,
			   const char *path, void *memory, uint64_t size,
			   const struct tftp_watch *watch)
{
	UINT64 got = size;
	EFI_STATUS status =
		watched_read(fw, network, path, memory, &got, watch);

	return !EFI_ERROR(status) && got != size ? FW_DEVICE_ERROR
						 : FW_STATUS(status);
}

static size_t without_zeros(const char *bytes, size_t len)
{
	while (len > 0 && bytes[len - 1] == 0)
		len--;
	return len;
}

/* iPXE does not say how many bytes it has read: they end where a second
 * transfer has not replaced what was there. */
struct fw_status tftp_read_any(const struct firmware *fw, void *network,
			       const char *path, void *memory, uint64_t room,
			       const struct tftp_watch *watch,
			       uint64_t *ret_size)
{
	UINT64 got = room;
	size_t end;
	EFI_STATUS status;

	memset(memory, 0, (size_t)room);
	status = watched_read(fw, network, path, memory, &got, watch);
	end = (size_t)got;
	if (!EFI_ERROR(status) && got == room) {
		end = without_zeros(memory, (size_t)room);
		memset((char *)memory + end, 0xff, (size_t)room - end);
		status = watched_read(fw, network, path, memory, &got, watch);
		while (end < room && ((char *)memory)[end] == 0)
			end++;
	}
	*ret_size = end;
	return FW_STATUS(status);
}

/* --- writing ----------------------------------------------------------- */

struct fw_status tftp_write(void *network, const char *path, const void *bytes,
			    uint64_t size)
{
	UINT64 len = size;
	EFI_STATUS status = transfer(network, EFI_PXE_BASE_CODE_TFTP_WRITE_FILE,
				     path, (void *)bytes, &len);

	return status == EFI_TFTP_ERROR ? FW_ACCESS_DENIED : FW_STATUS(status);
}
