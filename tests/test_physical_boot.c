/* SPDX-License-Identifier: BSD-2-Clause */
/* Multiboot and PVH kernels from the options to the entry. */
#include "tests/lib/test.h"

#include <uchar.h>

#include "core/base/bytes.h"
#include "tests/lib/fake_efi.h"
#include "tests/lib/givenphysical.h"

FIXTURE(given_low_machine, forget_boot);

static void expect_loaded(uint64_t base)
{
	const uint8_t *memory = (const uint8_t *)(uintptr_t)base;

	assert_memory_equal(memory, physical_file, KERNEL_BYTES);
	for (size_t i = 0; i < KERNEL_BSS; i++)
		assert_int_equal(memory[KERNEL_BYTES + i], 0);
}

static void relocatable(uint32_t min, uint32_t max, uint32_t preference)
{
	mb2_begin();
	mb2_tag(MB2_HEADER_RELOCATABLE, 24);
	mb2_word(min);
	mb2_word(max);
	mb2_word(0x10000);
	mb2_word(preference);
	mb2_end();
}

TEST(a_multiboot2_kernel_is_entered_where_it_is_linked)
{
	given_multiboot2();
	assert_int_equal(boots(u"kernel=k module=one -- words"), ENTERED);
	assert_true(fake_ram.left);
	assert_int_equal(fake_cpu.entry_32.entry, LINKED + 0x40);
	assert_int_equal(fake_cpu.entry_32.eax, MB2_LOADER_MAGIC);
	assert_int_equal(fake_cpu.copy_cnt, 0);
	expect_loaded(LINKED);
	assert_string_equal((const char *)mb2_found(MB2_CMDLINE) + 8, "words");
	assert_non_null(mb2_found(MB2_MODULE));
	assert_non_null(mb2_found(MB2_ACPI_NEW));
	assert_null(mb2_found(MB2_LOAD_BASE));
	expect_said("k is a Multiboot2 kernel; owners, lifetimes and"
		    " NUMA nodes are not passed on\n");
}

TEST(a_multiboot2_kernel_learns_of_the_screen_and_of_smbios)
{
	const uint8_t *tag;

	given_all(given_multiboot2);
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	tag = mb2_found(MB2_FRAMEBUFFER);
	assert_non_null(tag);
	assert_int_equal(get_le(tag + 8, 8), 0xc0000000);
	assert_int_equal(get_le(tag + 16, 4), 80 * 4);
	assert_int_equal(get_le(tag + 20, 4), 64);
	assert_int_equal(get_le(tag + 24, 4), 32);
	tag = mb2_found(MB2_SMBIOS);
	assert_non_null(tag);
	assert_memory_equal(tag + 16, "_SM3_", 5);
	assert_int_equal(get_le(tag + 4, 4), 16 + 24);
}

TEST(a_multiboot2_kernel_gets_the_rsdp_of_its_revision)
{
	given_multiboot2();
	fake->system.NumberOfTableEntries = 0;
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	assert_null(mb2_found(MB2_ACPI_OLD));
	assert_null(mb2_found(MB2_ACPI_NEW));
	new_low_machine();
	given_multiboot2();
	boot_acpi.rsdp[15] = 0;
	put_le(boot_acpi.rsdp + 16, 0x1000, 4);
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	assert_non_null(mb2_found(MB2_ACPI_OLD));
	assert_int_equal(get_le(mb2_found(MB2_ACPI_OLD) + 4, 4), 8 + 20);
	assert_null(mb2_found(MB2_ACPI_NEW));
}

TEST(a_multiboot2_kernel_gets_the_old_entry_point_of_smbios)
{
	given_all(given_multiboot2);
	fake->system.NumberOfTableEntries = 2;
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	assert_non_null(mb2_found(MB2_SMBIOS));
	assert_memory_equal(mb2_found(MB2_SMBIOS) + 16, "_SM_", 4);
	assert_int_equal(get_le(mb2_found(MB2_SMBIOS) + 4, 4), 16 + 31);
}

TEST(a_multiboot_kernel_is_entered_with_its_own_magic)
{
	given_multiboot();
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	assert_int_equal(fake_cpu.entry_32.entry, LINKED + 0x40);
	assert_int_equal(fake_cpu.entry_32.eax, MB1_LOADER_MAGIC);
	expect_loaded(LINKED);
	expect_said("NUMA nodes, ACPI tables and the EFI system table are not"
		    " passed on\n");
}

TEST(a_pvh_kernel_is_entered_at_its_note)
{
	static const uint32_t sizes[] = { 4, 8 };

	for (int i = 0; i < 2; i++) {
		new_low_machine();
		given_pvh(sizes[i]);
		assert_int_equal(boots(u"kernel=k protocol=pvh"), ENTERED);
		assert_int_equal(fake_cpu.entry_32.entry, LINKED + 0x20);
		assert_int_equal(fake_cpu.entry_32.eax, 0);
		assert_int_equal(get_le(physical_info(), 4), 0x336ec578);
	}
	expect_said("k is a PVH kernel; ");
}

/* A kernel may have mapped only its first MiBs when it reads them. */
TEST(information_stack_and_modules_lie_as_low_as_possible)
{
	static void (*const given[])(void) = { given_multiboot,
					       given_multiboot2 };
	const uint8_t *tag;

	for (int i = 0; i < 2; i++) {
		new_low_machine();
		fake_put_file("\\m", "module", 6);
		given[i]();
		assert_int_equal(boots(u"kernel=k module=\\m"), ENTERED);
		assert_true(fake_cpu.entry_32.ebx < LINKED);
		assert_true(fake_cpu.entry_32.stack < LINKED);
	}
	tag = mb2_found(MB2_MODULE);
	assert_non_null(tag);
	assert_true(get_le(tag + 8, 4) < LINKED);
}

TEST(a_relocatable_kernel_goes_where_it_prefers)
{
	const uint32_t base = (uint32_t)FAKE_RAM_LOW;
	uint32_t low;

	relocatable(base, base + 0x2000000, 1);
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	low = fake_cpu.entry_32.entry - 0x40;
	assert_int_equal(low % 0x10000, 0);
	assert_true(low < LINKED);
	expect_loaded(low);
	assert_int_equal(get_le(mb2_found(MB2_LOAD_BASE) + 8, 4), low);
	new_low_machine();
	relocatable(base, base + 0x2000000, 2);
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	assert_true(fake_cpu.entry_32.entry > base + 0x1f00000);
	new_low_machine();
	relocatable(base, 0xffffffff, 7);
	assert_int_equal(boots(u"kernel=k"), ENTERED);
}

TEST(a_relocatable_kernel_without_such_a_place_stays_where_it_is_linked)
{
	relocatable(0x1000, 0x100000, 0);
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	expect_loaded(LINKED);
}

TEST(what_the_firmware_uses_is_copied_to_after_boot_services)
{
	const struct cpu_copy *copy = fake_cpu.copies;

	given_multiboot2();
	fake_ram_use(LINKED, 1);
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	assert_int_equal(fake_cpu.copy_cnt, 1);
	assert_int_equal(copy->to, LINKED);
	assert_int_equal(copy->size, KERNEL_BYTES);
	assert_int_equal(copy->zeros, KERNEL_BSS);
	assert_memory_equal((const void *)(uintptr_t)copy->from, physical_file,
			    KERNEL_BYTES);
}
