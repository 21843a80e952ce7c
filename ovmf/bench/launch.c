/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Starts \loader.efi, which boots a payload. QEMU's "loader" device puts the
 * volume with both into memory, and this program makes it a RAM disk: reading
 * it takes the same instructions each time, unlike a disk driver.
 *
 * LoadOptions: the volume's address and size as 16 hexadecimal digits each,
 * then the options of the loader, if any.
 */
#include <efi.h>

#include "ovmf/bench/begin.h"
#include "ovmf/bench/line.h"

/* UEFI 2.10, 13.3; gnu-efi does not have it. */
struct ram_disk {
	EFI_STATUS(EFIAPI *Register)
	(UINT64 base, UINT64 size, EFI_GUID *type, EFI_DEVICE_PATH *parent,
	 EFI_DEVICE_PATH **ret);
	EFI_STATUS(EFIAPI *Unregister)(EFI_DEVICE_PATH *path);
};

#define DIGITS 16

static EFI_GUID ram_disk_guid = { 0xab38a0df,
				  0x6873,
				  0x44a9,
				  { 0x87, 0xe6, 0xd4, 0xeb, 0x56, 0x14, 0x84,
				    0x49 } };
static EFI_GUID virtual_disk_guid = { 0x77ab535a,
				      0x45fc,
				      0x624b,
				      { 0x55, 0x60, 0xf7, 0xb2, 0x81, 0xd1,
					0xf9, 0x6e } };
static EFI_GUID loaded_image_guid = LOADED_IMAGE_PROTOCOL;
static EFI_GUID block_io_guid = BLOCK_IO_PROTOCOL;
static EFI_GUID device_path_guid = DEVICE_PATH_PROTOCOL;

static EFI_BOOT_SERVICES *bs;

EFI_STATUS efi_main(EFI_HANDLE self, EFI_SYSTEM_TABLE *table);

struct words {
	const CHAR16 *next;
	UINTN left; /* characters, with the NUL */
};

static UINT64 read_number(struct words *words)
{
	UINT64 value = 0;

	for (UINTN i = 0; i < DIGITS && words->left; i++) {
		CHAR16 c = *words->next++;

		words->left--;
		value = value << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
	}
	if (words->left && *words->next == ' ') {
		words->next++;
		words->left--;
	}
	return value;
}

/* Fails where the firmware uses that memory itself. */
static EFI_STATUS make_disk(UINT64 base, UINT64 size, EFI_DEVICE_PATH **ret)
{
	EFI_PHYSICAL_ADDRESS address = base;
	struct ram_disk *protocol;
	EFI_STATUS status;

	status = bs->AllocatePages(AllocateAddress, EfiReservedMemoryType,
				   (size + 4095) / 4096, &address);
	if (!status)
		status = bs->LocateProtocol(&ram_disk_guid, NULL,
					    (void **)&protocol);
	return status ? status
		      : protocol->Register(base, size, &virtual_disk_guid, NULL,
					   ret);
}

/* Connects the firmware's disk and file system drivers. It fails if they are
 * connected already, as in EDK II. */
static EFI_STATUS connect(EFI_DEVICE_PATH *path, EFI_HANDLE *ret)
{
	EFI_STATUS status = bs->LocateDevicePath(&block_io_guid, &path, ret);

	if (!status)
		bs->ConnectController(*ret, NULL, NULL, TRUE);
	return status;
}

static EFI_DEVICE_PATH *put_node(EFI_DEVICE_PATH *node, UINT8 type,
				 UINT8 subtype, UINTN length)
{
	node->Type = type;
	node->SubType = subtype;
	node->Length[0] = (UINT8)length;
	node->Length[1] = (UINT8)(length >> 8);
	return node + 1;
}

static UINTN path_length(const EFI_DEVICE_PATH *path)
{
	const EFI_DEVICE_PATH *node = path;

	while (node->Type != END_DEVICE_PATH_TYPE)
		node = (const void *)((const UINT8 *)node + node->Length[0] +
				      (node->Length[1] << 8));
	return (UINTN)((const UINT8 *)node - (const UINT8 *)path);
}

/* The disk's path followed by the file's. */
static EFI_STATUS load(EFI_HANDLE self, EFI_HANDLE disk, EFI_HANDLE *ret)
{
	static CHAR16 name[] = u"\\loader.efi";
	static UINT8 room[256];
	EFI_DEVICE_PATH *base, *node;
	EFI_STATUS status;
	UINTN length;

	status = bs->HandleProtocol(disk, &device_path_guid, (void **)&base);
	if (status)
		return status;
	length = path_length(base);
	if (length > sizeof(room) - sizeof(name) - 2 * sizeof(*node))
		return EFI_BUFFER_TOO_SMALL;
	bs->CopyMem(room, base, length);
	node = put_node((EFI_DEVICE_PATH *)(room + length), MEDIA_DEVICE_PATH,
			MEDIA_FILEPATH_DP, sizeof(*node) + sizeof(name));
	bs->CopyMem(node, name, sizeof(name));
	put_node((EFI_DEVICE_PATH *)((UINT8 *)node + sizeof(name)),
		 END_DEVICE_PATH_TYPE, END_ENTIRE_DEVICE_PATH_SUBTYPE,
		 sizeof(*node));
	return bs->LoadImage(FALSE, self, (EFI_DEVICE_PATH *)room, NULL, 0,
			     ret);
}

static EFI_STATUS start(EFI_HANDLE loader, const struct words *words)
{
	EFI_LOADED_IMAGE *image;
	EFI_STATUS status;

	status =
		bs->HandleProtocol(loader, &loaded_image_guid, (void **)&image);
	if (status)
		return status;
	if (words->left > 1) {
		image->LoadOptions = (void *)words->next;
		image->LoadOptionsSize = words->left * sizeof(CHAR16);
	}
	return begin(bs, loader, image);
}

static EFI_STATUS run(EFI_HANDLE self)
{
	EFI_HANDLE disk, loader;
	EFI_DEVICE_PATH *path;
	EFI_LOADED_IMAGE *image;
	EFI_STATUS status;
	struct words words;
	UINT64 base, size;

	status = bs->HandleProtocol(self, &loaded_image_guid, (void **)&image);
	if (status)
		return status;
	words.next = image->LoadOptions;
	words.left = image->LoadOptionsSize / sizeof(CHAR16);
	base = read_number(&words);
	size = read_number(&words);
	status = make_disk(base, size, &path);
	if (!status)
		status = connect(path, &disk);
	if (!status)
		status = load(self, disk, &loader);
	return status ? status : start(loader, &words);
}

EFI_STATUS efi_main(EFI_HANDLE self, EFI_SYSTEM_TABLE *table)
{
	EFI_STATUS status;

	bs = table->BootServices;
	status = run(self);
	line_write("failed", status);
	return status;
}
