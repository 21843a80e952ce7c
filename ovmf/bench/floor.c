/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The least that a loader of an ELF kernel has to do: it reads \payload.elf,
 * each segment straight into memory that was allocated for all of them, leaves
 * boot services and jumps. It tells the kernel nothing and leaves it the
 * firmware's page tables.
 */
#include "efi/boot/elf/elf_format.h"
#include "ovmf/bench/least.h"

/* The payload's headers. */
static struct {
	struct elf_header header;
	struct elf64_phdr programs[32];
} elf;

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
	EFI_STATUS status = least_read(file, 0, &elf, sizeof(elf));

	measure(&base, &end);
	if (!status)
		status = least_bs->AllocatePages(
			AllocateAnyPages, EfiLoaderCode,
			(end - base + 4095) / 4096, &memory);
	for (UINTN i = 0; !status && i < elf.header.phnum; i++) {
		const struct elf64_phdr *p = &elf.programs[i];

		if (p->type == PT_LOAD && p->filesz)
			status = least_read(file, p->offset,
					    (void *)(memory + p->vaddr - base),
					    p->filesz);
	}
	*ret_entry = memory + elf.header.entry - base;
	return status;
}

EFI_STATUS least_main(void)
{
	EFI_FILE_HANDLE file;
	EFI_STATUS status = least_open(u"\\payload.elf", &file);
	UINT64 entry;

	if (!status)
		status = load(file, &entry);
	if (!status)
		status = least_leave();
	if (!status)
		((void (*)(void))entry)();
	return status;
}
