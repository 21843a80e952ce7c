/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/boot_device.h"

#include "core/base/cstring.h"
#include "efi/uefi/uefi.h"

/* The largest blocks of disks that firmware boots from. */
#define BLOCK_PAGES 1
/* Of the header of a GPT, block 1 of a disk. */
#define GPT_MAGIC     UINT64_C(0x5452415020494645) /* "EFI PART" */
#define GPT_DISK_GUID 56

/* Without the padding that the structure of gnu-efi may have at its end. */
#define NODE_SIZE (offsetof(HARDDRIVE_DEVICE_PATH, SignatureType) + 1)

static bool is_partition(const EFI_DEVICE_PATH *node)
{
	return node->Type == MEDIA_DEVICE_PATH &&
	       node->SubType == MEDIA_HARDDRIVE_DP &&
	       (node->Length[0] | node->Length[1] << 8) >= (int)NODE_SIZE;
}

static void read_header(EFI_BLOCK_IO *disk, void *block, uint8_t ret[static 16])
{
	uint64_t magic;

	if (disk->Media->BlockSize > BLOCK_PAGES * 4096 ||
	    disk->Media->BlockSize < GPT_DISK_GUID + 16 ||
	    EFI_ERROR(disk->ReadBlocks(disk, disk->Media->MediaId, 1,
				       disk->Media->BlockSize, block)))
		return;
	memcpy(&magic, block, sizeof(magic));
	if (magic == GPT_MAGIC)
		memcpy(ret, (uint8_t *)block + GPT_DISK_GUID, 16);
}

/* The device whose path ends before the partition. */
static void read_disk(struct mbt_boot *ret, const struct firmware *fw,
		      EFI_DEVICE_PATH *path, size_t size)
{
	static const UINT8 end[] = { END_DEVICE_PATH_TYPE,
				     END_ENTIRE_DEVICE_PATH_SUBTYPE, 4, 0 };
	EFI_GUID guid = BLOCK_IO_PROTOCOL;
	uint8_t *pages = fw_pages(fw, BLOCK_PAGES + 1);
	EFI_DEVICE_PATH *whole = (void *)(pages + BLOCK_PAGES * 4096);
	EFI_BLOCK_IO *disk = NULL;
	EFI_HANDLE handle;

	if (pages && size + sizeof(end) <= 4096) {
		memcpy(whole, path, size);
		memcpy((char *)whole + size, end, sizeof(end));
		if (!EFI_ERROR(uefi_boot(fw)->LocateDevicePath(&guid, &whole,
							       &handle)))
			disk = uefi_protocol(fw, handle, guid);
	}
	if (disk)
		read_header(disk, pages, ret->disk);
	fw_free_pages(fw, pages, BLOCK_PAGES + 1);
}

void fw_boot_device(struct mbt_boot *ret, const struct firmware *fw)
{
	EFI_GUID guid = EFI_DEVICE_PATH_PROTOCOL_GUID;
	EFI_DEVICE_PATH *path =
		uefi_protocol(fw, uefi_image(fw)->DeviceHandle, guid);
	EFI_DEVICE_PATH *node = path;
	HARDDRIVE_DEVICE_PATH partition;

	while (node && !is_partition(node))
		node = uefi_next_node(node);
	if (!node)
		return;
	memcpy(&partition, node, NODE_SIZE);
	ret->number = partition.PartitionNumber;
	memcpy(ret->partition, partition.Signature, 16);
	if (partition.SignatureType == SIGNATURE_TYPE_MBR)
		ret->flags |= MBT_BOOT_MBR;
	else
		read_disk(ret, fw, path, (size_t)((char *)node - (char *)path));
}
