/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The least that a loader has to do that enters a bzImage directly: it reads
 * the kernel proper of \vmlinuz straight into place and \initrd into memory,
 * leaves boot services and jumps to the 64-bit entry, with no boot_params at
 * all.
 */
#include "ovmf/bench/least.h"

/* Offsets in the setup header (Linux Documentation/arch/x86/boot.rst). */
#define SETUP_SECTS  0x1f1
#define INIT_SIZE    0x260
#define ENTRY_64     0x200
#define SECTOR       512
#define KERNEL_ALIGN 0x200000

static UINT8 header[1024];

static EFI_STATUS load(UINT64 *ret_entry)
{
	EFI_PHYSICAL_ADDRESS memory;
	EFI_FILE_HANDLE file;
	EFI_STATUS status = least_open(u"\\vmlinuz", &file);
	UINT64 size, setup;
	UINT32 init_size;

	if (!status)
		status = least_size(file, &size);
	if (!status)
		status = least_read(file, 0, header, sizeof(header));
	setup = (header[SETUP_SECTS] + 1) * SECTOR;
	init_size = *(UINT32 *)(void *)(header + INIT_SIZE);
	if (!status)
		status = least_bs->AllocatePages(
			AllocateAnyPages, EfiLoaderCode,
			(init_size + KERNEL_ALIGN) / 4096, &memory);
	memory = (memory + KERNEL_ALIGN - 1) & ~(UINT64)(KERNEL_ALIGN - 1);
	*ret_entry = memory + ENTRY_64;
	return status ? status
		      : least_read(file, setup, (void *)memory, size - setup);
}

EFI_STATUS least_main(void)
{
	EFI_PHYSICAL_ADDRESS initrd;
	UINT64 entry;
	EFI_STATUS status = load(&entry);

	if (!status)
		status = least_load(u"\\initrd", EfiLoaderData, &initrd);
	if (!status)
		status = least_leave();
	if (!status)
		((void (*)(void))entry)();
	return status;
}
