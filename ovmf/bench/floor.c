/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The least that a loader of an ELF kernel has to do, as a measure for ours: it
 * reads \payload.elf, each segment straight into memory that was allocated for
 * all of them, reads the memory map, leaves boot services and jumps. It checks
 * nothing, tells the kernel nothing, and leaves it the firmware's page tables.
 */
#include <efi.h>

#include "efi/boot/elf/elf_format.h"
#include "ovmf/bench/line.h"

#define MAP_SIZE 65536

static EFI_GUID loaded_image_guid = LOADED_IMAGE_PROTOCOL;
static EFI_GUID file_system_guid = SIMPLE_FILE_SYSTEM_PROTOCOL;

static EFI_BOOT_SERVICES *bs;
static EFI_HANDLE self;

/* The payload's headers. */
static struct {
	struct elf_header header;
	struct elf64_phdr programs[32];
} elf;

EFI_STATUS efi_main(EFI_HANDLE image, EFI_SYSTEM_TABLE *table);

static EFI_STATUS open_payload(EFI_FILE_HANDLE *ret)
{
	EFI_SIMPLE_FILE_SYSTEM_PROTOCOL *system;
	EFI_LOADED_IMAGE *loaded;
	EFI_FILE_HANDLE root;
	EFI_STATUS status;

	status = bs->HandleProtocol(self, &loaded_image_guid, (void **)&loaded);
	if (!status)
		status =
			bs->HandleProtocol(loaded->DeviceHandle,
					   &file_system_guid, (void **)&system);
	if (!status)
		status = system->OpenVolume(system, &root);
	return status ? status
		      : root->Open(root, ret, (CHAR16 *)u"\\payload.elf",
				   EFI_FILE_MODE_READ, 0);
}

static EFI_STATUS read_at(EFI_FILE_HANDLE file, UINT64 offset, void *to,
			  UINTN size)
{
	EFI_STATUS status = file->SetPosition(file, offset);

	return status ? status : file->Read(file, &size, to);
}

/* The lowest address and the end of all segments. */
static void measure(UINT64 *base, UINT64 *end)
{
	*base = UINT64_MAX;
	*end = 0;
	for (UINTN i = 0; i < elf.header.phnum; i++) {
		const struct elf64_phdr *p = &elf.programs[i];

		if (p->type != PT_LOAD)
			continue;
		if (p->vaddr < *base)
			*base = p->vaddr;
		if (p->vaddr + p->memsz > *end)
			*end = p->vaddr + p->memsz;
	}
}

static EFI_STATUS load(EFI_FILE_HANDLE file, UINT64 *ret_entry)
{
	EFI_PHYSICAL_ADDRESS memory;
	UINT64 base, end;
	EFI_STATUS status = read_at(file, 0, &elf, sizeof(elf));

	measure(&base, &end);
	if (!status)
		status = bs->AllocatePages(AllocateAnyPages, EfiLoaderCode,
					   (end - base + 4095) / 4096, &memory);
	for (UINTN i = 0; !status && i < elf.header.phnum; i++) {
		const struct elf64_phdr *p = &elf.programs[i];

		if (p->type == PT_LOAD && p->filesz)
			status = read_at(file, p->offset,
					 (void *)(memory + p->vaddr - base),
					 p->filesz);
	}
	*ret_entry = memory + elf.header.entry - base;
	return status;
}

static EFI_STATUS leave(void)
{
	static UINT8 map[MAP_SIZE];
	UINTN size = sizeof(map), key, desc_size;
	UINT32 version;
	EFI_STATUS status = bs->GetMemoryMap(&size, (void *)map, &key,
					     &desc_size, &version);

	return status ? status : bs->ExitBootServices(self, key);
}

EFI_STATUS efi_main(EFI_HANDLE image, EFI_SYSTEM_TABLE *table)
{
	EFI_FILE_HANDLE file;
	EFI_STATUS status;
	UINT64 entry;

	bs = table->BootServices;
	self = image;
	status = open_payload(&file);
	if (!status)
		status = load(file, &entry);
	if (!status)
		status = leave();
	if (!status)
		((void (*)(void))entry)();
	line_write("failed", status);
	return status;
}
