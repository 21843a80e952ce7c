/* SPDX-License-Identifier: BSD-2-Clause */
/* Multiboot kernels that memblock.efi does not load, or copies later. */
#include "tests/lib/test.h"

#include <uchar.h>

#include "core/base/bytes.h"
#include "tests/lib/fake_efi.h"
#include "tests/lib/givenphysical.h"

FIXTURE(given_low_machine, forget_boot);

TEST(a_kernel_that_is_linked_for_no_memory_is_refused)
{
	given_multiboot2();
	fake_arguments(u"kernel=k mem=257M");
	expect_refused("where 0x10100000 is taken away by mem= or memmap=;"
		       " change that option.\n");
	new_low_machine();
	fake_arguments(u"kernel=k memmap=4K$0x10101000");
	given_multiboot2();
	expect_refused("where 0x10101000 is taken away by");
	new_low_machine();
	mb2_begin_at(0xe0000000, 0xe0000000 + KERNEL_BYTES, 0xe0000000);
	mb2_end();
	fake_arguments(u"kernel=k");
	expect_refused("it is linked for 0xe0000000-0xe0001fff, where"
		       " 0xe0000000 is not memory; link it for other"
		       " addresses.\n");
}

/* Two descriptors of the firmware meet at FIRMWARE, and a kernel is linked for
 * the page before that and the one after it. */
#define FIRMWARE 0x20000u

static void given_firmware_memory(uint32_t type)
{
	new_low_machine();
	fake_ram.more = 2;
	fake_ram.more_type = type;
	fake_ram.more_attribute = EFI_MEMORY_WB | EFI_MEMORY_RUNTIME;
	mb2_begin_at(FIRMWARE - 0x1000, FIRMWARE + 0x800, FIRMWARE);
	mb2_end();
}

TEST(a_kernel_that_is_linked_for_the_firmwares_memory_is_refused)
{
	given_firmware_memory(EfiRuntimeServicesData);
	fake_arguments(u"kernel=k");
	expect_refused("where 0x1f000 is RuntimeServicesData; link it for"
		       " other addresses, or add overwrite=on.\n");
	given_firmware_memory(EfiReservedMemoryType);
	fake_arguments(u"kernel=k overwrite=on");
	expect_refused("where 0x1f000 is ReservedMemoryType; link it for other"
		       " addresses.\n");
}

/* The type of the row of the Multiboot2 information that holds the address. */
static uint64_t row_type(uint64_t address)
{
	const uint8_t *tag = mb2_found(MB2_MEMORY_MAP);

	for (size_t i = 16; i < get_le(tag + 4, 4); i += 24)
		if (address - get_le(tag + i, 8) < get_le(tag + i + 8, 8))
			return get_le(tag + i + 16, 4);
	return 0;
}

TEST(with_overwrite_it_is_copied_there_and_the_place_is_memory)
{
	static const uint32_t types[] = { EfiACPIMemoryNVS,
					  EfiACPIReclaimMemory,
					  EfiRuntimeServicesCode,
					  EfiRuntimeServicesData };
	static const uint64_t rows[] = { 4, 3, 2, 2 };

	for (size_t i = 0; i < 4; i++) {
		given_firmware_memory(types[i]);
		assert_int_equal(boots(u"kernel=k overwrite=on"), ENTERED);
		assert_int_equal(fake_cpu.copy_cnt, 1);
		assert_int_equal(fake_cpu.copies[0].to, 0x1f000);
		assert_int_equal(row_type(0x1efff), rows[i]);
		assert_int_equal(row_type(0x1f000), 1);
		assert_int_equal(row_type(0x20fff), 1);
		assert_int_equal(row_type(0x21000), rows[i]);
		expect_said(" at 0x1f000-0x1ffff.\n"
			    "Note: k overwrites ");
		expect_said(" at 0x20000-0x20fff.\n");
	}
}

TEST(addresses_beyond_the_file_are_refused)
{
	mb2_begin_at(LINKED, LINKED + 2 * KERNEL_BYTES, LINKED + 0x40);
	mb2_end();
	fake_arguments(u"kernel=k");
	expect_refused("k cannot be loaded: ");
}

TEST(an_entry_outside_of_the_image_is_refused)
{
	static const uint32_t entries[] = { LINKED - 1, LINKED + KERNEL_BYTES +
								KERNEL_BSS };

	for (size_t i = 0; i < 2; i++) {
		new_low_machine();
		given_multiboot_with(MB1_ADDRESSES, entries[i]);
		fake_arguments(u"kernel=k");
		expect_refused(
			i ? "k cannot be loaded: its entry 0x10103800 is"
			  : "k cannot be loaded: its entry 0x100fffff is");
	}
}

TEST(a_header_that_asks_for_too_much_is_refused)
{
	mb2_begin();
	mb2_tag(MB2_HEADER_CONSOLE, 12);
	mb2_word(3);
	mb2_tag(77, 8);
	mb2_end();
	fake_arguments(u"kernel=k");
	expect_refused("k cannot be loaded: ");
	new_low_machine();
	given_multiboot_with(MB1_ADDRESSES | 1 << 3, LINKED);
	fake_arguments(u"kernel=k");
	expect_refused("k cannot be loaded: ");
}
