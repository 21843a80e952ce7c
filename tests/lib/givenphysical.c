/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givenphysical.h"

#include <string.h>

#include "core/base/bytes.h"
#include "tests/lib/fake_efi.h"
#include "tests/lib/givenlimine.h"

#define HEADER 0x80

uint8_t physical_file[KERNEL_BYTES];
static size_t at;

void new_low_machine(void)
{
	new_machine();
	fake_ram_new_low();
	fake->calls = 0;
}

int given_low_machine(__attribute__((unused)) void **state)
{
	new_low_machine();
	return 0;
}

/* --- kernels ------------------------------------------------------------- */

void mb2_word(uint32_t word)
{
	put_le(physical_file + at, word, 4);
	at += 4;
}

static void begin(void)
{
	memset(physical_file, 0x90, sizeof(physical_file));
	at = HEADER;
}

static void put_addresses(uint32_t load, uint32_t load_end, uint32_t bss_end)
{
	mb2_word(load + HEADER);
	mb2_word(load);
	mb2_word(load_end);
	mb2_word(bss_end);
}

static void put_file(void)
{
	fake_put_file("\\k", physical_file, sizeof(physical_file));
}

void mb2_tag(uint32_t type, uint32_t size)
{
	at = (at + 7) & ~(size_t)7;
	mb2_word(type);
	mb2_word(size);
}

static void begin_at(uint32_t load, uint32_t load_end, uint32_t bss_end,
		     uint32_t entry)
{
	begin();
	for (int i = 0; i < 4; i++)
		mb2_word(0);
	mb2_tag(MB2_HEADER_ADDRESS, 24);
	put_addresses(load, load_end, bss_end);
	mb2_tag(MB2_HEADER_ENTRY, 12);
	mb2_word(entry);
}

void mb2_begin(void)
{
	begin_at(LINKED, LINKED + KERNEL_BYTES,
		 LINKED + KERNEL_BYTES + KERNEL_BSS, LINKED + 0x40);
}

void mb2_begin_at(uint32_t load, uint32_t load_end, uint32_t entry)
{
	begin_at(load, load_end, 0, entry);
}

void mb2_end(void)
{
	uint32_t length;

	mb2_tag(MB2_HEADER_END, 8);
	length = (uint32_t)(at - HEADER);
	at = HEADER;
	mb2_word(MB2_HEADER_MAGIC);
	mb2_word(0);
	mb2_word(length);
	mb2_word(-(MB2_HEADER_MAGIC + length));
	put_file();
}

void given_multiboot2(void)
{
	mb2_begin();
	mb2_end();
}

void given_kernel_that_keeps_services(void)
{
	mb2_begin();
	mb2_tag(MB2_HEADER_EFI_SERVICES, 8);
	mb2_tag(MB2_HEADER_ENTRY_EFI64, 12);
	mb2_word(LINKED + 0x60);
	mb2_end();
}

void given_multiboot_with(uint32_t flags, uint32_t entry)
{
	begin();
	mb2_word(MB1_HEADER_MAGIC);
	mb2_word(flags);
	mb2_word(-(MB1_HEADER_MAGIC + flags));
	put_addresses(LINKED, LINKED + KERNEL_BYTES,
		      LINKED + KERNEL_BYTES + KERNEL_BSS);
	mb2_word(entry);
	put_file();
}

void given_multiboot(void)
{
	given_multiboot_with(MB1_ADDRESSES | MB1_ALIGN_MODULES, LINKED + 0x40);
}

void given_pvh(uint32_t note_size)
{
	static struct elffile elf;

	elffile_pvh(&elf, LINKED, LINKED + 0x20, note_size);
	fake_put_file("\\k", elf.bytes, elf.size);
}

void given_all(void (*given)(void))
{
	new_low_machine();
	limine_add_smbios();
	limine_add_screen();
	given();
}

/* --- what a kernel finds ------------------------------------------------- */

const uint8_t *physical_info(void)
{
	return (const uint8_t *)(uintptr_t)fake_cpu.entry_32.ebx;
}

const uint8_t *mb2_found(uint32_t type)
{
	const uint8_t *info = physical_info();
	size_t end = (size_t)get_le(info, 4), i = 8;

	while (i < end && get_le(info + i, 4) != type)
		i += ((size_t)get_le(info + i + 4, 4) + 7) & ~(size_t)7;
	return i < end ? info + i : NULL;
}
